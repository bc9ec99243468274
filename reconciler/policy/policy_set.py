"""What the policy files mean together: values, each with the place where it was written.

A `PolicySet` is sound: names are unique, every policy's profile exists and says whether
recording is on. Whom a policy governs is decided in `plan`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Generic, TypeVar
from unicodedata import normalize

from reconciler.organization import organization_key
from reconciler.source import SourceSpan
from reconciler.subjects import SettingName, Settings
from reconciler.values import JSONValue, digest

__all__ = [
    "GLOB",
    "Policy",
    "PolicySet",
    "Profile",
    "Selector",
    "SettingValue",
    "SourcedValue",
    "folded",
    "identified",
    "policy_digest",
]

GLOB: Final = "*"
"""Stands for any text, the empty one included, in `people`."""

SettingValue = bool | int | str | None

ValueT_co = TypeVar("ValueT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class SourcedValue(Generic[ValueT_co]):
    """A value and the place where someone wrote it."""

    value: ValueT_co
    span: SourceSpan


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
class Selector:
    """Which subjects: keys AND, entries of a key OR. A key that was not written is empty.

    The texts are as written; the folded sets are what they are compared by.
    """

    span: SourceSpan
    everyone: bool = False
    people: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    entries: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """The folded entries of every list that was written, by key."""

    def __post_init__(self) -> None:
        lists = {
            "people": self.people,
            "locations": self.locations,
            "departments": self.departments,
        }
        entries = {key: frozenset(map(identified, texts)) for key, texts in lists.items() if texts}
        object.__setattr__(self, "entries", entries)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that were written."""
        return (*(("everyone",) if self.everyone else ()), *self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A statement: these subjects get this profile."""

    name: str
    profile: str
    match: Selector
    exclude: Selector | None = None
    """Spelled `except` in files. Subjects that it matches are not claimed."""
    priority: int = 0
    span: SourceSpan
    profile_span: SourceSpan
    """Where the policy names its profile."""
    description: str | None = None
    owner: str | None = None
    ticket: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet:
    """All policy files together."""

    organization_id: SourcedValue[str] | None
    """The organization these files are written for, as spelled there; None: any."""
    profiles: Mapping[str, Profile]
    """By name, in order of the names; those that nobody uses included."""
    policies: tuple[Policy, ...]
    """Ordered by name."""


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the form in which names and addresses are compared: case and composition ignored."""
    return normalize("NFC", normalize("NFC", text).casefold())


def identified(text: str) -> str:
    """Return the folded form, without the padding that ids are sometimes pasted with."""
    return folded(text).rstrip("=")


def policy_digest(policy_set: PolicySet) -> str:
    """Return the SHA-256 of what the policies mean.

    Places, descriptions, owners, tickets, spelling of selectors, order of entries and of files,
    inheritance and unused profiles do not count: the same digest, the same plan.
    """
    used = {policy.profile for policy in policy_set.policies}
    owner = policy_set.organization_id
    return digest(
        owner and organization_key(owner.value),
        {name: profile.values for name, profile in policy_set.profiles.items() if name in used},
        [_meaning(policy) for policy in sorted(policy_set.policies, key=lambda each: each.name)],
    )


def _meaning(policy: Policy) -> JSONValue:
    return {
        "name": policy.name,
        "profile": policy.profile,
        "match": _selection(policy.match),
        "except": _selection(policy.exclude) if policy.exclude else None,
        "priority": policy.priority,
    }


def _selection(selector: Selector) -> JSONValue:
    lists: Iterable[tuple[str, frozenset[str]]] = selector.entries.items()
    return {"everyone": selector.everyone, **{key: sorted(texts) for key, texts in lists}}
