"""GET of the recording vendors, and PUT of the one in force: organization and location.

A new vendor takes a job over everybody concerned; see `vendor_jobs`.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.audit_notes import Target, note_change
from reconciler.sandbox.exchange import answer, done, json_object, organization_of, token_of
from reconciler.sandbox.permission import require_role, require_scope
from reconciler.sandbox.person_record import Location, Vendor
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.vendor_choice import (
    choose_for_location,
    choose_for_organization,
    members_of,
)
from reconciler.sandbox.vendor_jobs import JobTerms, VendorJob, vendor_job
from reconciler.sandbox.vendor_views import location_vendors, organization_vendors

__all__ = ["VENDOR_ROUTES", "location_of"]

_READ = "spark-admin:telephony_config_read"
_WRITE = "spark-admin:telephony_config_write"
_WRITE_PEOPLE = "spark-admin:people_write"


async def read_vendors(request: Request) -> Response:
    """Answer GET `/telephony/config/callRecording/vendors`."""
    require_scope(request, _READ)
    require_role(request, "read_only", "location")
    return answer(organization_vendors(organization_of(request)))


async def read_location_vendors(request: Request) -> Response:
    """Answer GET `/telephony/config/locations/{id}/callRecording/vendors`."""
    require_scope(request, _READ)
    require_role(request, "read_only", "location")
    return answer(location_vendors(organization_of(request), location_of(request)))


async def write_vendor(request: Request) -> Response:
    """Answer PUT `/telephony/config/callRecording/vendor`: 200 and the id of a job.

    Three scopes at once (source: OpenAPI).
    """
    for scope in (_WRITE, _READ, _WRITE_PEOPLE):
        require_scope(request, scope)
    require_role(request)
    organization, body = organization_of(request), await json_object(request)
    before = organization.vendor
    choose_for_organization(organization, body)
    after = organization.vendor
    _note(request, Target("ORGANIZATION", organization.id, organization.name), before, after)
    return answer({"jobId": _start_job(request, after, None).id})


async def write_location_vendor(request: Request) -> Response:
    """Answer PUT `/telephony/config/locations/{id}/callRecording/vendor`.

    204 if applied at once, 200 and a job's id otherwise (source: OpenAPI; which of the two when
    is a switch). Nothing in the body is required.
    """
    require_scope(request, _WRITE)
    require_role(request)
    organization, location = organization_of(request), location_of(request)
    body = await json_object(request)
    before = organization.effective_vendor(location)
    choose_for_location(organization, location, body)
    after = organization.effective_vendor(location)
    if after is before:
        return done()
    _note(request, Target("LOCATION", location.id, location.name), before, after)
    if organization.switches.location_vendor_answer == "job":
        return answer({"jobId": _start_job(request, after, location).id})
    for member in members_of(organization, location):
        member.provider_changes += 1
    return done()


def location_of(request: Request) -> Location:
    """Return the location of the path.

    Raises:
        Rejection: 404, there is none.
    """
    location = organization_of(request).locations.get(request.path_params["location_id"])
    if location is None:
        raise not_found("Location")
    return location


def _start_job(request: Request, vendor: Vendor, location: Location | None) -> VendorJob:
    """Start the job that moves everybody concerned."""
    organization = organization_of(request)
    terms = JobTerms(
        vendor_id=vendor.id,
        location_id=None if location is None else location.id,
        person_id=token_of(request).person_id,
        members=members_of(organization, location),
    )
    job = vendor_job(
        organization.id,
        len(organization.jobs.all),
        terms=terms,
        now=premises_of(request.app).monotonic(),
        switches=organization.switches,
    )
    organization.jobs.start(job)
    return job


def _note(request: Request, target: Target, before: Vendor, after: Vendor) -> None:
    details = (("oldVendorName", before.name), ("newVendorName", after.name))
    note_change(request, target, "Call recording vendor was modified", details)


VENDOR_ROUTES = (
    Route("/v1/telephony/config/callRecording/vendors", read_vendors, methods=["GET"]),
    Route("/v1/telephony/config/callRecording/vendor", write_vendor, methods=["PUT"]),
    Route(
        "/v1/telephony/config/locations/{location_id}/callRecording/vendors",
        read_location_vendors,
        methods=["GET"],
    ),
    Route(
        "/v1/telephony/config/locations/{location_id}/callRecording/vendor",
        write_location_vendor,
        methods=["PUT"],
    ),
)
