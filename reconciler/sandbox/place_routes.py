"""GET of locations, plain and calling, and of organizations."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.exchange import answer, organization_of, token_of, whole_number
from reconciler.sandbox.identifiers import bare_key, webex_id
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.pages import page_by_cursor, page_by_start
from reconciler.sandbox.permission import require_scope
from reconciler.sandbox.person_record import Location
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["PLACE_ROUTES"]

_LOCATION_SCOPES = (
    "spark-admin:locations_read",
    "spark-admin:people_read",
    "spark-admin:device_read",
)
_DEFAULT_PAGE = 500


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
    size = whole_number(request, "max", default=_DEFAULT_PAGE, least=1)
    page = page_by_cursor(request, found, size)
    return answer({"items": [_location(organization, each) for each in page.rows]}, page.link)


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
    page = page_by_start(request, found, default=_DEFAULT_PAGE)
    rows: list[JSON] = [_calling_location(organization, each) for each in page.rows]
    return answer({"locations": rows}, page.link)


async def read_calling_location(request: Request) -> Response:
    """Answer GET `/telephony/config/locations/{id}`."""
    require_scope(request, "spark-admin:telephony_config_read")
    organization = organization_of(request)
    location = organization.locations.get(request.path_params["location_id"])
    if location is None:
        raise not_found("Location")
    shown = _calling_location(organization, location)
    del shown["e911SetupRequired"]
    return answer(
        {
            **shown,
            "announcementLanguage": location.language,
            "connection": {"type": "TRUNK", "id": webex_id("TRUNK", bare_key(location.id))},
            "subscriptionId": "Sub100238",
            "externalCallerIdName": organization.name,
            "userLimit": 500000,
            "defaultDomain": "52817093.int10.bcld.webex.com",
        }
    )


async def list_organizations(request: Request) -> Response:
    """Answer GET `/organizations`: one, or for a partner's token every one it reaches."""
    require_scope(request, "spark-admin:organizations_read")
    return answer({"items": [_organization(each) for each in _within_reach(request)]})


async def read_organization(request: Request) -> Response:
    """Answer GET `/organizations/{id}`."""
    require_scope(request, "spark-admin:organizations_read")
    asked = request.path_params["organization_id"]
    for organization in _within_reach(request):
        if asked in (organization.id, bare_key(organization.id)):
            return answer(_organization(organization))
    raise not_found("Organization")


def _within_reach(request: Request) -> list[Organization]:
    if token_of(request).partner:
        return list(premises_of(request.app).organizations())
    return [organization_of(request)]


def _organization(organization: Organization) -> Document:
    return {
        "id": organization.id,
        "displayName": organization.name,
        "created": organization.created,
    }


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
    Route("/v1/locations", list_locations),
    Route("/v1/locations/{location_id}", read_location),
    Route("/v1/telephony/config/locations", list_calling_locations),
    Route("/v1/telephony/config/locations/{location_id}", read_calling_location),
    Route("/v1/organizations", list_organizations),
    Route("/v1/organizations/{organization_id}", read_organization),
)
