"""Which waivers and holds touch whom. Every one is told of, also those that touch nobody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from reconciler.plan.coverage_state import Coverage, Waived
from reconciler.plan.exception_uses import HoldUse, WaiverState, WaiverUse
from reconciler.plan.notes import Note, Weight
from reconciler.plan.standing import Standing
from reconciler.plan.subject_ref import SubjectRef, ref_of
from reconciler.policy.dates import expires_soon, is_expired
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.waivers import LeaveAlone, Waiver

__all__ = ["holds_used", "waiver_notes", "waivers_used"]


def waivers_used(
    policies: PolicySet, standings: Iterable[Standing], day: date
) -> tuple[WaiverUse, ...]:
    """Return every waiver with the subjects that it excuses on that day."""
    excused: defaultdict[str, list[SubjectRef]] = defaultdict(list)
    for standing in standings:
        if isinstance(standing.ruling, Waived):
            excused[standing.ruling.waiver.name].append(ref_of(standing.subject))
    return tuple(
        WaiverUse(
            name=waiver.name,
            span=waiver.span,
            state=_state(waiver, day),
            instead=_instead(waiver),
            reason=waiver.reason,
            approved_by=waiver.approved_by,
            expires=waiver.expires,
            subjects=tuple(excused[waiver.name]),
        )
        for waiver in policies.waivers
    )


def holds_used(policies: PolicySet, standings: Iterable[Standing]) -> tuple[HoldUse, ...]:
    """Return every hold with the subjects that it protects."""
    protected: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        for hold in standing.holds.certain:
            protected[hold.name].append(standing)
    return tuple(
        HoldUse(
            name=hold.name,
            span=hold.span,
            reason=hold.reason,
            approved_by=hold.approved_by,
            subjects=tuple(ref_of(each.subject) for each in protected[hold.name]),
            stopped=sum(each.coverage is Coverage.HELD for each in protected[hold.name]),
        )
        for hold in policies.holds
    )


def waiver_notes(waivers: Iterable[WaiverUse]) -> Iterator[Note]:
    """Yield what a reviewer should know of waivers whose time is over, or nearly so."""
    for waiver in waivers:
        told = f"{waiver.span} waiver '{waiver.name}'"
        match waiver.state:
            case WaiverState.EXPIRED:
                text = f"{told} expired on {waiver.expires}: its policies are enforced again"
                yield Note(weight=Weight.WARNING, text=text)
            case WaiverState.EXPIRES_SOON:
                text = f"{told} expires on {waiver.expires}"
                yield Note(weight=Weight.NOTE, text=text)
            case WaiverState.ACTIVE:
                pass


def _state(waiver: Waiver, day: date) -> WaiverState:
    if is_expired(waiver, day):
        return WaiverState.EXPIRED
    return WaiverState.EXPIRES_SOON if expires_soon(waiver, day) else WaiverState.ACTIVE


def _instead(waiver: Waiver) -> str:
    return waiver.instead.value if isinstance(waiver.instead, LeaveAlone) else waiver.instead
