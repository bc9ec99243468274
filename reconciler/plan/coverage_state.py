"""Where a subject stands with respect to policy: states that add up to the population.

Deciding the state is `plan.assign`'s work for what policy says, `plan.waiving`'s and
`plan.holding`'s for the exceptions, `plan.eligibility`'s for what Webex offers; counting is
`plan.planning`'s.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from reconciler.policy.policy_set import Policy
from reconciler.policy.waivers import Waiver

__all__ = [
    "Assignment",
    "Conflicted",
    "Coverage",
    "Governed",
    "Ineligible",
    "Lost",
    "Ruling",
    "Undetermined",
    "Unmanaged",
    "Waived",
]


class Coverage(StrEnum):
    """The state's name in files and summaries."""

    GOVERNED = "governed"
    WAIVED = "waived"
    HELD = "held"
    """Governed, but a hold stands between the subject and what its policy asks for."""
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
    """Exactly one policy governs the subject, or several that ask for the same."""

    policy: Policy
    """Of several leaders the first by name: a label, and nothing is decided by it."""
    losers: tuple[Lost, ...]
    alike: tuple[Policy, ...] = ()
    """The other leaders: they ask for the same, and nothing goes before them. Losers too."""
    perhaps: tuple[Policy, ...] = ()
    """Those that may match, ask for the same, and would then lead."""

    @property
    def leaders(self) -> tuple[str, ...]:
        """Return the names of the policies that govern, as far as anybody knows."""
        return self.policy.name, *(each.name for each in self.alike)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A dated exception stands in for the policy that would govern the subject."""

    governed: Governed
    waiver: Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicted:
    """Several policies claim the subject with different settings and none outranks the others.

    Or one policy would govern it, and several waivers put different things in its place.
    """

    policies: tuple[Policy, ...]
    waivers: tuple[Waiver, ...] = ()

    @property
    def reason(self) -> str:
        """Return the claim in one phrase."""
        if self.waivers:
            names = " and ".join(f"'{waiver.name}'" for waiver in self.waivers)
            return f"waivers {names} put different things in the place of its policy"
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
"""What the policies say."""

Ruling: TypeAlias = Assignment | Waived
"""What policies and waivers say."""
