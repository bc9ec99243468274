"""Small inventories for tests, by hand."""

from datetime import UTC, datetime

from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.organization import Organization
from reconciler.readings import Document
from reconciler.subjects import (
    License,
    Location,
    LocationId,
    SettingName,
    Subject,
    SubjectId,
    SubjectKind,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LONDON = Location(id=LocationId("L1"), name="London", vendor="Webex")
DUBLIN = Location(id=LocationId("L2"), name="Dublin", vendor="Dubber")
LOST = Location(id=LocationId("L3"), name="Leeds", vendor=None)


def person(name, **about):
    about.setdefault("location", LONDON)
    about.setdefault("license", License.PROFESSIONAL)
    return Subject(
        kind=SubjectKind.PERSON,
        id=SubjectId(f"id-{name}"),
        name=name.title(),
        emails=(f"{name}@northwind.example",),
        **about,
    )


def document(**values):
    return Document(
        settings={SettingName(f"recording.{name}"): value for name, value in values.items()}
    )


def inventory(*rows):
    """Return an inventory of (subject, reading or None) rows."""
    ordered = sorted(rows, key=lambda row: row[0].id)
    return Inventory(
        organization=Organization(id="org-1", name="Northwind"),
        base_url="http://127.0.0.1/v1",
        taken_at=NOW,
        locations=(LONDON, DUBLIN, LOST),
        subjects=tuple(subject for subject, _ in ordered),
        documents={
            DocumentKey(subject.id, "recording"): reading
            for subject, reading in ordered
            if reading is not None
        },
    )
