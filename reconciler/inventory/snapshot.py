"""What is there: subjects and observed documents at one moment, as one value.

Asking for it is `inventory.collect`'s work, saving and loading it `inventory.snapshot_file`'s.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, assert_never

from reconciler.catalog.document_types import DocumentName
from reconciler.organization import Organization, organization_key
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.subjects import Attribute, License, Location, Subject, SubjectId
from reconciler.values import JSONValue, canonical

__all__ = [
    "DocumentKey",
    "Inventory",
    "incomplete",
    "inventory_digest",
    "normalized",
    "without_groups",
]


class DocumentKey(NamedTuple):
    """Which document of which subject."""

    subject: SubjectId
    document: DocumentName


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """An organization's subjects and what Webex reported of their documents."""

    organization: Organization
    base_url: str
    taken_at: datetime
    """When the reading began; UTC."""
    locations: tuple[Location, ...]
    """Ordered by id."""
    subjects: tuple[Subject, ...]
    """Ordered by kind and id; ids are unique."""
    documents: Mapping[DocumentKey, Reading]
    """No entry: nobody asked, because the subject cannot have the document (no calling license)."""


def without_groups(inventory: Inventory) -> Inventory:
    """Return the inventory as one in which nobody asked for groups.

    A snapshot holds them, a live reading only where policies ask: the same plan, the same digest.
    """
    return replace(inventory, subjects=tuple(_ungrouped(each) for each in inventory.subjects))


def _ungrouped(subject: Subject) -> Subject:
    if not subject.groups and Attribute.GROUPS not in subject.unknown:
        return subject
    return replace(subject, groups=(), unknown=subject.unknown - {Attribute.GROUPS})


def inventory_digest(inventory: Inventory) -> str:
    """Return the SHA-256 of what planning depends on: not of the time, nor of read-only fields."""
    total = hashlib.sha256(canonical(organization_key(inventory.organization.id)))
    for subject in inventory.subjects:
        total.update(canonical(normalized(subject)))
    for key in sorted(inventory.documents):
        total.update(canonical([*key, _reading(inventory.documents[key])]))
    return total.hexdigest()


def incomplete(inventory: Inventory) -> bool:
    """Say whether an attribute, a vendor or a document of anybody could not be read.

    Groups do not count: few policies ask for them, and whom they leave undetermined shows there.
    """
    return any(
        each.unknown - {Attribute.GROUPS} or _vendor_unknown(each) for each in inventory.subjects
    ) or any(isinstance(reading, Unread) for reading in inventory.documents.values())


def _vendor_unknown(subject: Subject) -> bool:
    """Say so of whoever could be recorded; a location without calling has no vendor to read."""
    place = subject.location
    return place is not None and place.vendor is None and subject.license is not License.NONE


def normalized(subject: Subject) -> JSONValue:
    """Return a subject as JSON, with everything that a selector may ask."""
    place = subject.location
    return {
        "kind": subject.kind,
        "id": subject.id,
        "name": subject.name,
        "emails": subject.emails,
        "location": None
        if place is None
        else {"id": place.id, "name": place.name, "vendor": place.vendor},
        "department": subject.department,
        "title": subject.title,
        "groups": [[each.id, each.name] for each in subject.groups],
        "extensions": subject.extensions,
        "license": subject.license,
        "invite_pending": subject.invite_pending,
        "login_enabled": subject.login_enabled,
        "unknown": sorted(subject.unknown),
    }


def _reading(reading: Reading) -> JSONValue:
    match reading:
        case Document(settings=settings):
            return dict(settings.items())
        case NotOffered():
            return "not offered"
        case Unread():
            return "unread"
        case _:
            assert_never(reading)
