"""Which of two policies goes first, from what is written and nothing else.

A strict partial order: higher priority, then the class of the most specific key, then a match
that is the other's plus more keys. Where it leaves two policies unordered, equal settings are
no conflict; that is `plan`'s business for single subjects and `ties`' for whole files.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from reconciler.policy.policy_set import Policy
from reconciler.policy.selection import GLOB, Selector

__all__ = ["Specificity", "outranks", "specificity", "why_outranked"]


class Specificity(IntEnum):
    """How narrow the narrowest key of a match is."""

    EVERYONE = 0
    """`everyone`, and lists of people with a glob in them."""
    PLACES = 1
    """`locations`."""
    ROLES = 2
    """What many have in common: groups, departments, titles, licenses, extensions."""
    NAMES = 3
    """Single subjects: people, people_from, workspaces, virtual_lines."""


_CLASS_OF: Final[Mapping[str, Specificity]] = {
    **dict.fromkeys(("people", "people_from", "workspaces", "virtual_lines"), Specificity.NAMES),
    **dict.fromkeys(
        ("groups", "departments", "titles", "licenses", "extensions"), Specificity.ROLES
    ),
    "locations": Specificity.PLACES,
    "everyone": Specificity.EVERYONE,
}


def specificity(selector: Selector) -> Specificity:
    """Return the class of the most specific key; `people` with a glob counts as everyone."""
    return max((_class(selector, key) for key in selector.keys), default=Specificity.EVERYONE)


def _class(selector: Selector, key: str) -> Specificity:
    return Specificity.EVERYONE if _is_glob(selector, key) else _CLASS_OF[key]


def outranks(winner: Policy, loser: Policy) -> bool:
    """Say whether `winner` goes first wherever both match. False both ways: neither does."""
    if winner.priority != loser.priority:
        return winner.priority > loser.priority
    ours, theirs = specificity(winner.match), specificity(loser.match)
    if ours != theirs:
        return ours > theirs
    return bool(_extra_keys(winner.match, loser.match))


def why_outranked(winner: Policy, loser: Policy) -> str:
    """Return in one phrase why `loser` does not govern where `winner`, which outranks it, does."""
    if winner.priority != loser.priority:
        return f"lower priority {loser.priority} < {winner.priority}"
    ours, theirs = specificity(winner.match), specificity(loser.match)
    if ours != theirs:
        return f"less specific: {_class_words(loser.match)} < {_class_words(winner.match)}"
    extra = _extra_keys(winner.match, loser.match)
    if extra:
        return f"less specific: same match without {' and '.join(extra)}"
    return "no rule puts one before the other"


def _class_words(selector: Selector) -> str:
    """Return the keys that make a selector as specific as it is."""
    if _is_glob(selector, "people") and specificity(selector) is Specificity.EVERYONE:
        return "a glob"
    narrowest = specificity(selector)
    return " and ".join(key for key in selector.keys if _class(selector, key) is narrowest)


def _is_glob(selector: Selector, key: str) -> bool:
    return key == "people" and any(GLOB in text for text in selector.people)


def _extra_keys(narrow: Selector, wide: Selector) -> tuple[str, ...]:
    """Return the keys by which one match is the other's plus more; none if it is not."""
    shared = set(wide.keys)
    extra = tuple(key for key in narrow.keys if key not in shared)
    same = shared.issubset(narrow.keys) and all(
        narrow.entries[key] == texts for key, texts in wide.entries.items()
    )
    return extra if same else ()
