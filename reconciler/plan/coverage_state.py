"""Where a subject stands with respect to policy: six states that add up to the population.

Deciding the state is `plan.assign`'s work for what policy says, `plan.eligibility`'s for what
Webex offers; counting is `plan.planning`'s.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from reconciler.policy.policy_set import Policy

__all__ = [
    "Assignment",
    "Conflicted",
    "Coverage",
    "Governed",
    "Ineligible",
    "Lost",
    "Undetermined",
    "Unmanaged",
]


class Coverage(StrEnum):
    """The state's name in files and summaries."""

    GOVERNED = "governed"
    INELIGIBLE = "ineligible"
    CONFLICTED = "conflicted"
    UNDETERMINED = "undetermined"
    UNMANAGED = "unmanaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A policy that matches a subject and does not govern it."""

    policy: Policy
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """Exactly one policy governs the subject."""

    policy: Policy
    losers: tuple[Lost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicted:
    """Several policies claim the subject with different settings and none outranks the others."""

    policies: tuple[Policy, ...]

    @property
    def reason(self) -> str:
        """Return the claim in one phrase."""
        names = " and ".join(f"'{policy.name}'" for policy in self.policies)
        return f"policies {names} claim it with equal rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undetermined:
    """Something that decides the subject's policy or eligibility could not be read."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ineligible:
    """The subject cannot have what its policy wants, for a reason that Webex gives."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmanaged:
    """No policy claims the subject; nothing about it is ours."""


Assignment: TypeAlias = Governed | Conflicted | Undetermined | Unmanaged
