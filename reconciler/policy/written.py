"""What single files say, before they are put together.

Files are taken as far as they are sound: `whole` tells whether something is missing, so that
nobody complains about the absence of what was refused elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from reconciler.policy.cases import PolicyTest
from reconciler.policy.controls import Control
from reconciler.policy.policy_set import Policy
from reconciler.policy.waivers import Hold, Waiver
from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import SettingName, SettingValue

__all__ = [
    "WrittenFile",
    "WrittenOrganization",
    "WrittenPolicy",
    "WrittenProfile",
    "WrittenStatement",
]

ValueT_co = TypeVar("ValueT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOrganization:
    """The key `organization` of one file."""

    span: SourceSpan
    id: SourcedValue[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenProfile:
    """A profile as one file says it, without what it inherits."""

    name: str
    span: SourceSpan
    description: str | None
    extends: SourcedValue[str] | None
    settings: Mapping[SettingName, SourcedValue[SettingValue]]
    unmanaged: Mapping[SettingName, SourceSpan] = field(default_factory=dict)
    """Settings that it drops from what it inherits."""
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPolicy:
    """A policy as one file says it."""

    name: SourcedValue[str] | None
    profile: SourcedValue[str] | None
    policy: Policy | None
    """None: part of it was refused. Its name and profile count all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenStatement(Generic[ValueT_co]):
    """A waiver, hold, control or test as one file says it."""

    name: SourcedValue[str] | None
    """What it is known by."""
    value: ValueT_co | None
    """None: part of it was refused. Its name counts all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """Everything one file says."""

    span: SourceSpan
    """Where it begins."""
    organization: WrittenOrganization | None = None
    profiles: tuple[WrittenProfile, ...] = ()
    policies: tuple[WrittenPolicy, ...] = ()
    timezone: SourcedValue[str] | None = None
    waivers: tuple[WrittenStatement[Waiver], ...] = ()
    holds: tuple[WrittenStatement[Hold], ...] = ()
    controls: tuple[WrittenStatement[Control], ...] = ()
    tests: tuple[WrittenStatement[PolicyTest], ...] = ()
