"""The lines of a snapshot file: their published shape, and what they stand for.

Format 1. Whoever changes a field here changes the format; whoever adds one gives it a default,
and a line without it stays as it was. `snapshot_file` puts lines together.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from reconciler.subjects import (
    Attribute,
    Group,
    License,
    Location,
    LocationId,
    Subject,
    SubjectId,
    SubjectKind,
)
from reconciler.values import JSONValue, canonical

__all__ = [
    "FORMAT",
    "Counts",
    "DocumentEntry",
    "EndLine",
    "GroupEntry",
    "HeaderLine",
    "Line",
    "LocationEntry",
    "NotOfferedEntry",
    "Opening",
    "OrganizationEntry",
    "Packed",
    "ReadEntry",
    "SubjectEntry",
    "SubjectLine",
    "UnreadEntry",
    "entry_of",
    "line_in",
    "opening_in",
    "packed",
    "snapshot_schema",
    "subject_of",
    "unpacked",
]

FORMAT: Final = 1

Packed: TypeAlias = msgspec.Raw
"""JSON that stays text until somebody asks."""

_Object = Annotated[Packed, msgspec.Meta(extra_json_schema={"type": "object"})]
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Strict: a field that nobody here knows means that the file was edited."""


class Opening(msgspec.Struct, frozen=True):
    """As much of a header as every format has."""

    kind: str
    format: int


class OrganizationEntry(_Entry, frozen=True):
    """The organization, in the header."""

    id: str
    name: str


class LocationEntry(_Entry, frozen=True):
    """A location, in the header; subjects refer to it by id."""

    id: str
    name: str
    vendor: str | None


class Counts(_Entry, frozen=True):
    """How much follows the header."""

    subjects: int
    read: int
    not_offered: int
    unread: int


class HeaderLine(_Entry, frozen=True, tag_field="kind", tag="snapshot"):
    """The first line."""

    format: Literal[1]
    organization: OrganizationEntry
    base_url: str
    taken_at: _Moment
    locations: tuple[LocationEntry, ...]
    counts: Counts


class GroupEntry(_Entry, frozen=True):
    """A group that a subject belongs to."""

    id: str
    name: str


class SubjectEntry(_Entry, frozen=True, omit_defaults=True):
    """One subject; `unknown` names what Webex failed to tell."""

    kind: SubjectKind
    id: str
    name: str
    emails: tuple[str, ...]
    location: str | None
    department: str | None
    license: License
    invite_pending: bool
    unknown: tuple[Attribute, ...]
    title: str | None = None
    groups: tuple[GroupEntry, ...] = ()
    extensions: tuple[str, ...] = ()
    login_enabled: bool = True


class ReadEntry(_Entry, frozen=True, tag_field="state", tag="read"):
    """A document in normal form, nested as Webex nests it."""

    settings: _Object
    rest: _Object


class NotOfferedEntry(_Entry, frozen=True, tag_field="state", tag="not_offered"):
    """A document that the subject does not have."""

    reason: str
    tracking: str


class UnreadEntry(_Entry, frozen=True, tag_field="state", tag="unread"):
    """A document that could not be read."""

    reason: str
    tracking: str


DocumentEntry: TypeAlias = ReadEntry | NotOfferedEntry | UnreadEntry


class SubjectLine(_Entry, frozen=True, tag_field="kind", tag="subject"):
    """A subject and its documents by name."""

    subject: SubjectEntry
    documents: dict[str, DocumentEntry]


class EndLine(_Entry, frozen=True, tag_field="kind", tag="end"):
    """The last line: how many subjects there were, and the SHA-256 of all bytes before."""

    subjects: int
    sha256: _Digest


Line: TypeAlias = HeaderLine | SubjectLine | EndLine

_LINES: Final = msgspec.json.Decoder[Line](Line)


def opening_in(line: bytes) -> Opening:
    """Return what a first line says it is.

    Raises:
        ValueError: it is no header of any format.
    """
    return msgspec.json.decode(line, type=Opening)


def line_in(line: bytes) -> Line:
    """Return what a line says.

    Raises:
        ValueError: it is no line of this format.
    """
    found: Line = _LINES.decode(line)
    return found


def packed(value: JSONValue) -> Packed:
    """Return a value as canonical text."""
    return Packed(canonical(value))


def unpacked(text: bytes | Packed) -> dict[str, JSONValue]:
    """Return the object that a text says.

    Raises:
        ValueError: it is no JSON object.
    """
    found: dict[str, JSONValue] = msgspec.json.decode(text, type=dict[str, object])
    return found


def entry_of(subject: Subject) -> SubjectEntry:
    """Return a subject as its line spells it."""
    return SubjectEntry(
        kind=subject.kind,
        id=subject.id,
        name=subject.name,
        emails=subject.emails,
        location=None if subject.location is None else subject.location.id,
        department=subject.department,
        license=subject.license,
        invite_pending=subject.invite_pending,
        unknown=tuple(sorted(subject.unknown)),
        title=subject.title,
        groups=tuple(GroupEntry(id=each.id, name=each.name) for each in subject.groups),
        extensions=subject.extensions,
        login_enabled=subject.login_enabled,
    )


def subject_of(entry: SubjectEntry, locations: Mapping[LocationId, Location]) -> Subject:
    """Return the subject that a line spells.

    Raises:
        KeyError: it refers to a location that the header does not name.
    """
    return Subject(
        kind=entry.kind,
        id=SubjectId(entry.id),
        name=entry.name,
        emails=entry.emails,
        location=None if entry.location is None else locations[LocationId(entry.location)],
        department=entry.department,
        license=entry.license,
        invite_pending=entry.invite_pending,
        unknown=frozenset(entry.unknown),
        title=entry.title,
        groups=tuple(Group(id=each.id, name=each.name) for each in entry.groups),
        extensions=entry.extensions,
        login_enabled=entry.login_enabled,
    )


def snapshot_schema() -> dict[str, JSONValue]:
    """Return the JSON Schema (draft 2020-12) that every line of a snapshot file satisfies."""
    schema: dict[str, JSONValue] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"One line of a reconciler snapshot file, format {FORMAT}",
    }
    return {**schema, **msgspec.json.schema(Line)}
