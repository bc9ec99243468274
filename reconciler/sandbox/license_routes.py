"""GET of licenses, and of the people who have one."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.cursors import cursor_position, next_by_cursor
from reconciler.sandbox.exchange import answer, organization_of, whole_number
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.permission import require_scope
from reconciler.sandbox.person_record import License, Person
from reconciler.sandbox.rejections import not_found
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["LICENSE_ROUTES"]

_SCOPE = "spark-admin:licenses_read"
_LARGEST_PAGE = 300


async def list_licenses(request: Request) -> Response:
    """Answer GET `/licenses`, everything in one reply."""
    require_scope(request, _SCOPE)
    organization = organization_of(request)
    return answer(
        {"items": [_license(organization, each) for each in organization.licenses.values()]}
    )


async def read_license(request: Request) -> Response:
    """Answer GET `/licenses/{id}`, with `users` if `includeAssignedTo=user` asks for them.

    Pages by `limit` and `next`; workspaces are never listed (source: inferred).
    """
    require_scope(request, _SCOPE)
    organization = organization_of(request)
    held = organization.licenses.get(request.path_params["license_id"])
    if held is None:
        raise not_found("License")
    shown = _license(organization, held)
    if request.query_params.get("includeAssignedTo") != "user":
        return answer(shown)
    start, _ = cursor_position(request, "next")
    wanted = whole_number(request, "limit", default=_LARGEST_PAGE, least=1)
    stop = start + min(wanted, _LARGEST_PAGE)
    users = [each for each in organization.people.values() if held.id in each.licenses]
    shown["users"] = [_user(each) for each in users[start:stop]]
    more = stop < len(users)
    return answer(shown, next_by_cursor(request, stop, name="next") if more else None)


def _user(person: Person) -> JSON:
    return {
        "id": person.id,
        "type": "INTERNAL",
        "displayName": person.display_name,
        "email": person.email,
    }


def _license(organization: Organization, held: License) -> Document:
    """Return the license; what does not apply is null or absent (source: seen live)."""
    users = sum(held.id in person.licenses for person in organization.people.values())
    rooms = sum(held.id == room.license_id for room in organization.workspaces.values())
    shown: Document = {
        "id": held.id,
        "name": held.name,
        "totalUnits": held.total_units,
        "consumedUnits": users + rooms,
        "consumedByUsers": users if held.for_people else None,
        "consumedByWorkspaces": rooms if held.for_people else None,
    }
    if held.subscription_id is not None:
        shown["subscriptionId"] = held.subscription_id
    return shown


LICENSE_ROUTES = (
    Route("/v1/licenses", list_licenses),
    Route("/v1/licenses/{license_id}", read_license),
)
