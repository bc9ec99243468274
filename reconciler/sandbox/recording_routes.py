"""GET and PUT of a person's recording settings. The rules live in `recording_rules`."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.exchange import answer, json_body, organization_of, require_scope
from reconciler.sandbox.premises import premises_of

__all__ = ["RECORDING_ROUTES"]

_READ = "spark-admin:people_read"
_WRITE = "spark-admin:people_write"


async def read_recording(request: Request) -> Response:
    """Answer GET `/people/{id}/features/callRecording`. The id must be a whole one here."""
    require_scope(request, _READ)
    person_id = request.path_params["person_id"]
    newest = organization_of(request).read_recording(person_id)
    premises = premises_of(request.app)
    outdated = premises.lag.shown(person_id, premises.monotonic())
    return answer(newest if outdated is None else outdated)


async def write_recording(request: Request) -> Response:
    """Answer PUT of the same: 204, no body and no content type, if it was understood at all."""
    require_scope(request, _WRITE)
    premises = premises_of(request.app)
    organization = premises.organization
    person_id = request.path_params["person_id"]
    body = await json_body(request)
    replaced = organization.read_recording(person_id)
    organization.write_recording(person_id, body)
    if premises.lag.delay_s > 0:
        premises.lag.hold(person_id, replaced, premises.monotonic())
    return Response(status_code=HTTPStatus.NO_CONTENT)


_PATH = "/v1/people/{person_id}/features/callRecording"

RECORDING_ROUTES = (
    Route(_PATH, read_recording, methods=["GET"]),
    Route(_PATH, write_recording, methods=["PUT"]),
)
