"""What the policy files mean together: values, each with the place where it was written.

A `PolicySet` is sound: names are unique, every reference leads somewhere, every profile in use
says whether recording is on. Whom a policy governs is decided in `plan`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reconciler.policy.cases import PolicyTest
from reconciler.policy.controls import Control
from reconciler.policy.selection import Selector
from reconciler.policy.waivers import Hold, Waiver
from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import SettingName, Settings, SettingValue, SubjectKind

__all__ = ["PEOPLE", "Effective", "Policy", "PolicySet", "Profile"]

PEOPLE: Final = frozenset({SubjectKind.PERSON})
"""What a policy is about unless it says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A named bundle of setting values, inherited ones included."""

    name: str
    settings: Mapping[SettingName, SourcedValue[SettingValue]]
    """Each with the place in the profile that said it last, which may be an inherited one."""
    span: SourceSpan
    extends: str | None = None
    description: str | None = None

    @property
    def values(self) -> Settings:
        """Return the settings without their places."""
        return {name: sourced.value for name, sourced in self.settings.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """The days on which a policy counts, first and last included; None: without end."""

    start: date | None = None
    """Spelled `from` in files."""
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the day is one of them."""
        return not (self.start and day < self.start) and not (self.until and self.until < day)

    def meets(self, other: "Effective") -> bool:
        """Say whether some day is one of both."""
        starts = [each.start for each in (self, other) if each.start]
        ends = [each.until for each in (self, other) if each.until]
        return not starts or not ends or max(starts) <= min(ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A statement: these subjects get this profile."""

    name: str
    profile: str
    match: Selector
    exclude: Selector | None = None
    """Spelled `except` in files. Subjects that it matches are not claimed."""
    subjects: frozenset[SubjectKind] = PEOPLE
    """The kinds it is about; it claims nobody of another kind."""
    effective: Effective | None = None
    """None: always."""
    priority: int = 0
    span: SourceSpan
    profile_span: SourceSpan
    """Where the policy names its profile."""
    controls: tuple[SourcedValue[str], ...] = ()
    """Ids of the controls that it is there for. Information: controls apply by themselves."""
    description: str | None = None
    owner: str | None = None
    ticket: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet:
    """All policy files together."""

    organization_id: SourcedValue[str] | None
    """The organization these files are written for, as spelled there; None: any."""
    timezone: str = "UTC"
    """Whose days all dates are."""
    profiles: Mapping[str, Profile]
    """By name, in order of the names; those that nobody uses included."""
    policies: tuple[Policy, ...]
    """Ordered by name."""
    waivers: tuple[Waiver, ...] = ()
    """Ordered by name; expired ones included."""
    holds: tuple[Hold, ...] = ()
    """Ordered by name."""
    controls: tuple[Control, ...] = ()
    """Ordered by id."""
    tests: tuple[PolicyTest, ...] = ()
    """Ordered by place."""
