"""A snapshot as a file: JSON Lines that stream, prove that they are whole, and are published.

The first line says what it is and names the locations, then comes a line a subject, and the last
one counts and seals all before it. Law: `load(dump(inventory))` is the inventory again.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import assert_never

from reconciler.catalog.document_types import DocumentName
from reconciler.catalog.normal_form import nest
from reconciler.errors import RecordDamaged
from reconciler.inventory.snapshot import Inventory
from reconciler.inventory.snapshot_lines import (
    FORMAT,
    Counts,
    DocumentEntry,
    EndLine,
    HeaderLine,
    Line,
    LocationEntry,
    NotOfferedEntry,
    OrganizationEntry,
    Packed,
    ReadEntry,
    SubjectLine,
    UnreadEntry,
    entry_of,
    packed,
)
from reconciler.inventory.snapshot_loading import Loading
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.subjects import SubjectId
from reconciler.values import canonical

__all__ = ["dump", "load"]


def dump(inventory: Inventory) -> Iterator[bytes]:
    """Yield the lines of the file, each with its line feed. The same inventory, the same bytes.

    Raises:
        ValueError: a subject's location, or a document's subject, is not in the inventory.
    """
    seal = hashlib.sha256()
    for line in _sealed_lines(inventory):
        seal.update(line)
        yield line
    yield _encoded(EndLine(subjects=len(inventory.subjects), sha256=seal.hexdigest()))


def load(lines: Iterable[bytes]) -> Inventory:
    """Return the inventory in the lines of a file; equal settings are one value again.

    Raises:
        RecordDamaged: the file was cut or edited, or is of an unknown format.
    """
    loading: Loading | None = None
    for number, line in enumerate(lines, start=1):
        if loading is None:
            loading = Loading(line)
        else:
            loading.take(line, number)
    if loading is None:
        raise RecordDamaged("the snapshot is empty")
    return loading.result()


def _sealed_lines(inventory: Inventory) -> Iterator[bytes]:
    yield _encoded(_header_of(inventory))
    documents: dict[SubjectId, dict[DocumentName, Reading]] = defaultdict(dict)
    for key, reading in inventory.documents.items():
        documents[key.subject][key.document] = reading
    locations = {each.id: each for each in inventory.locations}
    spelled: dict[int, Packed] = {}
    for subject in inventory.subjects:
        if subject.location and locations.get(subject.location.id) != subject.location:
            raise ValueError(f"{subject.label} is at a location that the inventory lacks")
        entries = {
            name: _entry(reading, spelled)
            for name, reading in sorted(documents.pop(subject.id, {}).items())
        }
        yield _encoded(SubjectLine(subject=entry_of(subject), documents=entries))
    if documents:
        raise ValueError("the inventory holds documents of subjects that it lacks")


def _header_of(inventory: Inventory) -> HeaderLine:
    kinds = Counter(type(reading) for reading in inventory.documents.values())
    organization = inventory.organization
    return HeaderLine(
        format=FORMAT,
        organization=OrganizationEntry(id=organization.id, name=organization.name),
        base_url=inventory.base_url,
        taken_at=inventory.taken_at,
        locations=tuple(
            LocationEntry(id=each.id, name=each.name, vendor=each.vendor)
            for each in inventory.locations
        ),
        counts=Counts(
            subjects=len(inventory.subjects),
            read=kinds[Document],
            not_offered=kinds[NotOffered],
            unread=kinds[Unread],
        ),
    )


def _entry(reading: Reading, spelled: dict[int, Packed]) -> DocumentEntry:
    """Return the entry of a reading; settings that subjects share are spelled once."""
    match reading:
        case Document(settings=settings, rest=rest):
            if id(settings) not in spelled:
                spelled[id(settings)] = packed(nest(settings))
            return ReadEntry(settings=spelled[id(settings)], rest=packed(dict(rest)))
        case NotOffered(reason=reason, tracking=tracking):
            return NotOfferedEntry(reason=reason, tracking=tracking)
        case Unread(reason=reason, tracking=tracking):
            return UnreadEntry(reason=reason, tracking=tracking)
        case _:
            assert_never(reading)


def _encoded(line: Line) -> bytes:
    return canonical(line) + b"\n"
