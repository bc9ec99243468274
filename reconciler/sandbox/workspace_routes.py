"""GET of workspaces. Their recording settings are in `recording_routes`."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.device_record import Workspace
from reconciler.sandbox.exchange import answer, organization_of
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.pages import page_by_start
from reconciler.sandbox.permission import require_scope
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.wire_json import Document

__all__ = ["WORKSPACE_ROUTES"]

_SCOPE = "spark-admin:workspaces_read"
_DEFAULT_PAGE = 100
_WITHOUT_CAPACITY = -1


async def list_workspaces(request: Request) -> Response:
    """Answer GET `/workspaces`, which pages by `start` and carries a `Link` all the same."""
    require_scope(request, _SCOPE)
    organization = organization_of(request)
    found = [each for each in organization.workspaces.values() if _is_wanted(request, each)]
    page = page_by_start(request, found, default=_DEFAULT_PAGE)
    return answer({"items": [_workspace(organization, each) for each in page.rows]}, page.link)


async def read_workspace(request: Request) -> Response:
    """Answer GET `/workspaces/{id}`."""
    require_scope(request, _SCOPE)
    organization = organization_of(request)
    workspace = organization.workspaces.get(request.path_params["workspace_id"])
    if workspace is None:
        raise not_found("Workspace")
    return answer(_workspace(organization, workspace))


def _is_wanted(request: Request, workspace: Workspace) -> bool:
    asked = request.query_params
    capacity = _WITHOUT_CAPACITY if workspace.capacity is None else workspace.capacity
    has = {
        "locationId": workspace.location_id,
        "displayName": workspace.display_name,
        "capacity": str(capacity),
        "type": workspace.type,
        "calling": _calling(workspace),
        "supportedDevices": workspace.supported_devices,
        "calendar": "none",
    }
    return all(asked[name] == value for name, value in has.items() if name in asked)


def _workspace(organization: Organization, workspace: Workspace) -> Document:
    """Return the workspace; its calling license shows only where a switch says so.

    The API promises `calling.webexCalling.licenses` and never returns it (source: seen live).
    """
    calling: Document = {"type": _calling(workspace)}
    if workspace.license_id is not None and organization.switches.workspace_licenses_shown:
        calling["webexCalling"] = {"licenses": [workspace.license_id]}
    shown: Document = {
        "id": workspace.id,
        "orgId": organization.id,
        "locationId": workspace.location_id,
        "displayName": workspace.display_name,
        "type": workspace.type,
        "created": workspace.created,
        "calling": calling,
        "calendar": {"type": "none"},
        "hotdeskingStatus": "off",
        "supportedDevices": workspace.supported_devices,
    }
    if workspace.capacity is not None:
        shown["capacity"] = workspace.capacity
    return shown


def _calling(workspace: Workspace) -> str:
    return "freeCalling" if workspace.license_id is None else "webexCalling"


WORKSPACE_ROUTES = (
    Route("/v1/workspaces", list_workspaces),
    Route("/v1/workspaces/{workspace_id}", read_workspace),
)
