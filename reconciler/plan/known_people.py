"""Which people of an inventory policy can be read off, and why not the others.

Whether a document can be compared at all is `plan.eligibility`'s decision, asked here with the
document's own values as what is desired.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.settings import BY_NAME
from reconciler.catalog.value_schema import fits
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.plan.coverage_state import Ineligible, Undetermined
from reconciler.plan.eligibility import judge
from reconciler.readings import Document
from reconciler.subjects import Attribute, SettingName, Settings, Subject, SubjectKind

__all__ = ["KnownPeople", "LeftOut", "known_people"]

_ENABLED: Final = SettingName("recording.enabled")
_NEEDED: Final = frozenset({Attribute.LOCATION, Attribute.EMAIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A subject that no policy is written for."""

    subject: Subject
    reason: str
    unread: bool
    """What decides about it could not be read, so that no policy may touch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPeople:
    """An inventory, sorted into those whose settings are known and the others."""

    settings: tuple[tuple[Subject, Settings], ...]
    """With what a profile has to say to leave each as it is; in order of the inventory."""
    left_out: tuple[LeftOut, ...]
    foreign: tuple[tuple[SettingName, object], ...]
    """Values on record that the language has no word for, one for each subject that has it."""


def known_people(inventory: Inventory) -> KnownPeople:
    """Return everybody, on one side or the other."""
    known: list[tuple[Subject, Settings]] = []
    left_out: list[LeftOut] = []
    foreign: list[tuple[SettingName, object]] = []
    for subject in inventory.subjects:
        verdict = _settings(inventory, subject)
        if isinstance(verdict, LeftOut):
            left_out.append(verdict)
            continue
        known.append((subject, {name: verdict[name] for name in verdict if _said(verdict, name)}))
        foreign += [(name, verdict[name]) for name in verdict if not _said(verdict, name)]
    return KnownPeople(settings=tuple(known), left_out=tuple(left_out), foreign=tuple(foreign))


def _settings(inventory: Inventory, subject: Subject) -> Settings | LeftOut:
    if subject.kind is not SubjectKind.PERSON:
        return LeftOut(subject=subject, reason=f"a {subject.kind}, no person", unread=False)
    unread_parts = sorted(subject.unknown & _NEEDED)
    if unread_parts:
        reason = f"its {' and '.join(unread_parts)} could not be read"
        return LeftOut(subject=subject, reason=reason, unread=True)
    reading = inventory.documents.get(DocumentKey(subject.id, RECORDING.name))
    held = _managed(reading.settings) if isinstance(reading, Document) else {}
    verdict = judge(subject, held, reading)
    if isinstance(verdict, Ineligible | Undetermined):
        unread = isinstance(verdict, Undetermined)
        return LeftOut(subject=subject, reason=verdict.reason, unread=unread)
    if not isinstance(held.get(_ENABLED), bool):
        reason = "Webex does not say whether recording is on"
        return LeftOut(subject=subject, reason=reason, unread=True)
    return held


def _managed(settings: Settings) -> Settings:
    """Return what a profile has to say: while recording is off, everything else is inert."""
    if settings.get(_ENABLED) is False:
        return {_ENABLED: False}
    return {name: settings[name] for name in BY_NAME if settings.get(name) is not None}


def _said(settings: Mapping[SettingName, object], name: SettingName) -> bool:
    return fits(BY_NAME[name].schema, settings[name])
