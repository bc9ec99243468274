"""Who governs whom, for very many subjects: `plan.assign` asked once for every answer it can give.

Rule: `plan.assign` is the definition, and a law holds this file against it. Which policies claim
a subject is two numbers with one bit a policy (`plan.claim_index`); the same two numbers have the
same conclusion, so it is drawn once and remembered.
"""

from collections import defaultdict
from typing import Final

from reconciler.plan.assign import Wants
from reconciler.plan.claim_index import Claim, ClaimIndex, Two, places
from reconciler.plan.coverage_state import (
    Assignment,
    Conflicted,
    Governed,
    Lost,
    Undetermined,
    Unmanaged,
)
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.precedence import outranks, specificity, why_outranked
from reconciler.subjects import Attribute, Subject

__all__ = ["Assigner"]

_REMEMBERED: Final = 65_536
"""Conclusions kept at once; more of them would only cost memory."""

_Question = tuple[int, int, frozenset[Attribute]]


class Assigner:
    """The policies of a set, made ready for one question each about very many subjects."""

    def __init__(self, policies: PolicySet, wants: Wants) -> None:
        """Index the policies; `wants` is `plan.assign.wants_of(policies)`."""
        self._policies: Final[tuple[Policy, ...]] = policies.policies
        self._claims: Final = ClaimIndex(
            [Claim(each.match, each.exclude, each.subjects) for each in policies.policies]
        )
        self._asks: Final = _numbered(policies, wants)
        self._ranks: Final = _ranked(policies)
        self._ahead: dict[tuple[int, int], bool] = {}
        self._lost: defaultdict[int, dict[int, Lost]] = defaultdict(dict)
        self._concluded: dict[_Question, Assignment] = {}

    def claims(self, subject: Subject) -> Two:
        """Return the policies, as bits, that claim a subject for certain, and that may."""
        return self._claims.of(subject)

    def __call__(self, subject: Subject) -> Assignment:
        """Return who governs the subject; equal to what `plan.assign.assign` returns."""
        certain, possible = self._claims.of(subject)
        question = (certain, possible, subject.unknown)
        known = self._concluded.get(question)
        if known is None:
            if len(self._concluded) >= _REMEMBERED:
                self._concluded.clear()
            known = self._concluded[question] = self._conclude(certain, possible, subject.unknown)
        return known

    def _conclude(self, certain: int, possible: int, unknown: frozenset[Attribute]) -> Assignment:
        if not certain and not possible:
            return Unmanaged()
        if Attribute.LOCATION in unknown:
            return Undetermined(reason="its calling data could not be read")
        claims = tuple(places(certain))
        leaders = self._leaders(claims)
        rivals = self._rivals(claims, possible & ~certain)
        unsettled = self._unsettled(leaders, rivals)
        if unsettled is not None:
            missing = ", ".join(sorted(unknown))
            name = self._policies[unsettled].name
            return Undetermined(reason=f"policy '{name}' may govern it; not read: {missing}")
        winner = leaders[0]
        if any(self._asks[each] != self._asks[winner] for each in leaders):
            return Conflicted(policies=tuple(self._policies[each] for each in leaders))
        known = self._lost[winner]
        losers = tuple(
            known.get(each) or self._loss(winner, each) for each in claims if each != winner
        )
        return Governed(
            policy=self._policies[winner],
            losers=losers,
            alike=tuple(self._policies[each] for each in leaders[1:]),
            perhaps=tuple(self._policies[each] for each in rivals),
        )

    def _leaders(self, claims: tuple[int, ...]) -> list[int]:
        """Return the claims that no other goes before, which all are of the highest rank."""
        if not claims:
            return []
        ranks = self._ranks
        highest = max(map(ranks.__getitem__, claims))
        rivals = [each for each in claims if ranks[each] == highest]
        if len(rivals) == 1:
            return rivals
        return [
            each for each in rivals if not any(self._goes_first(rival, each) for rival in rivals)
        ]

    def _rivals(self, claims: tuple[int, ...], possible: int) -> list[int]:
        """Return the possible policies that no claim goes before."""
        return [
            each
            for each in places(possible)
            if not any(self._goes_first(claim, each) for claim in claims)
        ]

    def _unsettled(self, leaders: list[int], rivals: list[int]) -> int | None:
        asked = {self._asks[each] for each in leaders}
        return next((each for each in rivals if asked != {self._asks[each]}), None)

    def _goes_first(self, one: int, other: int) -> bool:
        pair = (one, other)
        known = self._ahead.get(pair)
        if known is None:
            known = self._ahead[pair] = outranks(self._policies[one], self._policies[other])
        return known

    def _loss(self, winner: int, loser: int) -> Lost:
        ahead = self._goes_first(winner, loser)
        first, second = self._policies[winner], self._policies[loser]
        reason = why_outranked(first, second) if ahead else "asks for the same"
        lost = self._lost[winner][loser] = Lost(policy=second, reason=reason)
        return lost


def _ranked(policies: PolicySet) -> tuple[int, ...]:
    """Return a number for each policy: the higher one goes first, whatever else they say."""
    ranks = [(each.priority, specificity(each.match)) for each in policies.policies]
    numbers = {rank: number for number, rank in enumerate(sorted(set(ranks)))}
    return tuple(numbers[rank] for rank in ranks)


def _numbered(policies: PolicySet, wants: Wants) -> tuple[int, ...]:
    """Return a number for each policy; those that ask for the same have the same one."""
    numbers: dict[frozenset[object], int] = {}
    return tuple(
        numbers.setdefault(frozenset(wants[each.name].items()), len(numbers))
        for each in policies.policies
    )
