"""GET and PUT of what the organization sets for recording: switch, terms and regions."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.audit_notes import Target, note_change
from reconciler.sandbox.exchange import answer, done, json_object, organization_of, token_of
from reconciler.sandbox.permission import require_role, require_scope
from reconciler.sandbox.person_record import Vendor
from reconciler.sandbox.recording_setup import REGIONS
from reconciler.sandbox.rejections import Rejection, bad_value, not_found
from reconciler.sandbox.wire_json import JSON

__all__ = ["RECORDING_SETUP_ROUTES"]

_READ = "spark-admin:telephony_config_read"
_WRITE = "spark-admin:telephony_config_write"


async def read_switch(request: Request) -> Response:
    """Answer GET `/telephony/config/callRecording`."""
    require_scope(request, _READ)
    require_role(request, "read_only", "location")
    organization = organization_of(request)
    return answer(
        {
            "organization": {"id": organization.id, "name": organization.name},
            "enabled": organization.setup.enabled,
            "vendorId": organization.vendor.id,
            "vendorName": organization.vendor.name,
            "termsOfServiceUrl": organization.vendor.terms_url,
        }
    )


async def write_switch(request: Request) -> Response:
    """Answer PUT of the same, which is for Cisco partners only (source: OpenAPI)."""
    require_scope(request, _WRITE)
    require_role(request)
    organization = organization_of(request)
    if not token_of(request).partner:
        status = organization.switches.organization_switch_status
        raise Rejection(status, "Call recording can be switched by partners only.")
    enabled = (await json_object(request)).get("enabled")
    if not isinstance(enabled, bool):
        raise bad_value("enabled")
    organization.setup.enabled = enabled
    target = Target("ORGANIZATION", organization.id, organization.name)
    note_change(request, target, "Call recording was switched", _change("enabled", enabled))
    return done()


async def read_terms(request: Request) -> Response:
    """Answer GET `/telephony/config/callRecording/vendors/{id}/termsOfService`."""
    require_scope(request, _READ)
    require_role(request, "read_only", "location")
    vendor = _vendor(request)
    accepted = organization_of(request).setup.terms_accepted
    return answer(
        {
            "vendorId": vendor.id,
            "vendorName": vendor.name,
            "termsOfServiceEnabled": not vendor.terms_url or vendor.id in accepted,
            "termsOfServiceUrl": vendor.terms_url,
        }
    )


async def write_terms(request: Request) -> Response:
    """Answer PUT of the same; location administrators may too (source: OpenAPI)."""
    require_scope(request, _WRITE)
    require_role(request, "location")
    vendor = _vendor(request)
    accepts = (await json_object(request)).get("termsOfServiceEnabled")
    if not isinstance(accepts, bool):
        raise bad_value("termsOfServiceEnabled")
    accepted = organization_of(request).setup.terms_accepted
    accepted.add(vendor.id) if accepts else accepted.discard(vendor.id)
    target = Target("RECORDING_VENDOR", vendor.id, vendor.name)
    note_change(request, target, "Terms of service were answered", _change("accepted", accepts))
    return done()


async def read_regions(request: Request) -> Response:
    """Answer GET `/telephony/config/callRecording/regions`."""
    require_scope(request, _READ)
    require_role(request, "read_only", "location")
    organization = organization_of(request)
    rows: list[JSON] = [
        {"code": code, "name": name, "defaultEnabled": code == organization.storage_region}
        for code, name in REGIONS.items()
    ]
    return answer({"regions": rows})


def _vendor(request: Request) -> Vendor:
    for vendor in organization_of(request).vendors:
        if vendor.id == request.path_params["vendor_id"]:
            return vendor
    raise not_found("Vendor")


def _change(name: str, value: object) -> tuple[tuple[str, str], ...]:
    # Truth values are text in the audit log (source: seen live).
    return (("settingName", name), ("settingValue", str(value).lower()))


_HOME = "/v1/telephony/config/callRecording"
_TERMS = f"{_HOME}/vendors/{{vendor_id}}/termsOfService"

RECORDING_SETUP_ROUTES = (
    Route(_HOME, read_switch, methods=["GET"]),
    Route(_HOME, write_switch, methods=["PUT"]),
    Route(_TERMS, read_terms, methods=["GET"]),
    Route(_TERMS, write_terms, methods=["PUT"]),
    Route(f"{_HOME}/regions", read_regions, methods=["GET"]),
)
