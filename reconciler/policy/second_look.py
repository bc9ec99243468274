"""Everything that is odd, but not wrong, about a sound policy set, in one call."""

from collections.abc import Iterator
from datetime import date

from reconciler.policy.control_conflicts import unkept_controls
from reconciler.policy.idle_policies import idle_policies
from reconciler.policy.idle_settings import idle_settings
from reconciler.policy.past_dates import past_dates
from reconciler.policy.policy_set import PolicySet
from reconciler.source import Finding

__all__ = ["second_look"]


def second_look(policy_set: PolicySet, today: date | None) -> Iterator[Finding]:
    """Yield warnings and notes in no order. Without a day, dates are not judged."""
    yield from idle_policies(policy_set)
    yield from idle_settings(policy_set)
    yield from unkept_controls(policy_set)
    if today is not None:
        yield from past_dates(policy_set, today)
