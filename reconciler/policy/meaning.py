"""The digest of what policies mean: the same digest, the same plan.

Places, descriptions, owners, tickets, reasons, spelling of selectors, order of entries and of
files, inheritance, unused profiles and tests do not count.
"""

from collections.abc import Iterable
from datetime import date

from reconciler.organization import organization_key
from reconciler.policy.controls import Control
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.selection import Selector
from reconciler.policy.waivers import Hold, LeaveAlone, Waiver
from reconciler.source import SourcedValue
from reconciler.values import JSONValue, digest

__all__ = ["policy_digest", "used_profiles"]


def policy_digest(policy_set: PolicySet) -> str:
    """Return the SHA-256 of what the policies mean: 64 hex digits."""
    used = used_profiles(policy_set)
    owner = policy_set.organization_id
    return digest(
        owner and organization_key(owner.value),
        policy_set.timezone,
        {name: profile.values for name, profile in policy_set.profiles.items() if name in used},
        [_policy(each) for each in sorted(policy_set.policies, key=lambda each: each.name)],
        [_waiver(each) for each in sorted(policy_set.waivers, key=lambda each: each.name)],
        [_hold(each) for each in sorted(policy_set.holds, key=lambda each: each.name)],
        [_control(each) for each in sorted(policy_set.controls, key=lambda each: each.id)],
    )


def used_profiles(policy_set: PolicySet) -> frozenset[str]:
    """Return the names of the profiles that somebody may get, by a policy or by a waiver."""
    return frozenset(
        {policy.profile for policy in policy_set.policies}
        | {each.instead for each in policy_set.waivers if isinstance(each.instead, str)}
    )


def _policy(policy: Policy) -> JSONValue:
    effective = policy.effective
    return {
        "name": policy.name,
        "profile": policy.profile,
        "match": _selection(policy.match),
        "except": _selection(policy.exclude),
        "subjects": sorted(policy.subjects),
        "from": _day(effective.start if effective else None),
        "until": _day(effective.until if effective else None),
        "priority": policy.priority,
        "controls": _names(policy.controls),
    }


def _waiver(waiver: Waiver) -> JSONValue:
    return {
        "name": waiver.name,
        "match": _selection(waiver.match),
        "except": _selection(waiver.exclude),
        "policies": _names(waiver.policies),
        "controls": _names(waiver.controls),
        "instead": None if isinstance(waiver.instead, LeaveAlone) else waiver.instead,
        "expires": _day(waiver.expires),
    }


def _hold(hold: Hold) -> JSONValue:
    return {
        "name": hold.name,
        "match": _selection(hold.match),
        "except": _selection(hold.exclude),
    }


def _control(control: Control) -> JSONValue:
    return {
        "id": control.id,
        "applies_to": _selection(control.applies_to),
        "except": _selection(control.exclude),
        "require": {
            name: sorted(requirement.values, key=repr)
            for name, requirement in control.require.items()
        },
        "level": None if control.level is None else control.level.name,
        "severity": control.severity,
        "retention": control.retention,
    }


def _selection(selector: Selector | None) -> JSONValue:
    if selector is None:
        return None
    lists: Iterable[tuple[str, frozenset[str]]] = selector.entries.items()
    return {"everyone": selector.everyone, **{key: sorted(texts) for key, texts in lists}}


def _names(references: Iterable[SourcedValue[str]]) -> list[JSONValue]:
    return [*sorted({each.value for each in references})]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
