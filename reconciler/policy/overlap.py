"""Whether two policies with the same keys provably claim the same people.

The overlap is kept as the entries that both lists select, key by key; what an `except` takes
away for certain is taken out. One person under two names (address and id) proves nothing here.
"""

from reconciler.policy.policy_set import Policy
from reconciler.policy.selection import GLOB, Selector
from reconciler.policy.selectors import fits_glob

__all__ = ["overlaps"]

_Overlap = dict[str, frozenset[str]]


def overlaps(one: Policy, other: Policy) -> bool:
    """Say whether both claim whoever fits certain entries. Their matches have the same keys."""
    shared: _Overlap = {
        key: _common(key, texts, other.match.entries[key])
        for key, texts in one.match.entries.items()
    }
    for policy in (one, other):
        if policy.exclude is not None:
            if policy.exclude.keys == ("everyone",):
                return False
            shared = _without(shared, policy.exclude)
    return all(shared.values())


def _common(key: str, ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return what both lists select for certain, the narrower spelling of each pair."""
    if key != "people":
        return ours & theirs
    return (ours & theirs) | _inside(ours, theirs) | _inside(theirs, ours)


def _without(shared: _Overlap, exclude: Selector) -> _Overlap:
    """Take out of the overlap what an `except` removes for certain.

    Entries of one key are removed when the other keys of the `except` hold for all the overlap.
    """
    if not set(exclude.entries) <= set(shared):
        return shared
    left = {key: _minus(key, shared[key], texts) for key, texts in exclude.entries.items()}
    partly = [key for key, texts in left.items() if texts]
    if len(partly) > 1:
        return shared
    narrowed = next(iter(partly or left))
    return {**shared, narrowed: left[narrowed]}


def _minus(key: str, texts: frozenset[str], removed: frozenset[str]) -> frozenset[str]:
    left = texts - removed
    return left - _inside(left, removed) if key == "people" else left


def _inside(texts: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the texts that a glob of the others covers. Globs cover narrower globs too."""
    globs = [other for other in others if GLOB in other]
    return frozenset(text for text in texts if any(fits_glob(glob, text) for glob in globs))
