"""GET of the call recording vendor, of the organization and of one location."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.exchange import answer, organization_of, require_scope
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Vendor
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["VENDOR_ROUTES"]

_SCOPE = "spark-admin:telephony_config_read"


async def read_vendors(request: Request) -> Response:
    """Answer GET `/telephony/config/callRecording/vendors`.

    `vendors` is a plain array, whatever the published schema says (source: its own example).
    """
    require_scope(request, _SCOPE)
    organization = organization_of(request)
    shown: Document = {
        "vendorId": organization.vendor.id,
        "vendorName": organization.vendor.name,
        "vendors": _vendors(organization),
        "failureBehavior": organization.failure_behavior,
    }
    if organization.vendor.name == "Webex":
        shown["storageRegion"] = organization.storage_region
    return answer(shown)


async def read_location_vendors(request: Request) -> Response:
    """Answer GET `/telephony/config/locations/{id}/callRecording/vendors`.

    `defaultVendorName` is the location's own vendor, in force only while `orgDefaultEnabled` is
    false; a location may well remember one that it does not use.
    """
    require_scope(request, _SCOPE)
    organization = organization_of(request)
    location = organization.locations.get(request.path_params["location_id"])
    if location is None:
        raise not_found("Location")
    shown: Document = {
        "orgDefaultEnabled": location.follows_organization_vendor,
        "orgDefaultVendorId": organization.vendor.id,
        "orgDefaultVendorName": organization.vendor.name,
        "defaultVendorId": location.own_vendor.id,
        "defaultVendorName": location.own_vendor.name,
        "vendors": _vendors(organization),
        "orgFailureBehaviorEnabled": True,
        "orgFailureBehavior": organization.failure_behavior,
        "failureBehavior": organization.failure_behavior,
    }
    if organization.effective_vendor(location).name == "Webex":
        shown["orgStorageRegionEnabled"] = True
        shown["orgStorageRegion"] = organization.storage_region
        shown["storageRegion"] = organization.storage_region
    return answer(shown)


def _vendors(organization: Organization) -> list[JSON]:
    return [_vendor(each) for each in organization.vendors]


def _vendor(vendor: Vendor) -> Document:
    return {
        "id": vendor.id,
        "name": vendor.name,
        "description": vendor.description,
        "migrateUserCreationEnabled": vendor.migrate_user_creation,
        "loginUrl": vendor.login_url,
        "termsOfServiceUrl": vendor.terms_url,
    }


VENDOR_ROUTES = (
    Route("/v1/telephony/config/callRecording/vendors", read_vendors),
    Route(
        "/v1/telephony/config/locations/{location_id}/callRecording/vendors",
        read_location_vendors,
    ),
)
