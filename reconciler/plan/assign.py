"""Selectors and precedence on one subject: who governs it.

Rule 1: what matters here is decided by `policy.selectors` and `policy.precedence`; this file
only asks them about every policy and draws the conclusion.
Rule 2: a policy that might match is never treated as one that does not. One that asks for the
same is told of, because waivers ask for policies by name (`plan.waiving`).
"""

from collections.abc import Mapping

from reconciler.plan.coverage_state import (
    Assignment,
    Conflicted,
    Governed,
    Lost,
    Undetermined,
    Unmanaged,
)
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.precedence import outranks, why_outranked
from reconciler.policy.selectors import Match, policy_matches
from reconciler.subjects import Attribute, Settings, Subject

__all__ = ["Wants", "assign", "wants_of"]

Wants = Mapping[str, Settings]
"""The resolved settings that each policy asks for, by policy name."""


def assign(policies: PolicySet, wants: Wants, subject: Subject) -> Assignment:
    """Return who governs the subject; `wants` is `wants_of(policies)`, computed once a run.

    Making an attribute unknown can only turn the answer into `Undetermined` (or leave it).
    """
    claims: dict[Match, list[Policy]] = {match: [] for match in Match}
    for policy in policies.policies:
        claims[policy_matches(policy, subject)].append(policy)
    certain, possible = claims[Match.YES], claims[Match.UNKNOWN]
    if not certain and not possible:
        return Unmanaged()
    if Attribute.LOCATION in subject.unknown:
        # Without calling data nobody knows the recording vendor either, so even a policy that
        # matches for certain cannot be judged.
        return Undetermined(reason="its calling data could not be read")
    leaders = [each for each in certain if not any(outranks(other, each) for other in certain)]
    rivals = [each for each in possible if not any(outranks(other, each) for other in certain)]
    unsettled = _unsettled(wants, leaders, rivals)
    if unsettled is not None:
        missing = ", ".join(sorted(subject.unknown))
        return Undetermined(reason=f"policy '{unsettled.name}' may govern it; not read: {missing}")
    if any(wants[each.name] != wants[leaders[0].name] for each in leaders):
        return Conflicted(policies=tuple(leaders))
    winner, *alike = leaders
    return Governed(
        policy=winner,
        losers=_losers(certain, winner),
        alike=tuple(alike),
        perhaps=tuple(rivals),
    )


def _unsettled(wants: Wants, leaders: list[Policy], rivals: list[Policy]) -> Policy | None:
    """Return a policy that, if it matched, could change what the policies ask for."""
    asked = [wants[each.name] for each in leaders]
    for policy in rivals:
        if not asked or any(settings != wants[policy.name] for settings in asked):
            return policy
    return None


def _losers(certain: list[Policy], winner: Policy) -> tuple[Lost, ...]:
    return tuple(
        Lost(
            policy=each,
            reason=why_outranked(winner, each) if outranks(winner, each) else "asks for the same",
        )
        for each in certain
        if each is not winner
    )


def wants_of(policies: PolicySet) -> Wants:
    """Return what every policy asks for, taken from its resolved profile."""
    return {policy.name: policies.profiles[policy.profile].values for policy in policies.policies}
