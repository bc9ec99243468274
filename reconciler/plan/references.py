"""Names in policies that the organization does not have.

A location or department that does not exist is an error: a rename must not empty a policy
silently. A person who is not there is a note, for people leave; but an exception that looks
like a misspelt address of somebody who is there is an error.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from reconciler.inventory.snapshot import Inventory
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.selection import GLOB, Selector, identified
from reconciler.source import Finding, Severity
from reconciler.subjects import Attribute

__all__ = ["dangling_references"]

_FEW: Final = 2
_CLOSE: Final = 0.85


def dangling_references(policies: PolicySet, inventory: Inventory) -> tuple[Finding, ...]:
    """Return a finding for every name that no subject and no location answers to."""
    people: set[str] = {each.id for each in inventory.subjects}
    people.update(address for each in inventory.subjects for address in each.emails)
    known = {
        "location": _Known(
            {each.name for each in inventory.locations} | {each.id for each in inventory.locations}
        ),
        "department": _Known({each.department for each in inventory.subjects if each.department}),
        "person": _Known(people),
    }
    unread = any(Attribute.DEPARTMENT in each.unknown for each in inventory.subjects)
    found: list[Finding] = []
    for policy, selector in _selectors(policies):
        asked = {
            "location": selector.locations,
            "department": () if unread else selector.departments,
            "person": tuple(each for each in selector.people if GLOB not in each),
        }
        for what, names in asked.items():
            for name in names:
                if not known[what].has(name):
                    near = known[what].near(name)
                    found.append(_finding(policy, selector, (what, name), near))
    return tuple(found)


def _selectors(policies: PolicySet) -> Iterator[tuple[Policy, Selector]]:
    for policy in policies.policies:
        yield policy, policy.match
        if policy.exclude is not None:
            yield policy, policy.exclude


class _Known:
    """Names that exist, in the form in which they are compared."""

    def __init__(self, names: set[str]) -> None:
        self._names = {identified(name): name for name in names}

    def has(self, name: str) -> bool:
        return identified(name) in self._names

    def near(self, name: str) -> str | None:
        """Return the name that was probably meant."""
        wanted = identified(name)
        domain = wanted.partition("@")[2]
        # Most of 100,000 addresses are out of the question at a glance.
        likely = [
            each
            for each in self._names
            if abs(len(each) - len(wanted)) <= _FEW and each.endswith(domain)
        ]
        found = get_close_matches(wanted, likely, n=1, cutoff=_CLOSE)
        return self._names[found[0]] if found else None


def _finding(
    policy: Policy, selector: Selector, named: tuple[str, str], near: str | None
) -> Finding:
    what, name = named
    excepted = selector is policy.exclude
    if near is not None:
        hint = f"did you mean '{near}'?"
    elif what == "person":
        hint = "take out whoever left"
    else:
        hint = f"correct the name, or take it out if the {what} is gone"
    # A misspelt exception would change exactly the person it was written to protect.
    harmless = what == "person" and not (excepted and near is not None)
    return Finding(
        rule=f"unknown-{what}",
        span=selector.span,
        message=f"policy '{policy.name}' {'excepts' if excepted else 'names'} {what} '{name}',"
        " which the organization does not have",
        hint=hint,
        severity=Severity.WARNING if harmless else Severity.ERROR,
    )
