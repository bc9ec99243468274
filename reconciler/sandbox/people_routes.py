"""GET `/people`, `/people/me` and `/people/{id}`: paging, caps, filters, gated fields."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.exchange import answer, organization_of, token_of, truth, whole_number
from reconciler.sandbox.identifiers import webex_id
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.pages import page_by_cursor
from reconciler.sandbox.permission import require_scope
from reconciler.sandbox.person_record import Person
from reconciler.sandbox.person_views import NO_MATCH_IN_PAGE, admin_view, lookup_view
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import bad_value, not_found, unauthorized
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["PEOPLE_ROUTES"]

_SCOPE = "spark-admin:people_read"
_DEFAULT_PAGE = 100
_LARGEST_PAGE_WITH_CALLING = 100
_LARGEST_PAGE_OF_LOCATION = 50
_MOST_IDS = 85


async def list_people(request: Request) -> Response:
    """Answer GET `/people`.

    A `max` above the cap is reduced in silence, and `locationId` is applied to a page after it
    was cut, so a page may hold nobody while later ones do (source: OpenAPI and seen live).
    """
    require_scope(request, _SCOPE)
    organization = organization_of(request)
    if "id" in request.query_params:
        return answer(_found_by_id(organization, request.query_params["id"]))
    people = _matching(organization.people.values(), request)
    page = page_by_cursor(request, people, _page_size(request))
    location_id = request.query_params.get("locationId")
    shown = page.rows
    if location_id is not None:
        shown = [each for each in shown if _is_in(organization, each, location_id)]
    items = [_shown(request, each) for each in shown]
    if location_id is not None and not items:
        items = [NO_MATCH_IN_PAGE]
    return answer({"notFoundIds": None, "items": items}, page.link)


async def read_person(request: Request) -> Response:
    """Answer GET `/people/{id}`; a bare uuid will do (source: seen live)."""
    require_scope(request, _SCOPE)
    people = organization_of(request).people
    asked = request.path_params["person_id"]
    person = people.get(asked) or people.get(webex_id("PEOPLE", asked.lower()))
    if person is None:
        raise not_found("Person")
    return answer(_shown(request, person))


async def read_myself(request: Request) -> Response:
    """Answer GET `/people/me`: the person the token acts for."""
    person_id = token_of(request).person_id
    for organization in premises_of(request.app).organizations():
        person = organization.people.get(person_id)
        if person is not None:
            return answer(_shown(request, person))
    raise unauthorized()


def _page_size(request: Request) -> int:
    wanted = whole_number(request, "max", default=_DEFAULT_PAGE, least=1)
    cap = organization_of(request).switches.largest_people_page
    if _with_calling(request):
        cap = _LARGEST_PAGE_WITH_CALLING
    if "locationId" in request.query_params:
        cap = _LARGEST_PAGE_OF_LOCATION
    return min(wanted, cap)


def _with_calling(request: Request) -> bool:
    return truth(request, "callingData") is True


def _shown(request: Request, person: Person) -> Document:
    return admin_view(
        organization_of(request),
        person,
        calling=_with_calling(request),
        presence=truth(request, "excludeStatus") is not True,
    )


def _matching(people: Iterable[Person], request: Request) -> list[Person]:
    found = list(people)
    email = request.query_params.get("email")
    if email is not None:
        found = [each for each in found if each.email == email.lower()]
    prefix = request.query_params.get("displayName")
    if prefix is not None:
        start = prefix.casefold()
        found = [each for each in found if each.display_name.casefold().startswith(start)]
    roles = request.query_params.get("roles")
    if roles is not None:
        wanted = frozenset(roles.split(","))
        found = [each for each in found if not wanted.isdisjoint(each.roles)]
    return found


def _is_in(organization: Organization, person: Person, location_id: str) -> bool:
    return person.location_id == location_id and not organization.calling_fails_for(person)


def _found_by_id(organization: Organization, text: str) -> JSON:
    ids = [each for each in text.split(",") if each]
    if len(ids) > _MOST_IDS:
        raise bad_value("id")
    found = [organization.people[each] for each in ids if each in organization.people]
    return {
        "notFoundIds": [each for each in ids if each not in organization.people],
        "items": [lookup_view(organization, each) for each in found],
    }


PEOPLE_ROUTES = (
    Route("/v1/people", list_people),
    Route("/v1/people/me", read_myself),
    Route("/v1/people/{person_id}", read_person),
)
"""In the order they are tried: `me` is not an id."""
