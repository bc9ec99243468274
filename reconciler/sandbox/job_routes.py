"""GET of recording vendor jobs: all of them, one, and what went wrong in one."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.exchange import answer, organization_of, whole_number
from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.pages import page_by_start
from reconciler.sandbox.permission import require_role, require_scope
from reconciler.sandbox.premises import Premises, premises_of
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.vendor_jobs import VendorJob
from reconciler.sandbox.wall_clock import timestamp
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["JOB_ROUTES"]

_SCOPE = "spark-admin:telephony_config_read"
_DEFAULT_PAGE = 50
_FIRST_INSTANCE, _FIRST_EXECUTION = 637210, 660884


async def list_jobs(request: Request) -> Response:
    """Answer GET `/telephony/config/jobs/callRecording`, the newest first."""
    organization = _readable(request)
    premises = premises_of(request.app)
    newest_first = organization.jobs.all[::-1]
    page = page_by_start(request, newest_first, default=_DEFAULT_PAGE)
    return answer({"items": [_job(premises, organization, each) for each in page.rows]}, page.link)


async def read_job(request: Request) -> Response:
    """Answer GET `/telephony/config/jobs/callRecording/{id}`."""
    organization = _readable(request)
    return answer(_job(premises_of(request.app), organization, _found(request, organization)))


async def list_job_errors(request: Request) -> Response:
    """Answer GET `/telephony/config/jobs/callRecording/{id}/errors`; `item` is a bare uuid."""
    organization = _readable(request)
    job = _found(request, organization)
    most = whole_number(request, "max", default=_DEFAULT_PAGE, least=1)
    failed = (job.terms.members if job.fails else job.failing) if job.settled else ()
    rows: list[JSON] = [
        {
            "itemNumber": number,
            "item": bare_key(member.id),
            "error": {
                "key": "500",
                "message": [
                    {
                        "description": "POST failed: HTTP/1.1 404 Not Found",
                        "code": None,
                        "locationId": None,
                    }
                ],
            },
            "trackingId": f"{_tracking_id(job)}_{number}",
        }
        for number, member in enumerate(failed[:most])
    ]
    return answer({"items": rows})


def _readable(request: Request) -> Organization:
    require_scope(request, _SCOPE)
    require_role(request, "read_only")
    return organization_of(request)


def _found(request: Request, organization: Organization) -> VendorJob:
    for job in organization.jobs.all:
        if job.id == request.path_params["job_id"]:
            return job
    raise not_found("Job")


def _job(premises: Premises, organization: Organization, job: VendorJob) -> Document:
    state = job.state(premises.monotonic())
    shown: Document = {
        "name": "managecallrecordingprovider",
        "id": job.id,
        "trackingId": _tracking_id(job),
        "sourceUserId": job.terms.person_id,
        "sourceCustomerId": organization.id,
        "targetCustomerId": organization.id,
        "instanceId": _FIRST_INSTANCE + job.number,
        "jobExecutionStatus": [_execution(premises, job, state)],
        "latestExecutionStatus": state,
        "vendorId": job.terms.vendor_id,
        "counts": _counts(job, state),
    }
    if job.terms.location_id is not None:
        shown["locationId"] = job.terms.location_id
    return shown


def _counts(job: VendorJob, state: str) -> Document:
    """Return the four counters (source: OpenAPI's example; its schema has those of another job)."""
    total = len(job.terms.members)
    failed = len(job.failing) if state == "COMPLETED" else total * (state == "FAILED")
    return {
        "totalNumberOfLocations": len({each.location_id for each in job.terms.members}),
        "totalNumberOfUsers": total,
        "failedUsers": failed,
        "updatedUsers": total - failed if state == "COMPLETED" else 0,
    }


def _execution(premises: Premises, job: VendorJob, state: str) -> Document:
    clock = premises.wall_clock
    elapsed = max(0.0, min(premises.monotonic(), job.ends_at) - job.starts_at)
    shown: Document = {
        "id": _FIRST_EXECUTION + job.number,
        "createdTime": timestamp(clock.at(job.asked_at)),
        "lastUpdated": timestamp(min(clock.now(), clock.at(job.ends_at))),
        "statusMessage": state,
        "exitCode": "UNKNOWN",
        "timeElapsed": f"PT{elapsed:.1f}S",
    }
    if state != "STARTING":
        shown["startTime"] = timestamp(clock.at(job.starts_at))
    if state in ("COMPLETED", "FAILED"):
        shown["endTime"] = timestamp(clock.at(job.ends_at))
        with_errors = state == "COMPLETED" and job.failing
        shown["exitCode"] = "COMPLETED_WITH_ERRORS" if with_errors else state
    return shown


def _tracking_id(job: VendorJob) -> str:
    return f"ADMINBATCHCLIENT_{bare_key(job.id)}_0"


_HOME = "/v1/telephony/config/jobs/callRecording"

JOB_ROUTES = (
    Route(_HOME, list_jobs),
    Route(f"{_HOME}/{{job_id}}", read_job),
    Route(f"{_HOME}/{{job_id}}/errors", list_job_errors),
)
