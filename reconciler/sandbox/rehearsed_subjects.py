"""Subjects of a snapshot, turned back into what the organization keeps of them."""

from collections.abc import Mapping

from reconciler.sandbox.device_record import Recorded, VirtualLine, Workspace
from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.northwind import CALL_ON_WEBEX, MESSAGING, PROFESSIONAL, STANDARD
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Person
from reconciler.sandbox.recording_rules import DEFAULTS
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["move_in"]

_LICENSES = {"professional": PROFESSIONAL, "standard": STANDARD}
_SINCE = "2021-01-04T08:00:00.000Z"


def move_in(organization: Organization, line: Mapping[str, JSON]) -> None:
    """Add the subject of one line; kinds that keep no recording settings are left out.

    Raises:
        KeyError: the line lacks what it must have.
        TypeError: the same.
    """
    subject, documents = line["subject"], line["documents"]
    if not isinstance(subject, Mapping) or not isinstance(documents, Mapping):
        raise TypeError("subject")
    entry = documents.get("recording", {})
    read = entry if isinstance(entry, Mapping) and entry.get("state") == "read" else {}
    newcomer: Recorded
    match subject["kind"]:
        case "person":
            newcomer = _person(organization, subject, read)
            organization.people[newcomer.id] = newcomer
        case "virtual_line":
            newcomer = _virtual_line(organization, subject, read)
            organization.virtual_lines[newcomer.id] = newcomer
        case "workspace":
            newcomer = _workspace(organization, subject, read)
            organization.workspaces[newcomer.id] = newcomer
        case _:
            return
    newcomer.recording = _recording(read)


def _person(
    organization: Organization, subject: Mapping[str, JSON], read: Mapping[str, JSON]
) -> Person:
    first, last = _names(subject)
    emails, unknown = subject["emails"], subject["unknown"]
    if not isinstance(emails, list) or not isinstance(unknown, list):
        raise TypeError("emails")
    email = str(emails[0]).lower() if emails else f"{bare_key(str(subject['id']))}@example.invalid"
    if "location" in unknown:
        organization.calling_failures.add(email)
    wanted = (MESSAGING, CALL_ON_WEBEX, _LICENSES.get(str(subject["license"])))
    by_name = {each.name: each.id for each in reversed(organization.licenses.values())}
    location = subject["location"]
    return Person(
        id=str(subject["id"]),
        email=email,
        first_name=first,
        last_name=last,
        department=_text(subject.get("department")),
        title=_text(subject.get("title")),
        licenses=tuple(by_name[name] for name in wanted if name is not None),
        location_id=_text(location) if location in organization.locations else None,
        extension=_text(subject.get("extension")),
        invite_pending=bool(subject["invite_pending"]),
        created=_SINCE,
        last_modified=_SINCE,
        status="unknown" if subject["invite_pending"] else "active",
        external_identifier=_external_identifier(subject, read),
    )


def _virtual_line(
    organization: Organization, subject: Mapping[str, JSON], read: Mapping[str, JSON]
) -> VirtualLine:
    first, last = _names(subject)
    return VirtualLine(
        id=str(subject["id"]),
        first_name=first,
        last_name=last,
        location_id=_place(organization, subject),
        extension=_text(subject.get("extension")) or str(5000 + len(organization.virtual_lines)),
        phone_number=None,
        devices=0,
        external_identifier=_external_identifier(subject, read),
    )


def _workspace(
    organization: Organization, subject: Mapping[str, JSON], read: Mapping[str, JSON]
) -> Workspace:
    held = next(each.id for each in organization.licenses.values() if each.name == PROFESSIONAL)
    return Workspace(
        id=str(subject["id"]),
        display_name=str(subject["name"]),
        type="notSet",
        capacity=None,
        supported_devices="phones",
        created=_SINCE,
        location_id=_place(organization, subject),
        license_id=held,
        # Whoever could be read has the license for it.
        professional=bool(read) or subject["license"] == "professional",
        extension=_text(subject.get("extension")) or str(7000 + len(organization.workspaces)),
        phone_number=None,
        external_identifier=_external_identifier(subject, read),
    )


def _recording(read: Mapping[str, JSON]) -> Document | None:
    """Return the stored document: complete, and none where everything is Webex's default."""
    stored = dict(DEFAULTS)
    for part in (read.get("settings", {}), read.get("rest", {})):
        if not isinstance(part, Mapping):
            raise TypeError("recording")
        for name, value in part.items():
            default = DEFAULTS.get(name)
            if isinstance(default, Mapping) and isinstance(value, Mapping):
                stored[name] = {**default, **value}
            elif name in DEFAULTS:
                stored[name] = value
    return None if stored == DEFAULTS else stored


def _external_identifier(subject: Mapping[str, JSON], read: Mapping[str, JSON]) -> str:
    rest = read.get("rest", {})
    known = rest.get("externalIdentifier") if isinstance(rest, Mapping) else None
    if isinstance(known, str):
        return known
    return f"{bare_key(str(subject['id'])).replace('-', '')[:10]}@52817093.int10.bcld.webex.com"


def _place(organization: Organization, subject: Mapping[str, JSON]) -> str:
    location = subject["location"]
    if isinstance(location, str) and location in organization.locations:
        return location
    return next(iter(organization.locations))


def _names(subject: Mapping[str, JSON]) -> tuple[str, str]:
    first, _, last = str(subject["name"]).rpartition(" ")
    return (first, last) if first else (last, "")


def _text(value: JSON) -> str | None:
    return value if isinstance(value, str) else None
