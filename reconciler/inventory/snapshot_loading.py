"""A snapshot file read back: line by line, believing nothing.

Putting the lines into words is `snapshot_lines`' work, writing them `snapshot_file`'s.
"""

import hashlib
from types import MappingProxyType
from typing import Final, assert_never

from reconciler.catalog.document_types import DOCUMENTS, DocumentName
from reconciler.catalog.normal_form import flatten
from reconciler.errors import RecordDamaged
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.inventory.snapshot_lines import (
    FORMAT,
    DocumentEntry,
    EndLine,
    HeaderLine,
    Line,
    NotOfferedEntry,
    ReadEntry,
    SubjectLine,
    UnreadEntry,
    line_in,
    opening_in,
    subject_of,
    unpacked,
)
from reconciler.organization import Organization
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.subjects import Location, LocationId, Settings, Subject, SubjectId

__all__ = ["Loading"]

_NEWER: Final = "read it with the version of reconciler that wrote it"


def _header_in(line: bytes) -> HeaderLine:
    try:
        opening = opening_in(line)
    except (ValueError, RecursionError) as error:
        raise RecordDamaged("line 1: this is no snapshot, or it was edited") from error
    if opening.kind != "snapshot":
        raise RecordDamaged(f"line 1: this is a '{opening.kind}', not a snapshot")
    if opening.format != FORMAT:
        message = f"line 1: the snapshot has format {opening.format}; known is {FORMAT}"
        raise RecordDamaged(message, hint=_NEWER)
    header = _entry_in(line, 1)
    if not isinstance(header, HeaderLine):  # pragma: no cover - the tag was compared above
        raise TypeError(header)
    return header


def _entry_in(line: bytes, number: int) -> Line:
    if not line.endswith(b"\n"):
        raise RecordDamaged(f"line {number}: the snapshot was cut in the middle of the line")
    try:
        return line_in(line)
    except (ValueError, RecursionError) as error:
        raise RecordDamaged(f"line {number}: the snapshot was edited: {error}") from error


class _Strange(Exception):
    """Something that a newer version may have written."""


class Loading:
    """An inventory in the making."""

    def __init__(self, line: bytes) -> None:
        """Begin with the first line.

        Raises:
            RecordDamaged: it is no header, or one of an unknown format.
        """
        header = _header_in(line)
        self._header = header
        self._seal = hashlib.sha256(line)
        self._ended = False
        self._locations = {
            LocationId(each.id): Location(
                id=LocationId(each.id), name=each.name, vendor=each.vendor
            )
            for each in header.locations
        }
        self._subjects: dict[SubjectId, Subject] = {}
        self._documents: dict[DocumentKey, Reading] = {}
        self._pool: dict[tuple[DocumentName, bytes], Settings] = {}

    def take(self, line: bytes, number: int) -> None:
        """Take the next line.

        Raises:
            RecordDamaged: it was cut or edited, or should not be there.
        """
        if self._ended:
            raise RecordDamaged(f"line {number}: something follows the end of the snapshot")
        entry = _entry_in(line, number)
        match entry:
            case SubjectLine():
                self._seal.update(line)
                self._add(entry, number)
            case EndLine():
                self._end(entry, number)
            case HeaderLine():
                raise RecordDamaged(f"line {number}: a second snapshot begins")
            case _:
                assert_never(entry)

    def result(self) -> Inventory:
        """Return the inventory.

        Raises:
            RecordDamaged: its last line was not taken yet.
        """
        if not self._ended:
            raise RecordDamaged("the snapshot was cut: its last line is missing")
        return Inventory(
            organization=Organization(
                id=self._header.organization.id, name=self._header.organization.name
            ),
            base_url=self._header.base_url,
            taken_at=self._header.taken_at,
            locations=tuple(self._locations.values()),
            subjects=tuple(self._subjects.values()),
            documents=self._documents,
        )

    def _add(self, line: SubjectLine, number: int) -> None:
        try:
            subject = subject_of(line.subject, self._locations)
        except KeyError as error:
            raise RecordDamaged(f"line {number}: the header has no location {error}") from error
        if subject.id in self._subjects:
            raise RecordDamaged(f"line {number}: {subject.label} stands there twice")
        self._subjects[subject.id] = subject
        for name, entry in line.documents.items():
            try:
                reading = self._reading(name, entry)
            except _Strange as error:
                message = f"line {number}: {error} that this version does not know"
                raise RecordDamaged(message, hint=_NEWER) from error
            except (ValueError, RecursionError) as error:
                raise RecordDamaged(f"line {number}: the snapshot was edited: {error}") from error
            self._documents[DocumentKey(subject.id, name)] = reading

    def _reading(self, name: DocumentName, entry: DocumentEntry) -> Reading:
        match entry:
            case ReadEntry():
                return Document(
                    settings=self._settings(name, bytes(entry.settings)),
                    rest=MappingProxyType(unpacked(entry.rest)),
                )
            case NotOfferedEntry():
                return NotOffered(reason=entry.reason, tracking=entry.tracking)
            case UnreadEntry():
                return Unread(reason=entry.reason, tracking=entry.tracking)
            case _:
                assert_never(entry)

    def _settings(self, name: DocumentName, spelled: bytes) -> Settings:
        key = (name, spelled)
        if key not in self._pool:
            if name not in DOCUMENTS:
                raise _Strange(f"a document '{name}'")
            settings, strange = flatten(name, unpacked(spelled))
            if strange:
                raise _Strange("settings")
            self._pool[key] = MappingProxyType(dict(settings))
        return self._pool[key]

    def _end(self, line: EndLine, number: int) -> None:
        self._ended = True
        if line.sha256 != self._seal.hexdigest() or line.subjects != len(self._subjects):
            raise RecordDamaged(f"line {number}: the snapshot was edited: its seal does not fit")
