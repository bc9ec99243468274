"""Very many globs and ranges, asked at once which of them fit a text.

A pattern can fit only what begins (or, without a beginning of its own, ends) with its letters, so
only the few that do are tried.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from reconciler.policy.patterns import fits_entry, range_of
from reconciler.policy.selection import GLOB

__all__ = ["PatternIndex"]

_REMEMBERED: Final = 16_384

_Entries: TypeAlias = list[tuple[str, int]]


class PatternIndex:
    """The patterns of one key, each with the bits of those who wrote it."""

    def __init__(self, key: str, patterns: Mapping[str, int]) -> None:
        """Sort the patterns by the letters at their ends."""
        self._key: Final = key
        self._heads: Final[defaultdict[str, _Entries]] = defaultdict(list)
        self._tails: Final[defaultdict[str, _Entries]] = defaultdict(list)
        for pattern, bits in patterns.items():
            head, tail = _ends(key, pattern)
            holder = self._tails[tail] if tail and not head else self._heads[head]
            holder.append((pattern, bits))
        self._head_lengths: Final = sorted({len(head) for head in self._heads})
        self._tail_lengths: Final = sorted({len(tail) for tail in self._tails})
        self._known: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Return the bits of every pattern that fits a folded text."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = 0
            for pattern, bits in self._candidates(text):
                if fits_entry(self._key, pattern, text):
                    known |= bits
            self._known[text] = known
        return known

    def _candidates(self, text: str) -> Iterator[tuple[str, int]]:
        for length in self._head_lengths:
            yield from self._heads.get(text[:length], ())
        for length in self._tail_lengths:
            yield from self._tails.get(text[-length:], ())


def _ends(key: str, pattern: str) -> tuple[str, str]:
    """Return the letters that every text which fits begins with, and those it ends with."""
    limits = range_of(pattern) if key == "extensions" else None
    if limits is None:
        head, _, rest = pattern.partition(GLOB)
        return head, rest.rpartition(GLOB)[2]
    same = 0
    while same < len(limits[0]) and limits[0][same] == limits[1][same]:
        same += 1
    return limits[0][:same], ""
