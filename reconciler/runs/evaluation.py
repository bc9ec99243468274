"""For which day policies are evaluated, and until when that answer stands."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from reconciler.plan.planning import Evaluation
from reconciler.policy.dates import is_expired
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.time_zones import today_in

__all__ = ["evaluation"]

_NEXT_DAY: Final = timedelta(days=1)


def evaluation(policies: PolicySet, now: datetime, as_of: date | None = None) -> Evaluation:
    """Return the evaluation for today, or for another day, in the policies' time zone."""
    today = today_in(policies.timezone, now)
    turns = [day for day in _turns(policies, today) if day > today]
    return Evaluation(
        now=now,
        day=today if as_of is None else as_of,
        until=_midnight(min(turns), policies.timezone) if turns else None,
        hypothetical=as_of is not None,
    )


def _turns(policies: PolicySet, today: date) -> Iterator[date]:
    """Yield the first days on which something begins, or does not count any more."""
    for policy in policies.policies:
        if policy.effective is not None and policy.effective.start is not None:
            yield policy.effective.start
        if policy.effective is not None and policy.effective.until is not None:
            yield from _day_after(policy.effective.until)
    for waiver in policies.waivers:
        if not is_expired(waiver, today):
            yield from _day_after(waiver.expires)


def _day_after(day: date) -> Iterator[date]:
    if day < date.max:
        yield day + _NEXT_DAY


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
