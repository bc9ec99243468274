"""Entries that stand for many texts: globs, and ranges of extensions.

Rule: only `*` is special in a glob, and only digits make a range. Both sides are folded.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from reconciler.policy.selection import GLOB

__all__ = ["covers", "fits_any", "fits_entry", "fits_glob", "patterns_of", "range_of"]

_GLOBBED: Final = frozenset({"people", "titles", "extensions"})
_RANGED: Final = "extensions"


@lru_cache(maxsize=4_096)
def patterns_of(key: str, texts: frozenset[str]) -> tuple[str, ...]:
    """Return the entries of a key that are globs or ranges, ordered."""
    return tuple(sorted(text for text in texts if _is_pattern(key, text)))


def _is_pattern(key: str, text: str) -> bool:
    return (key in _GLOBBED and GLOB in text) or (key == _RANGED and range_of(text) is not None)


def fits_entry(key: str, entry: str, text: str) -> bool:
    """Say whether one entry of a key fits a text: as a range, as a glob, or letter by letter."""
    if key == _RANGED and (ends := range_of(entry)) is not None:
        return _lies_in(ends, text)
    return fits_glob(entry, text) if key in _GLOBBED else entry == text


def covers(key: str, wide: str, narrow: str) -> bool:
    """Say whether whatever fits `narrow` fits `wide` too, as far as the spelling proves it."""
    inner = range_of(narrow) if key == _RANGED else None
    if inner is None or wide == narrow:
        return wide == narrow or fits_entry(key, wide, narrow)
    outer = range_of(wide)
    return outer is not None and _lies_in(outer, inner[0]) and _lies_in(outer, inner[1])


def range_of(entry: str) -> tuple[str, str] | None:
    """Return the two ends of `2000-2999`; None: this is no range. Both ends count.

    Extensions are digits and not numbers: `0200-0299` holds 0250 and not 250, so ends of
    different lengths make no range.
    """
    first, dash, last = entry.partition("-")
    if not dash or not _is_digits(first) or not _is_digits(last):
        return None
    return (first, last) if len(first) == len(last) and first <= last else None


def _lies_in(ends: tuple[str, str], text: str) -> bool:
    first, last = ends
    return len(text) == len(first) and _is_digits(text) and first <= text <= last


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def fits_any(key: str, patterns: Iterable[str], texts: Iterable[str]) -> bool:
    """Say whether any of the entries fits any of the texts."""
    found = tuple(texts)
    return any(fits_entry(key, pattern, text) for pattern in patterns for text in found)


def fits_glob(glob: str, text: str) -> bool:
    """Say whether a folded text fits a folded glob. Time grows with their lengths only."""
    first, *rest = glob.split(GLOB)
    if not rest:
        return first == text
    *between, last = rest
    if not (text.startswith(first) and text.endswith(last)):
        return False
    start, end = len(first), len(text) - len(last)
    for part in between:
        found = text.find(part, start, end)
        if found < 0:
            return False
        start = found + len(part)
    return start <= end
