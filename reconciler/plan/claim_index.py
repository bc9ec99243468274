"""Which of many selectors match a subject, as bits: all of them asked at once.

Rule: `policy.selectors` is the definition, and a law holds this file against it. For each key of
the language an entry leads to the claims that wrote it; what every key leaves standing is the
answer. Three values are two sets of bits: those that match for certain, and those that may.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from reconciler.plan.key_index import KeyIndex
from reconciler.policy.selection import Selector
from reconciler.policy.selector_keys import can_have
from reconciler.subjects import Subject, SubjectKind

__all__ = ["Claim", "ClaimIndex", "Two", "places"]

Two: TypeAlias = tuple[int, int]
"""Claims for certain, and claims that are at least possible; the second hold the first."""

_EVERY_KIND: Final = frozenset(SubjectKind)


@dataclass(frozen=True, slots=True)
class Claim:
    """A selector, what it leaves out, and the kinds of subject that it speaks about."""

    match: Selector
    exclude: Selector | None = None
    kinds: frozenset[SubjectKind] = _EVERY_KIND


class ClaimIndex:
    """Many claims, made ready for one question each about very many subjects."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        """Index the claims; the place of a claim is the place of its bit."""
        self._matches: Final = _Side([each.match for each in claims])
        self._excludes: Final = _Side([each.exclude for each in claims])
        self._leaving_out: Final = _bits(each.exclude is not None for each in claims)
        self._speaks: Final = {
            kind: _bits(kind in each.kinds for each in claims) for kind in SubjectKind
        }

    def of(self, subject: Subject) -> Two:
        """Return the claims on a subject."""
        speaks = self._speaks[subject.kind]
        certain, possible = self._matches.of(subject, speaks)
        if not possible & self._leaving_out:
            return certain, possible
        left_out, maybe_out = self._excludes.of(subject, possible)
        return certain & ~maybe_out, possible & ~left_out


class _Side:
    """The matches of all claims, or what they leave out."""

    def __init__(self, selectors: Sequence[Selector | None]) -> None:
        written = [each for each in selectors if each is not None]
        keys = {key for each in written for key in each.entries}
        self._keys: Final = tuple(KeyIndex(key, selectors) for key in sorted(keys))
        self._asks: Final = {
            kind: _bits(each is not None and _may_ask(each, kind) for each in selectors)
            for kind in SubjectKind
        }

    def of(self, subject: Subject, among: int) -> Two:
        """Return which of these match."""
        certain = among & self._asks[subject.kind]
        if not subject.unknown:
            for key in self._keys:
                if not certain:
                    break
                certain &= key.holds(subject)
            return certain, certain
        possible = certain
        for key in self._keys:
            if not possible:
                break
            holds, may_hold = key.of(subject)
            certain &= holds
            possible &= may_hold
        return certain, possible


def _may_ask(selector: Selector, kind: SubjectKind) -> bool:
    return bool(selector.keys) and can_have(kind, selector.keys)


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
