"""Names in policies that the organization does not have.

A location or department that does not exist is an error: a rename must not empty a policy
silently. A person who is not there is a note: people leave.
"""

from collections.abc import Iterator

from reconciler.inventory.snapshot import Inventory
from reconciler.policy.policy_set import GLOB, Policy, PolicySet, Selector, folded
from reconciler.source import Finding, Severity
from reconciler.subjects import Attribute

__all__ = ["dangling_references"]


def dangling_references(policies: PolicySet, inventory: Inventory) -> tuple[Finding, ...]:
    """Return a finding for every name that no subject and no location answers to."""
    places = {folded(each.name) for each in inventory.locations}
    places |= {folded(each.id) for each in inventory.locations}
    departments = {folded(each.department) for each in inventory.subjects if each.department}
    people = {folded(each.id) for each in inventory.subjects}
    people.update(folded(address) for each in inventory.subjects for address in each.emails)
    unread = any(Attribute.DEPARTMENT in each.unknown for each in inventory.subjects)
    found: list[Finding] = []
    for policy, selector in _selectors(policies):
        found += _missing(policy, selector, "location", selector.locations, places)
        if not unread:
            found += _missing(policy, selector, "department", selector.departments, departments)
        exact = tuple(each for each in selector.people if GLOB not in each)
        found += _missing(policy, selector, "person", exact, people)
    return tuple(found)


def _selectors(policies: PolicySet) -> Iterator[tuple[Policy, Selector]]:
    for policy in policies.policies:
        yield policy, policy.match
        if policy.exclude is not None:
            yield policy, policy.exclude


def _missing(
    policy: Policy, selector: Selector, what: str, names: tuple[str, ...], known: set[str]
) -> Iterator[Finding]:
    person = what == "person"
    for name in names:
        if folded(name) in known:
            continue
        yield Finding(
            rule=f"unknown-{what}",
            span=selector.span,
            message=f"policy '{policy.name}' names {what} '{name}', which the organization lacks",
            hint="someone who left? then take the name out"
            if person
            else f"a {what} that was renamed is renamed here too; a misspelt one matches nobody",
            severity=Severity.WARNING if person else Severity.ERROR,
        )
