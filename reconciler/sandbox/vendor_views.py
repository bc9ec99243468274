"""Recording vendors as the API shows them: of the organization and of one location."""

from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Location, Vendor
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["location_vendors", "organization_vendors"]


def organization_vendors(organization: Organization) -> Document:
    """Return the organization's default vendor and all there are.

    `vendors` is a plain array, whatever the published schema says (source: its own example).
    """
    shown: Document = {
        "vendorId": organization.vendor.id,
        "vendorName": organization.vendor.name,
        "vendors": _vendors(organization),
        "failureBehavior": organization.failure_behavior,
    }
    if organization.vendor.name == "Webex":
        shown["storageRegion"] = organization.storage_region
    return shown


def location_vendors(organization: Organization, location: Location) -> Document:
    """Return the vendor documents of a location.

    `defaultVendorName` is the location's own vendor, in force only while `orgDefaultEnabled` is
    false; a location may well remember one that it does not use.
    """
    own = location.setup
    shown: Document = {
        "orgDefaultEnabled": location.follows_organization_vendor,
        "orgDefaultVendorId": organization.vendor.id,
        "orgDefaultVendorName": organization.vendor.name,
        "defaultVendorId": location.own_vendor.id,
        "defaultVendorName": location.own_vendor.name,
        "vendors": _vendors(organization),
        "orgFailureBehaviorEnabled": own.follows_organization_failure,
        "orgFailureBehavior": organization.failure_behavior,
        "failureBehavior": own.own_failure_behavior or organization.failure_behavior,
    }
    if organization.effective_vendor(location).name == "Webex":
        shown["orgStorageRegionEnabled"] = own.follows_organization_region
        shown["orgStorageRegion"] = organization.storage_region
        shown["storageRegion"] = own.own_region or organization.storage_region
    return shown


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
