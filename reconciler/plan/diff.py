"""Desired against observed, nothing else. No I/O, no clock, no log.

Rule 1: everything that decides whether a setting changes lives in this file; `apply` asks it
again before and after every write.
Rule 2: what is not reported is not compared, and is named.
"""

from dataclasses import dataclass

from reconciler.catalog.level import COVERAGE_SETTINGS
from reconciler.catalog.normal_form import observed_value
from reconciler.catalog.settings import BY_NAME, SETTINGS, offered
from reconciler.readings import Document
from reconciler.subjects import SettingName, Settings, SettingValue, SubjectKind

__all__ = ["Difference", "Step", "applicable", "becomes_default", "diff"]

_ENABLED = SettingName("recording.enabled")


@dataclass(frozen=True, slots=True)
class Step:
    """One setting's way from what is to what should be."""

    setting: SettingName
    before: SettingValue
    after: SettingValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a document differs from what is desired."""

    steps: tuple[Step, ...]
    """In catalog order; empty: in sync."""
    not_reported: tuple[SettingName, ...]
    """Desired settings that Webex does not report although recording is on."""


def diff(desired: Settings, document: Document) -> Difference:
    """Return the steps that turn the document into what is desired.

    Only desired settings are compared. Where recording shall be off, only the switch itself is,
    since everything else is inert then and Webex may wipe it.
    """
    observed = document.settings
    names = [_ENABLED] if desired.get(_ENABLED) is False else desired.keys()
    steps: list[Step] = []
    missing: list[SettingName] = []
    for row in SETTINGS:
        if row.name not in names:
            continue
        before, after = observed_value(observed, row), desired[row.name]
        if before is None and observed.get(_ENABLED) is True:
            missing.append(row.name)
        elif before != after:
            steps.append(Step(row.name, before, after))
    return Difference(steps=tuple(steps), not_reported=tuple(missing))


def applicable(
    desired: Settings, kind: SubjectKind, vendor: str | None
) -> tuple[Settings, tuple[SettingName, ...]]:
    """Return the desired settings that such a subject has, and the names of those it has not."""
    has: dict[SettingName, SettingValue] = {}
    lacks: list[SettingName] = []
    for name, value in desired.items():
        if offered(BY_NAME[name], kind, vendor):
            has[name] = value
        else:
            lacks.append(name)
    return has, tuple(lacks)


def becomes_default(
    desired: Settings, document: Document, kind: SubjectKind, vendor: str | None
) -> tuple[SettingName, ...]:
    """Return the unmanaged settings of weight that turning recording on leaves to Webex."""
    if desired.get(_ENABLED) is not True or document.settings.get(_ENABLED) is True:
        return ()
    return tuple(
        row.name
        for row in SETTINGS
        if row.name not in desired
        and (row.safeguard is not None or row.name in COVERAGE_SETTINGS)
        and offered(row, kind, vendor)
    )
