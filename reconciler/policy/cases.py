"""Tests that people write beside their policies: given such a subject, expect such an answer.

Values only. Running them is `plan`'s work: it is the planner that is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import (
    License,
    SettingName,
    Settings,
    SettingValue,
    SubjectKind,
)

__all__ = ["Expect", "ExpectedState", "Given", "PolicyTest"]


class ExpectedState(StrEnum):
    """What may become of a subject; the words of `plan.coverage_state.Coverage`."""

    GOVERNED = "governed"
    UNMANAGED = "unmanaged"
    INELIGIBLE = "ineligible"
    CONFLICTED = "conflicted"
    WAIVED = "waived"
    HELD = "held"
    """A hold stops what its policy asks for."""
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An invented subject. What is not said it does not have; nothing is unknown."""

    kind: SubjectKind = SubjectKind.PERSON
    name: str | None = None
    email: str | None = None
    department: str | None = None
    location: str | None = None
    license: License = License.PROFESSIONAL
    title: str | None = None
    extension: str | None = None
    groups: tuple[str, ...] = ()
    vendor: str = "Webex"
    """The recording vendor in effect at the location."""
    observed: Settings | None = None
    """What Webex reports before; None: the case does not depend on it."""
    day: date | None = None
    """The day it is, spelled `date` in files; None: today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """The answer; what is not said may be anything."""

    policy: SourcedValue[str] | None = None
    """Name of the policy that governs."""
    profile: SourcedValue[str] | None = None
    state: ExpectedState | None = None
    settings: Mapping[SettingName, SourcedValue[SettingValue]]
    """What policy brings about; the value None is spelled `unmanaged`: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTest:
    """One test."""

    name: str
    given: Given
    expect: Expect
    span: SourceSpan
