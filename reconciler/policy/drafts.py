"""A policy set that a program wrote, before it becomes files.

Values only: `plan.infer` makes them from what is there, `policy.yaml_writer` spells them.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reconciler.subjects import Settings

__all__ = ["Draft", "DraftPolicy", "DraftProfile", "SelectorKey"]

SelectorKey: TypeAlias = Literal["locations", "departments", "people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProfile:
    """A profile as its file will say it, without what it inherits."""

    name: str
    description: str
    extends: str | None
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPolicy:
    """A policy with one selector key."""

    name: str
    profile: str
    key: SelectorKey
    entries: tuple[str, ...]
    """Never empty; in order."""
    except_people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that the files will say."""

    organization_id: str | None
    profiles: tuple[DraftProfile, ...]
    policies: tuple[DraftPolicy, ...]
    remarks: tuple[str, ...]
    """What a reader should know and no policy says, one sentence each."""
