"""Names in policies that the organization does not have.

A location, department or group that does not exist is an error: a rename must not empty a policy
silently. A person, workspace or line that is not there is a note, for people leave; but an
exception, a hold or a waiver that looks like a misspelling of somebody who is there is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from reconciler.inventory.snapshot import Inventory
from reconciler.policy.patterns import patterns_of
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.selection import Selector, identified
from reconciler.policy.selector_keys import SELECTOR_KEYS
from reconciler.source import Finding, Severity, SourceSpan

__all__ = ["asks_for_groups", "dangling_references"]

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
_FEW: Final = 2
_CLOSE: Final = 0.85
"""How alike two names are before one is taken for a misspelling of the other."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A selector, and whose it is."""

    words: str
    selector: Selector
    excepts: bool = False
    guards: bool = False
    """It protects or excuses whom it names: misspelt, it does so for nobody."""


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


def asks_for_groups(policies: PolicySet) -> bool:
    """Say whether anything in the files hangs on who is in which group."""
    return any("groups" in each.selector.entries for each in _statements(policies))


def _statements(policies: PolicySet) -> Iterator[_Statement]:
    scopes: list[tuple[str, Selector, Selector | None]] = [
        *((f"policy '{each.name}'", each.match, each.exclude) for each in policies.policies),
        *((f"waiver '{each.name}'", each.match, each.exclude) for each in policies.waivers),
        *((f"hold '{each.name}'", each.match, each.exclude) for each in policies.holds),
        *((f"control '{each.id}'", each.applies_to, each.exclude) for each in policies.controls),
    ]
    for words, match, exclude in scopes:
        yield _Statement(words, match, guards=words.startswith(("hold", "waiver")))
        if exclude is not None:
            yield _Statement(words, exclude, excepts=True)


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
        identified(name)
        for each in inventory.subjects
        if each.kind in row.kinds
        for name in row.named(each)
    }
    if key == "locations":
        names.update(
            identified(text) for each in inventory.locations for text in (each.id, each.name)
        )
    yield frozenset(names)


def _missing(statement: _Statement, key: str, known: frozenset[str]) -> Iterator[Finding]:
    texts = statement.selector.entries.get(key, frozenset())
    patterns = set(patterns_of(key, texts))
    for name, span in _written(statement.selector, key):
        if identified(name) not in known and identified(name) not in patterns:
            yield _finding(statement, key, (name, span), _near(name, known))


def _written(selector: Selector, key: str) -> Iterator[tuple[str, SourceSpan]]:
    """Yield the entries of a key as they are spelled, with the place to look at."""
    if key == "people_from":
        for each in selector.people_from:
            for name in each.people:
                yield name, each.span
        return
    for name in getattr(selector, key):
        yield name, selector.span


def _near(name: str, known: frozenset[str]) -> str | None:
    """Return the name that was probably meant."""
    wanted = identified(name)
    domain = wanted.partition("@")[2]
    # Most of 100,000 addresses are out of the question at a glance.
    likely = [
        each for each in known if abs(len(each) - len(wanted)) <= _FEW and each.endswith(domain)
    ]
    return next(iter(get_close_matches(wanted, likely, n=1, cutoff=_CLOSE)), None)


def _finding(
    statement: _Statement, key: str, written: tuple[str, SourceSpan], near: str | None
) -> Finding:
    word, (name, span) = _WORD_OF[key], written
    # A misspelt exception or hold would change exactly the person it was written to protect.
    guards = statement.excepts or statement.guards
    wrong = key in _PLACES or (guards and near is not None)
    if near is not None:
        hint = f"did you mean '{near}'?"
    elif key in _PLACES:
        empty = "; a group without members counts as gone" if key == "groups" else ""
        hint = f"correct the name, or take it out if the {word} is gone{empty}"
    else:
        hint = "take out whoever left"
    return Finding(
        rule=f"unknown-{word.replace(' ', '-')}",
        span=span,
        message=f"{statement.words} {'excepts' if statement.excepts else 'names'} {word} '{name}',"
        " which the organization does not have",
        hint=hint,
        severity=Severity.ERROR if wrong else Severity.WARNING,
    )
