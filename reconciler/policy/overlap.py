"""Whether two claims with the same keys provably reach the same subjects.

The overlap is kept as the entries that both lists select, key by key; what an `except` takes
away for certain is taken out. One person under two names (address and id) proves nothing here.
"""

from reconciler.policy.patterns import covers, patterns_of
from reconciler.policy.policy_set import Policy
from reconciler.policy.selection import Selector
from reconciler.policy.selector_keys import SUBJECT_KINDS, can_have

__all__ = ["overlaps", "same_subjects"]

_Overlap = dict[str, frozenset[str]]


def overlaps(one: Policy, other: Policy) -> bool:
    """Say whether both claim whoever fits certain entries on some day.

    Their matches have the same keys.
    """
    kinds = one.subjects & other.subjects
    if not any(can_have(kind, one.match.keys) for kind in kinds):
        return False
    if one.effective and other.effective and not one.effective.meets(other.effective):
        return False
    return same_subjects((one.match, other.match), (one.exclude, other.exclude))


def same_subjects(
    matches: tuple[Selector, Selector], excludes: tuple[Selector | None, Selector | None]
) -> bool:
    """Say whether whoever fits certain entries is in both matches and in neither `except`."""
    one, other = matches
    if not any(can_have(kind, one.keys) for kind in SUBJECT_KINDS):
        return False
    shared: _Overlap = {
        key: _common(key, texts, other.entries[key]) for key, texts in one.entries.items()
    }
    for exclude in excludes:
        if exclude is not None:
            if exclude.keys == ("everyone",):
                return False
            shared = _without(shared, exclude)
    return all(shared.values())


def _common(key: str, ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return what both lists select for certain, the narrower spelling of each pair."""
    return (ours & theirs) | _inside(key, ours, theirs) | _inside(key, theirs, ours)


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
    return left - _inside(key, left, removed)


def _inside(key: str, texts: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the texts that a glob or range of the others covers, narrower ones included."""
    wide = patterns_of(key, others)
    return frozenset(text for text in texts if any(covers(key, each, text) for each in wide))
