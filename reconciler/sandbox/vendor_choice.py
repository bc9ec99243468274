"""Choosing a recording vendor, for the organization or one location. No HTTP.

Every value is looked at before one is changed.
"""

from collections.abc import Container, Mapping

from reconciler.sandbox.device_record import Recorded
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Location, Vendor
from reconciler.sandbox.recording_setup import FAILURE_BEHAVIORS, REGIONS
from reconciler.sandbox.rejections import bad_value
from reconciler.sandbox.wire_json import JSON

__all__ = ["choose_for_location", "choose_for_organization", "members_of"]


def choose_for_organization(organization: Organization, body: Mapping[str, JSON]) -> None:
    """Carry out the organization's PUT; `vendorId` is required.

    Raises:
        Rejection: 400, a value means nothing; nothing changed.
    """
    vendor = _vendor(organization, body, "vendorId")
    if vendor is None:
        raise bad_value("vendorId")
    region = _choice(body, "storageRegion", REGIONS)
    behavior = _choice(body, "failureBehavior", FAILURE_BEHAVIORS)
    organization.vendor = vendor
    organization.storage_region = region or organization.storage_region
    organization.failure_behavior = behavior or organization.failure_behavior


def choose_for_location(
    organization: Organization, location: Location, body: Mapping[str, JSON]
) -> None:
    """Carry out a location's PUT; what is not named stays (source: inferred from scripts).

    The vendor is `id` here, not `vendorId` (source: OpenAPI).

    Raises:
        Rejection: 400, a value means nothing; nothing changed.
    """
    vendor = _vendor(organization, body, "id")
    region = _choice(body, "storageRegion", REGIONS)
    behavior = _choice(body, "failureBehavior", FAILURE_BEHAVIORS)
    own = location.setup
    follows_vendor = _flag(body, "orgDefaultEnabled", location.follows_organization_vendor)
    follows_region = _flag(body, "orgStorageRegionEnabled", own.follows_organization_region)
    follows_failure = _flag(body, "orgFailureBehaviorEnabled", own.follows_organization_failure)
    location.own_vendor = vendor or location.own_vendor
    location.follows_organization_vendor = follows_vendor
    own.own_region = region or own.own_region
    own.own_failure_behavior = behavior or own.own_failure_behavior
    own.follows_organization_region = follows_region
    own.follows_organization_failure = follows_failure


def members_of(organization: Organization, location: Location | None) -> tuple[Recorded, ...]:
    """Return everybody whose vendor this is: of one location, or of all that follow the default."""
    places = {
        each.id
        for each in organization.locations.values()
        if (each.follows_organization_vendor if location is None else each is location)
    }
    people = [each for each in organization.people.values() if each.location_id in places]
    lines = [each for each in organization.virtual_lines.values() if each.location_id in places]
    rooms = [
        each
        for each in organization.workspaces.values()
        if each.location_id in places and each.professional and each.license_id is not None
    ]
    return (*people, *lines, *rooms)


def _vendor(organization: Organization, body: Mapping[str, JSON], name: str) -> Vendor | None:
    if name not in body:
        return None
    for vendor in organization.vendors:
        if vendor.id == body[name]:
            return vendor
    raise bad_value(name)


def _choice(body: Mapping[str, JSON], name: str, known: Container[str]) -> str | None:
    if name not in body:
        return None
    value = body[name]
    if not isinstance(value, str) or value not in known:
        raise bad_value(name)
    return value


def _flag(body: Mapping[str, JSON], name: str, before: JSON) -> bool:
    value = body.get(name, before)
    if not isinstance(value, bool):
        raise bad_value(name)
    return value
