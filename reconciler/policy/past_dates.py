"""Dates that are over, or soon will be. The day is an argument, one of the policies' own.

Which statements count on a day is `dates`' decision; here it is only told.
"""

from collections.abc import Iterator
from datetime import date

from reconciler.policy.dates import expires_soon, is_expired
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.rules import Rule, note, warning
from reconciler.policy.waivers import Waiver
from reconciler.policy.wording import quoted
from reconciler.source import Finding

__all__ = ["past_dates"]


def past_dates(policy_set: PolicySet, today: date) -> Iterator[Finding]:
    """Yield policies whose days are over, and waivers that are over or nearly so."""
    for policy in policy_set.policies:
        yield from _ended(policy, today)
    for waiver in policy_set.waivers:
        yield from _expiring(waiver, today)


def _ended(policy: Policy, today: date) -> Iterator[Finding]:
    until = policy.effective.until if policy.effective else None
    if until is not None and until < today:
        message = f"{quoted(policy.name)} counted until {until}, and claims nobody since"
        yield warning(Rule.POLICY_ENDED, policy.span, message, "give it a later date, or delete it")


def _expiring(waiver: Waiver, today: date) -> Iterator[Finding]:
    if is_expired(waiver, today):
        message = f"the waiver {quoted(waiver.name)} expired on {waiver.expires}: enforced again"
        hint = "have it approved anew with a later date, or delete it"
        yield warning(Rule.WAIVER_EXPIRED, waiver.span, message, hint)
    elif expires_soon(waiver, today):
        days = (waiver.expires - today).days
        left = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
        message = f"the waiver {quoted(waiver.name)} expires {left}, on {waiver.expires}"
        yield note(Rule.WAIVER_EXPIRES_SOON, waiver.span, message, "decide whether it goes on")
