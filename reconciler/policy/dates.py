"""Which statements count on a day. A day is one of the policies' own time zone.

Pure: which day it is there, `time_zones.today_in` says.
"""

from datetime import date, timedelta
from typing import Final

from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.waivers import Waiver

__all__ = [
    "EXPIRES_SOON",
    "active_policies",
    "expires_soon",
    "in_force",
    "is_expired",
]

EXPIRES_SOON: Final = timedelta(days=30)
"""How long before its last day a waiver is said to expire soon."""


def in_force(policy: Policy, today: date) -> bool:
    """Say whether a policy counts; outside of its dates it claims nobody."""
    return policy.effective is None or policy.effective.holds_on(today)


def active_policies(policy_set: PolicySet, today: date) -> tuple[Policy, ...]:
    """Return the policies that count, ordered by name."""
    return tuple(policy for policy in policy_set.policies if in_force(policy, today))


def is_expired(waiver: Waiver, today: date) -> bool:
    """Say whether the last day of a waiver is over."""
    return waiver.expires < today


def expires_soon(waiver: Waiver, today: date) -> bool:
    """Say whether a waiver still acts, but not for much longer."""
    return timedelta(0) <= waiver.expires - today <= EXPIRES_SOON
