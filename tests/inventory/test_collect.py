"""Lists and documents at once, and what happens when one of them fails."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from reconciler.errors import WebexRefused, WebexUnreachable
from reconciler.inventory.collect import collect
from reconciler.inventory.membership import Memberships
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.organization import Organization
from reconciler.readings import Reading, Unread
from reconciler.subjects import Attribute, License, Location, Subject, SubjectId
from tests.inventory.inventories import LONDON, PARIS, person, recorded
from tests.virtual_time import START, VirtualClock, run

NORTHWIND = Organization(id="T1JH", name="Northwind")


@dataclass
class Office:
    """A directory and its documents; lists take a second for every ten people."""

    people_there: list[Subject]
    list_fails: bool = False
    refuses: SubjectId | None = None
    asked: list[SubjectId] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    told: list[str] = field(default_factory=list)

    async def organization(self) -> Organization:
        return NORTHWIND

    async def locations(self) -> tuple[Location, ...]:
        return (PARIS, LONDON)

    async def memberships(self) -> Memberships:
        raise AssertionError("nobody asks for groups here")

    async def people(self, locations: tuple[Location, ...]) -> AsyncIterator[Subject]:
        assert locations == (PARIS, LONDON)
        for index, each in enumerate(self.people_there):
            if index % 10 == 0:
                await asyncio.sleep(1)
            yield each
        if self.list_fails:
            raise WebexUnreachable("the list broke off")

    async def read(self, subject: Subject, document: str) -> Reading:
        assert document == "recording"
        self.asked.append(subject.id)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(0.5)
        self.under_way -= 1
        if subject.id == self.refuses:
            raise WebexRefused("the token expired")
        return Unread(reason="HTTP 503") if subject.name == "broken" else recorded(enabled=False)

    def start(self, stage: str, total: int | None) -> None:
        self.told.append(f"{stage} {total}")

    def advance(self, steps: int = 1) -> None:
        self.told.append(f"+{steps}")

    def note(self, message: str) -> None: ...

    def finish(self) -> None:
        self.told.append("done")


def collected(office: Office, concurrency: int = 5) -> Inventory:
    return run(
        collect(
            office,
            office,
            clock=VirtualClock(),
            progress=office,
            base_url="https://webexapis.com/v1",
            concurrency=concurrency,
        )
    )


def test_the_order_of_the_result_depends_on_ids_alone() -> None:
    backwards = collected(Office([person(n) for n in range(9, 0, -1)]))
    forwards = collected(Office([person(n) for n in range(1, 10)]), concurrency=2)
    assert backwards == forwards
    assert [each.id for each in forwards.subjects] == [f"P{n}" for n in range(1, 10)]
    assert list(forwards.documents) == sorted(forwards.documents)
    assert forwards.locations == (LONDON, PARIS)
    assert forwards.taken_at == START
    assert forwards.organization == NORTHWIND


def test_documents_are_read_while_the_list_still_comes_in() -> None:
    async def timed() -> float:
        office = Office([person(n) for n in range(100)])
        await collect(
            office, office, clock=VirtualClock(), progress=office, base_url="x", concurrency=10
        )
        return asyncio.get_running_loop().time()

    # Listing takes 10 s and the documents 5 s: the last ten are read after the list.
    assert run(timed()) == pytest.approx(10.5)


def test_no_more_documents_are_under_way_than_wanted() -> None:
    office = Office([person(n) for n in range(50)])
    collected(office, concurrency=3)
    assert office.most_under_way == 3


def test_only_who_may_have_a_document_is_asked_for_it() -> None:
    office = Office(
        [
            person(1),
            person(2, license=License.STANDARD),
            person(3, license=License.NONE),
            person(4, license=License.NONE, unknown=frozenset({Attribute.LICENSE})),
            person(5, invite_pending=True),
        ]
    )
    inventory = collected(office)
    assert sorted(office.asked) == ["P1", "P2", "P4", "P5"]
    assert len(inventory.subjects) == 5
    assert {key.subject for key in inventory.documents} == set(office.asked)


def test_a_document_that_fails_is_a_fact_and_ends_nothing() -> None:
    inventory = collected(Office([person(1, name="broken"), person(2)]))
    key = DocumentKey(SubjectId("P1"), "recording")
    assert inventory.documents[key] == Unread(reason="HTTP 503")
    assert len(inventory.documents) == 2


def test_a_list_that_fails_ends_the_run_with_its_own_error() -> None:
    with pytest.raises(WebexUnreachable, match="broke off"):
        collected(Office([person(n) for n in range(30)], list_fails=True))


def test_a_refused_token_ends_the_run_at_once() -> None:
    office = Office([person(n) for n in range(200)], refuses=SubjectId("P7"))
    with pytest.raises(WebexRefused):
        collected(office)
    assert len(office.asked) < 20


def test_somebody_listed_twice_is_read_once() -> None:
    office = Office([person(1), person(1)])
    assert len(collected(office).subjects) == 1
    assert office.asked == ["P1"]


def test_progress_counts_people_first_and_then_what_is_left_of_the_documents() -> None:
    office = Office([person(1), person(2), person(3, license=License.NONE)])
    collected(office)
    assert office.told == [
        "listing people None",
        *("+1", "+1", "+1", "done"),
        "reading documents 2",
        *("+1", "+1", "done"),
    ]
