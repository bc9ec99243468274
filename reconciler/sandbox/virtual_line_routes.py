"""GET of virtual lines. Their recording settings are in `recording_routes`."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.device_record import VirtualLine
from reconciler.sandbox.exchange import answer, organization_of, truth
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.pages import page_by_start
from reconciler.sandbox.permission import require_role, require_scope
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["VIRTUAL_LINE_ROUTES"]

_SCOPE = "spark-admin:telephony_config_read"
_DEFAULT_PAGE = 2000


async def list_virtual_lines(request: Request) -> Response:
    """Answer GET `/telephony/config/virtualLines`; filters are repeated parameters."""
    require_scope(request, _SCOPE)
    require_role(request, "read_only")
    organization = organization_of(request)
    found = [
        each
        for each in organization.virtual_lines.values()
        if _is_wanted(request, organization, each)
    ]
    page = page_by_start(request, found, default=_DEFAULT_PAGE)
    rows: list[JSON] = [_row(organization, each) for each in page.rows]
    return answer({"virtualLines": rows}, page.link)


async def read_virtual_line(request: Request) -> Response:
    """Answer GET `/telephony/config/virtualLines/{id}`."""
    require_scope(request, _SCOPE)
    require_role(request, "read_only", "user", "location")
    organization = organization_of(request)
    line = organization.virtual_lines.get(request.path_params["virtual_line_id"])
    if line is None:
        raise not_found("Virtual line")
    row = _row(organization, line)
    del row["numberOfDevicesAssigned"], row["billingPlan"]
    location = organization.locations[line.location_id]
    shown: Document = {
        **row,
        "location": {
            "id": location.id,
            "name": location.name,
            "address": {"state": "", **location.address},
        },
        "displayName": line.display_name,
        "directorySearchEnabled": True,
        "announcementLanguage": location.language,
        "timeZone": location.time_zone,
        "devices": [],
    }
    return answer(shown)


def _is_wanted(request: Request, organization: Organization, line: VirtualLine) -> bool:
    location = organization.locations[line.location_id]
    return (
        _any(request, "locationId", (location.id,), whole=True)
        and _any(request, "id", (line.id,), whole=True)
        and _any(request, "locationName", (location.name,))
        and _any(request, "ownerName", (line.display_name,))
        and _any(request, "phoneNumber", (line.phone_number or "", line.extension))
        and truth(request, "hasDeviceAssigned") in (None, line.devices > 0)
        and truth(request, "hasExtensionAssigned") in (None, bool(line.extension))
        and truth(request, "hasDnAssigned") in (None, line.phone_number is not None)
    )


def _any(request: Request, name: str, values: Iterable[str], *, whole: bool = False) -> bool:
    wanted = request.query_params.getlist(name)
    if not wanted:
        return True
    if whole:
        return any(value in wanted for value in values)
    return any(part.casefold() in value.casefold() for value in values for part in wanted)


def _row(organization: Organization, line: VirtualLine) -> Document:
    location = organization.locations[line.location_id]
    number: Document = {
        "extension": line.extension,
        "routingPrefix": location.routing_prefix,
        "esn": f"{location.routing_prefix}{line.extension}",
        "primary": True,
    }
    if line.phone_number is not None:
        number["external"] = line.phone_number
    return {
        "id": line.id,
        "firstName": line.first_name,
        "lastName": line.last_name,
        "callerIdFirstName": line.first_name,
        "callerIdLastName": line.last_name,
        "callerIdNumber": line.phone_number or f"{location.number_prefix}1000",
        "externalCallerIdNamePolicy": "DIRECT_LINE",
        "number": number,
        "location": {"name": location.name, "id": location.id},
        "numberOfDevicesAssigned": line.devices,
        "billingPlan": "BCOCP1",
    }


VIRTUAL_LINE_ROUTES = (
    Route("/v1/telephony/config/virtualLines", list_virtual_lines),
    Route("/v1/telephony/config/virtualLines/{virtual_line_id}", read_virtual_line),
)
