"""Names in policies that the organization does not have.

A location, department or group that does not exist is an error: a rename must not empty a policy
silently. A person, workspace or line that is not there is a note: people leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reconciler.inventory.snapshot import Inventory
from reconciler.policy.patterns import patterns_of
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.selection import Selector, folded
from reconciler.policy.selector_keys import SELECTOR_KEYS
from reconciler.source import Finding, Severity, SourceSpan

__all__ = ["dangling_references"]

_WORD_OF: Final = {
    "locations": "location",
    "departments": "department",
    "groups": "group",
    "people": "person",
    "people_from": "person",
    "workspaces": "workspace",
    "virtual_lines": "virtual line",
}
"""The keys whose entries name something, with the word for it."""
_PLACES: Final = frozenset({"locations", "departments", "groups"})
"""Those whose names stand for many subjects."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A selector, and whose it is."""

    words: str
    selector: Selector


def dangling_references(policies: PolicySet, inventory: Inventory) -> tuple[Finding, ...]:
    """Return a finding for every name that no subject and no location answers to."""
    statements = tuple(_statements(policies))
    return tuple(
        finding
        for key in _WORD_OF
        if any(key in each.selector.entries for each in statements)
        for known in _known(key, inventory)
        for statement in statements
        for finding in _missing(statement, key, known)
    )


def _statements(policies: PolicySet) -> Iterator[_Statement]:
    scopes: list[tuple[str, Selector, Selector | None]] = [
        *((f"policy '{each.name}'", each.match, each.exclude) for each in policies.policies),
        *((f"waiver '{each.name}'", each.match, each.exclude) for each in policies.waivers),
        *((f"hold '{each.name}'", each.match, each.exclude) for each in policies.holds),
        *((f"control '{each.id}'", each.applies_to, each.exclude) for each in policies.controls),
    ]
    for words, match, exclude in scopes:
        yield _Statement(words, match)
        if exclude is not None:
            yield _Statement(words, exclude)


def _known(key: str, inventory: Inventory) -> Iterator[frozenset[str]]:
    """Yield the names that exist; nothing where one that decides could not be read.

    Locations are listed by themselves, and people answer to their ids, so these are always known.
    """
    row = SELECTOR_KEYS[key]
    if key in {"departments", "groups"} and any(
        row.attribute in each.unknown for each in inventory.subjects
    ):
        return
    names = {
        folded(name)
        for each in inventory.subjects
        if each.kind in row.kinds
        for name in row.named(each)
    }
    if key == "locations":
        names.update(folded(text) for each in inventory.locations for text in (each.id, each.name))
    yield frozenset(names)


def _missing(statement: _Statement, key: str, known: frozenset[str]) -> Iterator[Finding]:
    texts = statement.selector.entries.get(key, frozenset())
    patterns = set(patterns_of(key, texts))
    for name, span in _written(statement.selector, key):
        if folded(name) not in known and folded(name) not in patterns:
            yield _finding(statement, key, name, span)


def _written(selector: Selector, key: str) -> Iterator[tuple[str, SourceSpan]]:
    """Yield the entries of a key as they are spelled, with the place to look at."""
    if key == "people_from":
        for each in selector.people_from:
            for name in each.people:
                yield name, each.span
        return
    for name in getattr(selector, key):
        yield name, selector.span


def _finding(statement: _Statement, key: str, name: str, span: SourceSpan) -> Finding:
    word = _WORD_OF[key]
    place = key in _PLACES
    return Finding(
        rule=f"unknown-{word.replace(' ', '-')}",
        span=span,
        message=f"{statement.words} names {word} '{name}', which the organization lacks",
        hint=f"a {word} that was renamed is renamed here too; a misspelt one matches nobody"
        if place
        else "someone who left? then take the name out",
        severity=Severity.ERROR if place else Severity.WARNING,
    )
