"""One key of the language over many selectors: from a subject's value to the claims it holds for.

Exact entries are looked up here, globs and ranges are `plan.pattern_index`' work.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from reconciler.plan.pattern_index import PatternIndex
from reconciler.policy.patterns import patterns_of
from reconciler.policy.selection import Selector, folded, identified
from reconciler.policy.selector_keys import SELECTOR_KEYS
from reconciler.subjects import Subject

__all__ = ["KeyIndex"]


_REMEMBERED: Final = 16_384
_SHARED: Final = frozenset({"locations", "departments", "titles", "licenses", "extensions"})
"""Keys whose names many subjects have in common, so that the answer is worth remembering."""


class KeyIndex:
    """What one key of many selectors says about a subject."""

    def __init__(self, name: str, selectors: Sequence[Selector | None]) -> None:
        """Index the entries of one key; a selector without the key is left alone by it."""
        exact: defaultdict[str, int] = defaultdict(int)
        patterns: defaultdict[str, int] = defaultdict(int)
        without = 0
        for place, selector in enumerate(selectors):
            texts = selector.entries.get(name) if selector else None
            if texts is None:
                without |= 1 << place
                continue
            for text in texts:
                exact[text] |= 1 << place
            for text in patterns_of(name, texts):
                patterns[text] |= 1 << place
        self._key: Final = SELECTOR_KEYS[name]
        self._names: Final = self._key.named
        self._shared: Final = name in _SHARED
        self._answers: dict[tuple[str, ...], int] = {}
        self._without: Final = without
        self._every: Final = (1 << len(selectors)) - 1
        self._exact: Final[Mapping[str, int]] = dict(exact)
        self._patterns: Final = PatternIndex(name, patterns) if patterns else None

    def of(self, subject: Subject) -> tuple[int, int]:
        """Return the selectors for which the key holds, and those for which it may."""
        if self._key.attribute in subject.unknown:
            return self._without | self._named(self._key.known(subject)), self._every
        holds = self.holds(subject)
        return holds, holds

    def holds(self, subject: Subject) -> int:
        """Return the selectors for which the key holds, for a subject whose value is known."""
        names = self._names(subject)
        if not self._shared:
            return self._asked(subject, names)
        known = self._answers.get(names)
        if known is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            known = self._answers[names] = self._asked(subject, names)
        return known

    def _asked(self, subject: Subject, names: tuple[str, ...]) -> int:
        holds = self._without | self._named(names)
        if self._patterns is not None and self._key.described is not None:
            for text in self._key.described(subject):
                holds |= self._patterns.of(folded(text))
        return holds

    def _named(self, names: tuple[str, ...]) -> int:
        exact, holds = self._exact, 0
        for name in names:
            found = exact.get(identified(name))
            if found is not None:
                holds |= found
        return holds
