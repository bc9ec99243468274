"""Ask for what is there: the lists and the documents of an organization, at once.

Documents are asked for while the list of people still comes in. A list that fails ends the
run; a document that fails is a fact of its own.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Final, Protocol

import structlog

from reconciler.catalog.document_types import RECORDING, DocumentName
from reconciler.clock import Clock
from reconciler.inventory.membership import Memberships, in_groups
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.organization import Organization
from reconciler.progress import Progress
from reconciler.readings import Reading
from reconciler.subjects import Attribute, License, Location, Subject, SubjectId

__all__ = ["Directory", "DocumentReader", "collect"]

_CONCURRENCY: Final = 40


class Directory(Protocol):
    """The lists of an organization."""

    async def organization(self) -> Organization:
        """Return the organization that is asked."""
        ...

    async def locations(self) -> tuple[Location, ...]:
        """Return every location."""
        ...

    def people(self, locations: tuple[Location, ...]) -> AsyncIterator[Subject]:
        """Yield every person; their locations are out of the ones given."""
        ...

    async def memberships(self) -> Memberships:
        """Return who is in which group; None: it could not be read whole."""
        ...


class DocumentReader(Protocol):
    """Whoever can read one document."""

    async def read(self, subject: Subject, document: DocumentName) -> Reading:
        """Return what Webex says about a document."""
        ...


async def collect(  # noqa: PLR0913 - two sources, and the world they are asked in, by name
    directory: Directory,
    reader: DocumentReader,
    *,
    clock: Clock,
    progress: Progress,
    base_url: str,
    organization: Organization | None = None,
    with_groups: bool = False,
    concurrency: int = _CONCURRENCY,
) -> Inventory:
    """Return the inventory of the organization as it is now.

    `organization` saves asking for it again; `with_groups` asks for groups too, which costs a
    request or more each; `concurrency` is how many documents are asked for at once. The order of
    the result depends on ids alone.

    Raises:
        WebexError: a list could not be read, or the token is not accepted any more.
    """
    taken_at, began = clock.now(), clock.monotonic()
    organization = organization or await directory.organization()
    locations = await directory.locations()
    memberships = await directory.memberships() if with_groups else {}
    reading = _Reading(reader, progress)
    people = (in_groups(each, memberships) async for each in directory.people(locations))
    await reading.sweep(people, concurrency)
    inventory = Inventory(
        organization=organization,
        base_url=base_url,
        taken_at=taken_at,
        locations=tuple(sorted(locations, key=lambda each: each.id)),
        subjects=tuple(sorted(reading.people.values(), key=lambda each: (each.kind, each.id))),
        documents=dict(sorted(reading.documents.items())),
    )
    _log_summary(inventory, clock.monotonic() - began)
    return inventory


class _Reading:
    """One sweep: people come in on one side, workers take their documents on the other."""

    def __init__(self, reader: DocumentReader, progress: Progress) -> None:
        self.people: dict[SubjectId, Subject] = {}
        self.documents: dict[DocumentKey, Reading] = {}
        self._reader = reader
        self._progress = progress
        self._waiting: asyncio.Queue[Subject | None] = asyncio.Queue()
        self._owed = 0
        self._listed = False

    async def sweep(self, people: AsyncIterator[Subject], workers: int) -> None:
        """List everybody and read their documents with that many workers."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(workers):
                    group.create_task(self._work())
                await self._list(people)
                for _ in range(workers):
                    self._waiting.put_nowait(None)
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None
        finally:
            self._progress.finish()

    async def _list(self, people: AsyncIterator[Subject]) -> None:
        """Take everybody in; whoever may have a document is queued at once."""
        self._progress.start("listing people", None)
        async for person in people:
            if person.id in self.people:
                continue
            self.people[person.id] = person
            self._progress.advance()
            if _may_have_documents(person):
                self._waiting.put_nowait(person)
                self._owed += 1
        self._progress.finish()
        self._progress.start("reading documents", self._owed - len(self.documents))
        self._listed = True

    async def _work(self) -> None:
        """Read one document after the other until there are no more."""
        while (subject := await self._waiting.get()) is not None:
            key = DocumentKey(subject.id, RECORDING.name)
            self.documents[key] = await self._reader.read(subject, RECORDING.name)
            if self._listed:
                self._progress.advance()


def _may_have_documents(person: Subject) -> bool:
    """Say whether to ask: whoever has a calling license, and whoever may have one."""
    return Attribute.LICENSE in person.unknown or person.license is not License.NONE


def _log_summary(inventory: Inventory, seconds: float) -> None:
    kinds = Counter(type(reading).__name__ for reading in inventory.documents.values())
    structlog.get_logger().info(
        "inventory.collected",
        locations=len(inventory.locations),
        subjects=len(inventory.subjects),
        documents=kinds["Document"],
        not_offered=kinds["NotOffered"],
        unread=kinds["Unread"],
        duration_s=round(seconds, 3),
    )
