"""GET of licenses, locations and organizations."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.cursors import cursor_position, next_by_cursor, next_by_start
from reconciler.sandbox.exchange import answer, organization_of, require_scope, whole_number
from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import License, Location
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["PLACE_ROUTES"]

_LOCATION_SCOPES = (
    "spark-admin:locations_read",
    "spark-admin:people_read",
    "spark-admin:device_read",
)
_DEFAULT_PAGE = 500


async def list_licenses(request: Request) -> Response:
    """Answer GET `/licenses`, everything in one reply."""
    require_scope(request, "spark-admin:licenses_read")
    organization = organization_of(request)
    return answer(
        {"items": [_license(organization, each) for each in organization.licenses.values()]}
    )


async def list_locations(request: Request) -> Response:
    """Answer GET `/locations`: `name` is contained in the name, without case."""
    require_scope(request, *_LOCATION_SCOPES)
    organization = organization_of(request)
    part = request.query_params.get("name", "").casefold()
    only = request.query_params.get("id")
    found = [
        each
        for each in organization.locations.values()
        if part in each.name.casefold() and only in (None, each.id)
    ]
    start = cursor_position(request)
    stop = start + whole_number(request, "max", default=_DEFAULT_PAGE, least=1)
    items = [_location(organization, each) for each in found[start:stop]]
    blank = organization.switches.blank_in_link
    link = next_by_cursor(request, stop, blank=blank) if stop < len(found) else None
    return answer({"items": items}, link)


async def read_location(request: Request) -> Response:
    """Answer GET `/locations/{id}`."""
    require_scope(request, *_LOCATION_SCOPES)
    organization = organization_of(request)
    location = organization.locations.get(request.path_params["location_id"])
    if location is None:
        raise not_found("Location")
    return answer(_location(organization, location))


async def list_calling_locations(request: Request) -> Response:
    """Answer GET `/telephony/config/locations`, which pages by `start`."""
    require_scope(request, "spark-admin:telephony_config_read")
    organization = organization_of(request)
    part = request.query_params.get("name", "").casefold()
    found = [each for each in organization.locations.values() if part in each.name.casefold()]
    if "order" in request.query_params:
        descending = request.query_params["order"].lower() == "name-desc"
        found.sort(key=lambda each: each.name, reverse=descending)
    start = whole_number(request, "start", default=0, least=0)
    stop = start + whole_number(request, "max", default=_DEFAULT_PAGE, least=1)
    rows: list[JSON] = [_calling_location(organization, each) for each in found[start:stop]]
    return answer({"locations": rows}, next_by_start(request, stop) if stop < len(found) else None)


async def list_organizations(request: Request) -> Response:
    """Answer GET `/organizations`: this token administers exactly one."""
    require_scope(request, "spark-admin:organizations_read")
    return answer({"items": [_organization(organization_of(request))]})


async def read_organization(request: Request) -> Response:
    """Answer GET `/organizations/{id}`."""
    require_scope(request, "spark-admin:organizations_read")
    organization = organization_of(request)
    if request.path_params["organization_id"] not in (organization.id, bare_key(organization.id)):
        raise not_found("Organization")
    return answer(_organization(organization))


def _organization(organization: Organization) -> Document:
    return {
        "id": organization.id,
        "displayName": organization.name,
        "created": organization.created,
    }


def _license(organization: Organization, held: License) -> Document:
    """Return the license; what does not apply is null or absent (source: seen live)."""
    users = sum(held.id in person.licenses for person in organization.people.values())
    shown: Document = {
        "id": held.id,
        "name": held.name,
        "totalUnits": held.total_units,
        "consumedUnits": users,
        "consumedByUsers": users if held.for_people else None,
        "consumedByWorkspaces": 0 if held.for_people else None,
    }
    if held.subscription_id is not None:
        shown["subscriptionId"] = held.subscription_id
    return shown


def _location(organization: Organization, location: Location) -> Document:
    return {
        "id": location.id,
        "name": location.name,
        "orgId": organization.id,
        "timeZone": location.time_zone,
        "preferredLanguage": location.language,
        "address": location.address,
        "latitude": location.latitude,
        "longitude": location.longitude,
    }


def _calling_location(organization: Organization, location: Location) -> Document:
    return {
        "id": location.id,
        "name": location.name,
        "routingPrefix": location.routing_prefix,
        "outsideDialDigit": "9",
        "enforceOutsideDialDigit": False,
        "callingLineId": {
            "name": organization.name,
            "phoneNumber": f"{location.number_prefix}1000",
        },
        "e911SetupRequired": False,
    }


PLACE_ROUTES = (
    Route("/v1/licenses", list_licenses),
    Route("/v1/locations", list_locations),
    Route("/v1/locations/{location_id}", read_location),
    Route("/v1/telephony/config/locations", list_calling_locations),
    Route("/v1/organizations", list_organizations),
    Route("/v1/organizations/{organization_id}", read_organization),
)
