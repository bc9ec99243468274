"""Dated exceptions: what stands in for the policy that would govern a subject.

Rule 1: a waiver acts on the winner only. It never decides who wins, so it never changes anybody
whom it does not match.
Rule 2: a waiver that may match is never treated as one that does not; nor is one whose policy
may govern.
Rule 3: where several policies that ask for the same lead, a waiver of any of them acts. Which
name comes first decides nothing.
"""

from datetime import date
from typing import Final

from reconciler.plan.claim_index import Claim, ClaimIndex, Two, places
from reconciler.plan.coverage_state import (
    Assignment,
    Conflicted,
    Governed,
    Ruling,
    Undetermined,
    Waived,
)
from reconciler.policy.dates import is_expired
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.waivers import LeaveAlone, Waiver
from reconciler.subjects import Settings, Subject

__all__ = ["Waivers"]


class Waivers:
    """The waivers that are in force on one day."""

    def __init__(self, policies: PolicySet, day: date) -> None:
        """Index those that are not expired on that day."""
        self._profiles: Final = policies.profiles
        self._waivers: Final = tuple(each for each in policies.waivers if not is_expired(each, day))
        self._claims: Final = ClaimIndex(
            [Claim(each.match, each.exclude) for each in self._waivers]
        )
        self._anywhere: Final = self._bits(None)
        self._naming: Final = {each.name: self._bits(each.name) for each in policies.policies}

    def act(self, subject: Subject, assignment: Assignment) -> Ruling:
        """Return the assignment, or what a waiver puts in its place."""
        if not isinstance(assignment, Governed):
            return assignment
        acts, may_act = self._acting(assignment)
        if not may_act:
            return assignment
        certain, possible = self._claims.of(subject)
        certain, possible = certain & acts, possible & may_act
        if not possible:
            return assignment
        return self._rule(
            subject,
            assignment,
            tuple(self._waivers[place] for place in places(certain)),
            tuple(self._waivers[place] for place in places(possible & ~certain)),
        )

    def _acting(self, governed: Governed) -> Two:
        """Return the waivers that act where these policies lead, and those that may.

        A policy that may lead could push out every leader that a waiver names; so the waiver is
        certain only if it names that policy too.
        """
        acts = 0
        for name in governed.leaders:
            acts |= self._naming[name]
        may_act = acts
        for each in governed.perhaps:
            acts &= self._naming[each.name]
            may_act |= self._naming[each.name]
        return acts | self._anywhere, may_act | self._anywhere

    def _bits(self, policy: str | None) -> int:
        """Return the waivers, as bits, that name a policy; None: those that name none."""
        return sum(
            1 << place
            for place, waiver in enumerate(self._waivers)
            if any(each.value == policy for each in waiver.policies)
            or (policy is None and not waiver.policies)
        )

    def _rule(
        self,
        subject: Subject,
        governed: Governed,
        certain: tuple[Waiver, ...],
        possible: tuple[Waiver, ...],
    ) -> Ruling:
        effects = [self._effect(each) for each in certain]
        if any(effect != effects[0] for effect in effects):
            return Conflicted(policies=(governed.policy,), waivers=certain)
        for waiver in possible:
            if not effects or self._effect(waiver) != effects[0]:
                missing = ", ".join(sorted(subject.unknown))
                reason = f"waiver '{waiver.name}' may excuse it; not read: {missing}"
                return Undetermined(reason=reason)
        return Waived(governed=governed, waiver=certain[0]) if certain else governed

    def _effect(self, waiver: Waiver) -> Settings | None:
        """Return what a waiver asks for; None: leave alone."""
        if isinstance(waiver.instead, LeaveAlone):
            return None
        return self._profiles[waiver.instead].values
