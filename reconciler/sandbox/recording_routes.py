"""GET and PUT of recording settings, of everything that has them. The rules live elsewhere.

The three kinds differ in path, scope and administrators, and in nothing else here.
"""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.audit_notes import Target, note_change
from reconciler.sandbox.device_record import RecordedKind
from reconciler.sandbox.exchange import answer, done, json_body, organization_of, token_of
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.permission import require_location, require_role, require_scope
from reconciler.sandbox.person_record import Role
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import conflict

__all__ = ["PERSON_RECORDING_ROUTES", "PHONE_RECORDING_ROUTES"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Access:
    kind: RecordedKind
    path: str
    read_scope: str
    write_scope: str
    readers: frozenset[Role]
    """Besides full administrators."""
    writers: frozenset[Role]


# No source names a read-only administrator for people, although workspaces have one.
_PERSON = _Access(
    kind="person",
    path="/v1/people/{subject_id}/features/callRecording",
    read_scope="spark-admin:people_read",
    write_scope="spark-admin:people_write",
    readers=frozenset({"user", "location"}),
    writers=frozenset({"user", "location"}),
)
_VIRTUAL_LINE = _Access(
    kind="virtual_line",
    path="/v1/telephony/config/virtualLines/{subject_id}/callRecording",
    read_scope="spark-admin:telephony_config_read",
    write_scope="spark-admin:telephony_config_write",
    readers=frozenset({"user"}),
    writers=frozenset({"user"}),
)
_WORKSPACE = _Access(
    kind="workspace",
    path="/v1/telephony/config/workspaces/{subject_id}/features/callRecordings",
    read_scope="spark-admin:telephony_config_read",
    write_scope="spark-admin:telephony_config_write",
    readers=frozenset({"read_only", "device", "location"}),
    writers=frozenset({"device", "location"}),
)


async def read_recording(access: _Access, request: Request) -> Response:
    """Answer GET. The id must be a whole one here."""
    require_scope(request, access.read_scope)
    organization, subject_id = organization_of(request), request.path_params["subject_id"]
    if token_of(request).role != "full":
        _check_reader(access, request, organization, subject_id)
    newest = organization.read_recording(subject_id, access.kind)
    premises = premises_of(request.app)
    if not premises.lag.delay_s:
        return answer(newest)
    outdated = premises.lag.shown(subject_id, premises.monotonic())
    return answer(newest if outdated is None else outdated)


async def write_recording(access: _Access, request: Request) -> Response:
    """Answer PUT of the same: 204, no body and no content type, if it was understood at all."""
    require_scope(request, access.write_scope)
    organization, subject_id = organization_of(request), request.path_params["subject_id"]
    if require_role(request, *access.writers).role != "full":
        require_location(request, _location_of(organization, access, subject_id))
    body = await json_body(request)
    replaced = organization.read_recording(subject_id, access.kind)
    waits = organization.switches.during_vendor_job == "conflict"
    if waits and organization.jobs.busy_with(subject_id):
        raise conflict("A call recording provider job is running for this user.")
    organization.write_recording(subject_id, body, access.kind)
    premises = premises_of(request.app)
    if premises.lag.delay_s > 0:
        premises.lag.hold(subject_id, replaced, premises.monotonic())
    after = organization.read_recording(subject_id, access.kind)
    if after != replaced:
        subject = organization.held(access.kind)[subject_id]
        changed = sorted(name for name in after if after[name] != replaced.get(name))
        target = Target(access.kind.upper(), subject_id, subject.display_name)
        details = (("changedAttributes", ",".join(changed)),)
        note_change(request, target, "Call recording was modified", details, recording=True)
    return done()


def _check_reader(
    access: _Access, request: Request, organization: Organization, subject_id: str
) -> None:
    readers = access.readers
    if access.kind == "person" and organization.switches.read_only_reads_people:
        readers |= {"read_only"}
    require_role(request, *readers)
    require_location(request, _location_of(organization, access, subject_id))


def _location_of(organization: Organization, access: _Access, subject_id: str) -> str | None:
    subject = organization.held(access.kind).get(subject_id)
    return None if subject is None else subject.location_id


def _routes(access: _Access) -> tuple[Route, Route]:
    return (
        Route(access.path, partial(read_recording, access), methods=["GET"]),
        Route(access.path, partial(write_recording, access), methods=["PUT"]),
    )


PERSON_RECORDING_ROUTES = _routes(_PERSON)
PHONE_RECORDING_ROUTES = (*_routes(_VIRTUAL_LINE), *_routes(_WORKSPACE))
