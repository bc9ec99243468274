"""Policies that do nothing in this organization: they match nobody, or never win."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reconciler.plan.claim_index import places
from reconciler.plan.coverage_state import Conflicted, Governed, Undetermined, Waived
from reconciler.plan.standing import Census, Standing
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.source import SourceSpan

__all__ = ["IdlePolicy", "Idleness", "idle_policies"]


class Idleness(StrEnum):
    """Why a policy does nothing."""

    NOT_IN_FORCE = "not in force"
    MATCHES_NOBODY = "matches nobody"
    NEVER_WINS = "never wins"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdlePolicy:
    """A policy that governs nobody."""

    name: str
    span: SourceSpan
    why: Idleness
    behind: str | None
    """The policy that most often goes first, where it never wins."""


def idle_policies(
    policies: PolicySet, census: Census, standings: Iterable[Standing]
) -> tuple[IdlePolicy, ...]:
    """Return the policies that govern nobody, in the order of the policy set.

    One that may govern somebody of whom too little could be read is not idle.
    """
    busy: set[str] = set()
    claimed = 0
    lost: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for standing in standings:
        certain, possible = census.claims(standing.subject)
        claimed |= possible
        undecided = isinstance(standing.ruling, Undetermined)
        open_claims = possible if undecided else possible & ~certain
        busy.update(census.in_force[place].name for place in places(open_claims))
        for winner, loser in _contests(standing, busy):
            lost[loser][winner] += 1
    matching = {census.in_force[place].name for place in places(claimed)}
    counting = {each.name for each in census.in_force}
    return tuple(
        _idle(policy, counting, matching, lost[policy.name])
        for policy in policies.policies
        if policy.name not in busy
    )


def _contests(standing: Standing, busy: set[str]) -> Iterator[tuple[str, str]]:
    """Mark who governs as busy, and yield who lost to whom."""
    match standing.ruling:
        case Governed() as governed:
            pass
        case Waived(governed=governed):
            pass
        case Conflicted(policies=policies):
            busy.update(each.name for each in policies)
            return
        case _:
            return
    busy.add(governed.policy.name)
    for each in governed.losers:
        yield governed.policy.name, each.policy.name


def _idle(policy: Policy, counting: set[str], matching: set[str], lost: Counter[str]) -> IdlePolicy:
    if policy.name not in counting:
        why = Idleness.NOT_IN_FORCE
    elif policy.name not in matching:
        why = Idleness.MATCHES_NOBODY
    else:
        why = Idleness.NEVER_WINS
    behind = lost.most_common(1)[0][0] if lost else None
    return IdlePolicy(name=policy.name, span=policy.span, why=why, behind=behind)
