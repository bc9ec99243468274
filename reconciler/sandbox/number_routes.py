"""GET of phone numbers and extensions, with who has them."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.device_record import Recorded, VirtualLine, Workspace
from reconciler.sandbox.exchange import answer, organization_of, truth
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.pages import page_by_start
from reconciler.sandbox.permission import require_scope
from reconciler.sandbox.person_record import Location
from reconciler.sandbox.rejections import bad_value
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["NUMBER_ROUTES"]

_DEFAULT_PAGE = 2000


async def list_numbers(request: Request) -> Response:
    """Answer GET `/telephony/config/numbers`.

    Raises:
        Rejection: 400, `available=true` together with `ownerType` (source: OpenAPI).
    """
    require_scope(request, "spark-admin:telephony_config_read")
    if truth(request, "available") and "ownerType" in request.query_params:
        raise bad_value("ownerType")
    organization = organization_of(request)
    found = [each for each in _numbers(organization) if _is_wanted(request, each)]
    page = page_by_start(request, found, default=_DEFAULT_PAGE)
    shown: Document = {"phoneNumbers": page.rows}
    if truth(request, "details"):
        shown["count"] = _count(found)
    return answer(shown, page.link)


def _numbers(organization: Organization) -> Iterator[Document]:
    for location in organization.locations.values():
        main: Document = {
            **_place(location),
            "phoneNumber": f"{location.number_prefix}1000",
            "phoneNumberType": "PRIMARY",
            "mainNumber": True,
        }
        yield main
    for held in (organization.people, organization.virtual_lines, organization.workspaces):
        for subject in held.values():
            if subject.location_id is not None and subject.extension is not None:
                yield _number(subject, organization.locations[subject.location_id])


def _number(subject: Recorded, location: Location) -> Document:
    shown: Document = {
        **_place(location),
        "phoneNumber": subject.phone_number,
        "extension": subject.extension,
        "routingPrefix": location.routing_prefix,
        "esn": f"{location.routing_prefix}{subject.extension}",
        "phoneNumberType": "PRIMARY",
        "mainNumber": False,
        "owner": _owner(subject),
    }
    if subject.phone_number is None:
        # Extension only: the number may be absent or empty (source: OpenAPI).
        del shown["phoneNumber"]
    return shown


def _place(location: Location) -> Document:
    return {
        "state": "ACTIVE",
        "includedTelephonyTypes": "PSTN_NUMBER",
        "tollFreeNumber": False,
        "isServiceNumber": False,
        "location": {"id": location.id, "name": location.name},
    }


def _owner(subject: Recorded) -> JSON:
    if isinstance(subject, Workspace):
        return {"id": subject.id, "type": "PLACE", "firstName": subject.display_name}
    kind = "VIRTUAL_LINE" if isinstance(subject, VirtualLine) else "PEOPLE"
    names = {"firstName": subject.first_name, "lastName": subject.last_name}
    return {"id": subject.id, "type": kind, **names}


def _is_wanted(request: Request, number: Document) -> bool:
    asked, owner, place = request.query_params, number.get("owner"), number["location"]
    has: dict[str, JSON] = {
        "extension": number.get("extension"),
        "numberType": "NUMBER" if "phoneNumber" in number else "EXTENSION",
        "available": "false" if owner else "true",
        "phoneNumberType": number["phoneNumberType"],
        "state": number["state"],
    }
    if isinstance(place, dict):
        has["locationId"] = place["id"]
    if isinstance(owner, dict):
        has |= {"ownerId": owner["id"], "ownerType": owner["type"]}
    part = asked.get("phoneNumber", "")
    known = ("locationId", "ownerId", "ownerType", *has)
    return part in str(number.get("phoneNumber", "")) and all(
        asked[name] == has.get(name) for name in known if name in asked
    )


def _count(found: list[Document]) -> Document:
    assigned = sum("owner" in each and "phoneNumber" in each for each in found)
    extensions = sum("phoneNumber" not in each for each in found)
    return {
        "assigned": assigned,
        "unAssigned": len(found) - assigned - extensions,
        "inActive": 0,
        "extensionOnly": extensions,
        "tollFreeNumbers": 0,
        "total": len(found),
    }


NUMBER_ROUTES = (Route("/v1/telephony/config/numbers", list_numbers),)
