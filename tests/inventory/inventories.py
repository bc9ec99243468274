"""Inventories to test with: one that shows everything, and any number of arbitrary ones."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.settings import SETTINGS, Setting
from reconciler.catalog.value_schema import Choice, Switch, ValueSchema
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.organization import Organization
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.subjects import (
    Attribute,
    Group,
    License,
    Location,
    LocationId,
    SettingName,
    Settings,
    Subject,
    SubjectId,
    SubjectKind,
)
from reconciler.values import JSONValue

__all__ = ["LONDON", "PARIS", "inventories", "inventory_of", "person", "recorded"]

LONDON = Location(id=LocationId("L1"), name="London", vendor="Webex")
PARIS = Location(id=LocationId("L2"), name="Paris", vendor=None)


def person(number: int, location: Location | None = LONDON, **attributes: object) -> Subject:
    """Return a person with a Professional license."""
    plain = Subject(
        kind=SubjectKind.PERSON,
        id=SubjectId(f"P{number}"),
        name=f"Person {number}",
        emails=(f"p{number}@northwind.example",),
        location=location,
        license=License.PROFESSIONAL,
    )
    known = {name: getattr(plain, name) for name in plain.__slots__}
    return Subject(**{**known, **attributes})


def recorded(**settings: bool | int | str) -> Document:
    """Return a document with these top-level settings."""
    return Document(
        settings={SettingName(f"recording.{name}"): value for name, value in settings.items()},
        rest={"serviceProvider": "WSNWC10021"},
    )


def inventory_of(*people: tuple[Subject, Reading | None]) -> Inventory:
    """Return an inventory of people with their recording documents; None: nobody asked."""
    return Inventory(
        organization=Organization(id="T1JH", name="Northwind"),
        base_url="https://webexapis.com/v1",
        taken_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        locations=(LONDON, PARIS),
        subjects=tuple(subject for subject, _ in people),
        documents={
            DocumentKey(subject.id, RECORDING.name): reading
            for subject, reading in people
            if reading is not None
        },
    )


def _values(schema: ValueSchema) -> st.SearchStrategy[bool | int | str]:
    if isinstance(schema, Switch):
        return st.booleans()
    return st.sampled_from(schema.words) if isinstance(schema, Choice) else st.integers(10, 1800)


def _settings() -> st.SearchStrategy[Settings]:
    rows: tuple[Setting, ...] = SETTINGS
    return st.fixed_dictionaries({}, optional={row.name: _values(row.schema) for row in rows})


texts = st.text(max_size=12)
json_values: st.SearchStrategy[JSONValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e6, 1e6) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
readings: st.SearchStrategy[Reading] = st.one_of(
    st.builds(Document, settings=_settings(), rest=st.dictionaries(texts, json_values, max_size=3)),
    st.builds(NotOffered, reason=texts, tracking=texts),
    st.builds(Unread, reason=texts, tracking=texts),
)


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    """Draw an inventory of a few people."""
    places = draw(
        st.lists(
            st.builds(Location, id=texts.map(LocationId), name=texts, vendor=st.none() | texts),
            max_size=3,
            unique_by=lambda each: each.id,
        )
    )
    subjects = draw(
        st.lists(
            st.builds(
                Subject,
                kind=st.sampled_from(SubjectKind),
                id=texts.map(SubjectId),
                name=texts,
                emails=st.lists(texts, max_size=2).map(tuple),
                location=st.sampled_from([None, *places]),
                department=st.none() | texts,
                title=st.none() | texts,
                groups=st.lists(st.builds(Group, id=texts, name=texts), max_size=2).map(tuple),
                extensions=st.lists(texts, max_size=2).map(tuple),
                license=st.sampled_from(License),
                invite_pending=st.booleans(),
                login_enabled=st.booleans(),
                unknown=st.frozensets(st.sampled_from(Attribute)),
            ),
            max_size=5,
            unique_by=lambda each: each.id,
        )
    )
    keys = [DocumentKey(each.id, RECORDING.name) for each in subjects]
    return Inventory(
        organization=draw(st.builds(Organization, id=texts, name=texts)),
        base_url=draw(texts),
        taken_at=draw(st.datetimes(timezones=st.just(UTC))),
        locations=tuple(places),
        subjects=tuple(sorted(subjects, key=lambda each: (each.kind, each.id))),
        documents={key: draw(readings) for key in keys if draw(st.booleans())},
    )
