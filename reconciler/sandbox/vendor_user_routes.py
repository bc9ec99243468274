"""GET of whom a recording vendor has: people, workspaces and virtual lines."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.device_record import Recorded, VirtualLine, Workspace
from reconciler.sandbox.entitlement import is_standard
from reconciler.sandbox.exchange import answer, organization_of, truth
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.pages import page_by_start
from reconciler.sandbox.permission import require_role, require_scope
from reconciler.sandbox.person_record import Location, Vendor
from reconciler.sandbox.vendor_choice import members_of
from reconciler.sandbox.vendor_routes import location_of
from reconciler.sandbox.wire_json import Document

__all__ = ["VENDOR_USER_ROUTES"]

_SCOPE = "spark-admin:telephony_config_read"
_DEFAULT_PAGE = 2000


async def list_vendor_users(request: Request) -> Response:
    """Answer GET `/telephony/config/callRecording/vendorUsers`."""
    organization = organization_of(request)
    return _listed(request, organization.vendor, None)


async def list_location_vendor_users(request: Request) -> Response:
    """Answer GET `/telephony/config/locations/{id}/callRecording/vendorUsers`."""
    location = location_of(request)
    return _listed(request, organization_of(request).effective_vendor(location), location)


def _listed(request: Request, vendor: Vendor, location: Location | None) -> Response:
    require_scope(request, _SCOPE)
    require_role(request, "read_only", "location")
    organization = organization_of(request)
    members = [
        row
        for each in members_of(organization, location)
        if _counts(organization, each)
        for row in (_member(organization, each),)
        if truth(request, "standardUserOnly") is not True or row["licenseType"] == "BASIC_USER"
    ]
    page = page_by_start(request, members, default=_DEFAULT_PAGE)
    key = organization.switches.vendor_users_key
    return answer({"vendorId": vendor.id, key: page.rows}, page.link)


def _counts(organization: Organization, subject: Recorded) -> bool:
    if organization.switches.vendor_users == "everybody":
        return True
    return subject.recording is not None and subject.recording["enabled"] is True


def _member(organization: Organization, subject: Recorded) -> Document:
    if isinstance(subject, Workspace):
        names = {"firstName": subject.display_name, "lastName": "."}
        kind, license_type = "PLACE", "PROFESSIONAL_WORKSPACE"
    elif isinstance(subject, VirtualLine):
        names = {"firstName": subject.first_name, "lastName": subject.last_name}
        kind, license_type = "VIRTUAL_LINE", "VIRTUAL_PROFILE"
    else:
        names = {"firstName": subject.first_name, "lastName": subject.last_name}
        standard = is_standard(subject, organization.licenses)
        kind, license_type = "PEOPLE", "BASIC_USER" if standard else "PROFESSIONAL_USER"
    return {"id": subject.id, **names, "type": kind, "licenseType": license_type}


VENDOR_USER_ROUTES = (
    Route("/v1/telephony/config/callRecording/vendorUsers", list_vendor_users),
    Route(
        "/v1/telephony/config/locations/{location_id}/callRecording/vendorUsers",
        list_location_vendor_users,
    ),
)
