"""What differs between two inventories of one organization, as values a report can order.

Rule: what either side does not know is no difference in value. An attribute or document that
could not be read shows as such, never as a change to "none".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from reconciler.catalog.document_types import DocumentName
from reconciler.catalog.normal_form import observed_value
from reconciler.catalog.settings import SETTINGS
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.subjects import Attribute, Location, SettingName, Settings, Subject, SubjectId
from reconciler.values import JSONValue

__all__ = [
    "Appeared",
    "AttributeChanged",
    "Difference",
    "Left",
    "Moved",
    "ReadingChanged",
    "SettingChanged",
    "differences",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeared:
    """The subject is new."""

    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The subject is gone; it is shown as it was."""

    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The subject is at another location; Webex may have turned its recording off for that."""

    subject: Subject
    before: Location | None
    after: Location | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeChanged:
    """An attribute that both inventories know has another value."""

    subject: Subject
    attribute: str
    before: JSONValue
    after: JSONValue


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChanged:
    """A document is read, not offered, unread or not asked for, and was another of these."""

    subject: Subject
    document: DocumentName
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged:
    """A setting of a document that both inventories have read; None: not reported."""

    subject: Subject
    setting: SettingName
    before: bool | int | str | None
    after: bool | int | str | None


Difference: TypeAlias = Appeared | Left | Moved | AttributeChanged | ReadingChanged | SettingChanged
"""`subject` is as the later inventory describes it."""


def differences(before: Inventory, after: Inventory) -> tuple[Difference, ...]:
    """Return every difference, ordered by the subject's kind and id."""
    were = {subject.id: subject for subject in before.subjects}
    are = {subject.id: subject for subject in after.subjects}
    everybody = sorted({**were, **are}.values(), key=lambda each: (each.kind, each.id))
    found: list[Difference] = []
    for each in everybody:
        old, new = were.get(each.id), are.get(each.id)
        if old is None:
            found.append(Appeared(subject=each))
        elif new is None:
            found.append(Left(subject=each))
        else:
            found.extend(_attributes(old, new))
            found.extend(_documents(before, after, new))
    return tuple(found)


def _attributes(old: Subject, new: Subject) -> Iterator[Difference]:
    unknown = old.unknown | new.unknown
    if Attribute.LOCATION not in unknown and _place(old) != _place(new):
        yield Moved(subject=new, before=old.location, after=new.location)
    compared: tuple[tuple[str, JSONValue, JSONValue], ...] = (
        ("name", old.name, new.name),
        (Attribute.EMAIL.value, old.emails, new.emails),
        (Attribute.DEPARTMENT.value, old.department, new.department),
        (Attribute.TITLE.value, old.title, new.title),
        (Attribute.GROUPS.value, _groups(old), _groups(new)),
        (Attribute.EXTENSION.value, old.extensions, new.extensions),
        (Attribute.LICENSE.value, old.license.value, new.license.value),
        ("invite_pending", old.invite_pending, new.invite_pending),
        ("login_enabled", old.login_enabled, new.login_enabled),
    )
    for name, was, now in compared:
        if was != now and name not in unknown:
            yield AttributeChanged(subject=new, attribute=name, before=was, after=now)


def _documents(before: Inventory, after: Inventory, subject: Subject) -> Iterator[Difference]:
    for name in sorted({row.document for row in SETTINGS}):
        key = DocumentKey(SubjectId(subject.id), name)
        old, new = before.documents.get(key), after.documents.get(key)
        if isinstance(old, Document) and isinstance(new, Document):
            yield from _settings(subject, name, old.settings, new.settings)
        elif (was := _state(old)) != (now := _state(new)):
            yield ReadingChanged(subject=subject, document=name, before=was, after=now)


def _settings(
    subject: Subject, document: DocumentName, old: Settings, new: Settings
) -> Iterator[SettingChanged]:
    if old == new:
        return
    for row in SETTINGS:
        was, now = observed_value(old, row), observed_value(new, row)
        if row.document == document and was != now:
            yield SettingChanged(subject=subject, setting=row.name, before=was, after=now)


def _place(subject: Subject) -> str | None:
    return None if subject.location is None else subject.location.id


def _groups(subject: Subject) -> list[JSONValue]:
    return [each.name for each in subject.groups]


def _state(reading: Reading | None) -> str:
    match reading:
        case None:
            return "not asked for"
        case Document():
            return "read"
        case NotOffered():
            return "not offered"
        case Unread():
            return "unread"
        case _:
            assert_never(reading)
