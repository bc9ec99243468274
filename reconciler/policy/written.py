"""What single files say, before they are put together.

Files are taken as far as they are sound: `whole` tells whether something is missing, so that
nobody complains about the absence of what was refused elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reconciler.policy.policy_set import Policy
from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import SettingName, SettingValue

__all__ = ["WrittenFile", "WrittenOrganization", "WrittenPolicy", "WrittenProfile"]


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
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPolicy:
    """A policy as one file says it."""

    name: SourcedValue[str] | None
    profile: SourcedValue[str] | None
    policy: Policy | None
    """None: part of it was refused. Its name and profile count all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """Everything one file says."""

    span: SourceSpan
    """Where it begins."""
    organization: WrittenOrganization | None = None
    profiles: tuple[WrittenProfile, ...] = ()
    policies: tuple[WrittenPolicy, ...] = ()
