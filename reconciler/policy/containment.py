"""Whether whoever one claim selects is provably selected by another, from the words alone.

A "no" only means that the words do not prove it: one person may answer to two names.
"""

from reconciler.policy.patterns import covers, patterns_of
from reconciler.policy.policy_set import Effective, Policy
from reconciler.policy.selection import Selector
from reconciler.policy.selector_keys import can_have

__all__ = ["inside", "policy_inside"]


def policy_inside(inner: Policy, outer: Policy) -> bool:
    """Say whether `outer` claims everybody whom `inner` does, on every day on which it does."""
    kinds = {kind for kind in inner.subjects if can_have(kind, inner.match.keys)}
    return (
        kinds <= {kind for kind in outer.subjects if can_have(kind, outer.match.keys)}
        and _lasts(outer.effective, inner.effective)
        and inside((inner.match, inner.exclude), (outer.match, outer.exclude))
    )


def inside(
    inner: tuple[Selector, Selector | None], outer: tuple[Selector, Selector | None]
) -> bool:
    """Say whether the first match without its `except` lies in the second without its own."""
    (match, spared), (wide, removed) = inner, outer
    if not _selects_all_of(wide, match):
        return False
    return removed is None or (spared is not None and _selects_all_of(spared, removed))


def _selects_all_of(wide: Selector, narrow: Selector) -> bool:
    if not wide.entries.keys() <= narrow.entries.keys():
        return False
    return all(
        narrow.entries[key] <= held | _covered(key, narrow.entries[key], held)
        for key, held in wide.entries.items()
    )


def _covered(key: str, texts: frozenset[str], held: frozenset[str]) -> frozenset[str]:
    patterns = patterns_of(key, held)
    return frozenset(each for each in texts if any(covers(key, wide, each) for wide in patterns))


def _lasts(outer: Effective | None, inner: Effective | None) -> bool:
    if outer is None or inner is None:
        return outer is None
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.until is None or (inner.until is not None and inner.until <= outer.until)
    return starts and ends
