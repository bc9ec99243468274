"""`# reconciler: ignore[RULE] reason`: a finding that someone looked at and decided to keep.

A comment acts on its own line and on the next line that is more than a comment. Errors cannot
be ignored. A comment that does nothing is a finding itself, so that none outlives its cause.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import yaml

from reconciler.policy.excerpts import lines_of
from reconciler.policy.policy_text import PolicyText
from reconciler.policy.rules import Rule, warning
from reconciler.policy.wording import quoted
from reconciler.source import Finding, SourceSpan

__all__ = ["heed"]

_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#\s*reconciler:\s*ignore\b(?:\[([^\]]*)\])?(.*)")
_QUICK: Final = re.compile(r"#\s*reconciler:\s*ignore\b")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORM: Final = "write '# reconciler: ignore[RULE] why it is right'"


_Place: TypeAlias = tuple[str, int, str]
"""A path, a line, and the rule that is ignored there."""
_Mark: TypeAlias = tuple[int, int]
"""A line and a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ignore:
    """One comment."""

    span: SourceSpan
    rule: str
    reason: str
    lines: frozenset[int]

    @property
    def places(self) -> tuple[_Place, ...]:
        """Return where it acts, if it does."""
        return tuple((self.span.path, line, self.rule) for line in self.lines)


def heed(warnings: Iterable[Finding], texts: Iterable[PolicyText]) -> Iterator[Finding]:
    """Yield the warnings that nobody ignored, and a finding for each comment that does nothing."""
    ignores = [
        each
        for text in texts
        if isinstance(text.content, str) and _QUICK.search(text.content)
        for each in _ignores(text.path, text.content)
    ]
    acting = {place for each in ignores if each.reason and each.rule for place in each.places}
    heeded: set[_Place] = set()
    for finding in warnings:
        place = finding.span.path, finding.span.line, finding.rule
        if place in acting:
            heeded.add(place)
        else:
            yield finding
    for each in ignores:
        if not each.reason or not each.rule:
            message = f"{quoted(each.rule)} is ignored without a reason"
            if not each.rule:
                message = "this comment names no rule in brackets"
            yield warning(Rule.IGNORE_WITHOUT_REASON, each.span, message, _FORM)
        elif heeded.isdisjoint(each.places):
            message = f"no warning {quoted(each.rule)} is here to ignore"
            hint = "delete the comment; errors cannot be ignored"
            yield warning(Rule.UNUSED_IGNORE, each.span, message, hint)


def _ignores(path: str, content: str) -> Iterator[_Ignore]:
    lines = lines_of(content)
    inside = _inside_texts(content)
    below = _next_lines(lines)
    for number, line in enumerate(lines, start=1):
        found = _COMMENT.search(line)
        if found is None or (number, found.start()) in inside:
            continue
        yield _Ignore(
            span=SourceSpan(path, number, found.start() + 1),
            rule=(found[1] or "").strip(),
            reason=found[2].strip(" \t:-"),
            lines=frozenset({number, below[number - 1]}),
        )


def _next_lines(lines: Sequence[str]) -> list[int]:
    """Return for each line the number of the one that a comment on it stands above.

    Blank lines and comments do not count; below the last line that does, it is the line itself.
    """
    meant: list[int] = []
    below: int | None = None
    for number in range(len(lines), 0, -1):
        meant.append(number if below is None else below)
        line = lines[number - 1].strip()
        if line and not line.startswith("#"):
            below = number
    return meant[::-1]


class _Places:
    """The places of a file that lie inside a text, where a '#' begins no comment."""

    def __init__(self, spans: Iterable[tuple[_Mark, _Mark]]) -> None:
        # Texts do not overlap, so that the last that begins before a place is the only candidate.
        self._spans = sorted((start, end) for start, end in spans if start < end)
        self._starts = [start for start, _ in self._spans]

    def __contains__(self, place: _Mark) -> bool:
        before = bisect_right(self._starts, place)
        return before > 0 and place < self._spans[before - 1][1]


def _inside_texts(content: str) -> _Places:
    events = yaml.parse(content.removeprefix("\ufeff"), Loader=_LOADER)
    texts = (event for event in events if isinstance(event, yaml.ScalarEvent))
    return _Places(map(_span, texts))


def _span(event: yaml.ScalarEvent) -> tuple[_Mark, _Mark]:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:  # pragma: no cover - the parser marks every event
        return (0, 0), (0, 0)
    return (start.line + 1, start.column), (end.line + 1, end.column)
