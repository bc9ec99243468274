"""A person as `/people` shows them: to an administrator, or looked up by `id=`."""

from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Person
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["NO_MATCH_IN_PAGE", "admin_view", "lookup_view"]

NO_MATCH_IN_PAGE: Document = {
    "errors": {
        "peopleListLocationId": {
            "code": "calling_failure",
            "reason": "No user matching the locationId in this page",
        }
    }
}
"""The pseudo person that stands for a page without a match. Source: seen live."""

_CALLING_FAILED: Document = {
    "callingData": {
        "code": "calling_failure",
        "reason": "Calling data of this user could not be read",
    }
}


def admin_view(
    organization: Organization, person: Person, *, calling: bool, presence: bool
) -> Document:
    """Return the person with administrative fields.

    `calling` adds location and extension where the calling back end answers, and an `errors` map
    where it does not. Whatever is not set is absent, never null.
    """
    view = _identity(organization, person, extension=calling)
    if calling and person.location_id is not None and not organization.calling_fails_for(person):
        view["locationId"] = person.location_id
        if person.extension is not None:
            view["extension"] = person.extension
    if calling and organization.calling_fails_for(person):
        view["errors"] = _CALLING_FAILED
    view["licenses"] = person.licenses
    if person.roles:
        view["roles"] = person.roles
    if presence:
        view["status"] = person.status
    # Live answers carry booleans where the published schema says strings.
    view["invitePending"] = person.invite_pending
    view["loginEnabled"] = True
    return view


def lookup_view(organization: Organization, person: Person) -> Document:
    """Return the person as `?id=` shows them: no presence and no administrative field."""
    view = _identity(organization, person, extension=False)
    view["userName"] = person.email
    view["avatarProvided"] = False
    return view


def _identity(organization: Organization, person: Person, *, extension: bool) -> Document:
    view: Document = {
        "id": person.id,
        "emails": [person.email],
        "displayName": person.display_name,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "orgId": organization.id,
        # Everybody has this address; it does not mean Webex Calling.
        "sipAddresses": [
            {
                "type": "cloud-calling",
                "value": f"{person.email.partition('@')[0]}@northwind.calls.example",
                "primary": True,
            }
        ],
        "created": person.created,
        "lastModified": person.last_modified,
        "type": "person",
    }
    numbers = _phone_numbers(organization, person, extension=extension)
    if numbers:
        view["phoneNumbers"] = numbers
    for name, value in (("department", person.department), ("title", person.title)):
        if value is not None:
            view[name] = value
    return view


def _phone_numbers(organization: Organization, person: Person, *, extension: bool) -> list[JSON]:
    numbers: list[JSON] = []
    if person.phone_number is not None:
        numbers.append({"type": "work", "value": person.phone_number, "primary": True})
    if not extension or person.location_id is None or organization.calling_fails_for(person):
        return numbers
    if person.extension is not None:
        prefix = organization.locations[person.location_id].routing_prefix
        numbers.append({"type": "work_extension", "value": prefix + person.extension})
    return numbers
