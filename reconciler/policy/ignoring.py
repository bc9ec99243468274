"""`# reconciler: ignore[RULE] reason`: a finding that someone looked at and decided to keep.

A comment acts on its own line and on the next line that is more than a comment. Errors cannot
be ignored. A comment that does nothing is a finding itself, so that none outlives its cause.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

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


@dataclass(slots=True)
class _Ignore:
    """One comment."""

    span: SourceSpan
    rule: str
    reason: str
    lines: frozenset[int]
    used: bool = field(default=False)


def heed(warnings: Iterable[Finding], texts: Iterable[PolicyText]) -> Iterator[Finding]:
    """Yield the warnings that nobody ignored, and a finding for each comment that does nothing."""
    ignores = [
        each
        for text in texts
        if isinstance(text.content, str) and _QUICK.search(text.content)
        for each in _ignores(text.path, text.content)
    ]
    for finding in warnings:
        acting = [each for each in ignores if _acts(each, finding)]
        for each in acting:
            each.used = True
        if not acting:
            yield finding
    for each in ignores:
        if not each.reason:
            message = f"{quoted(each.rule or 'ignore')} is ignored without a reason"
            yield warning(Rule.IGNORE_WITHOUT_REASON, each.span, message, _FORM)
        elif not each.used:
            message = f"no warning {quoted(each.rule)} is here to ignore"
            hint = "delete the comment; errors cannot be ignored"
            yield warning(Rule.UNUSED_IGNORE, each.span, message, hint)


def _acts(ignore: _Ignore, finding: Finding) -> bool:
    place = finding.span
    return (
        bool(ignore.reason)
        and finding.rule == ignore.rule
        and place.path == ignore.span.path
        and place.line in ignore.lines
    )


def _ignores(path: str, content: str) -> Iterator[_Ignore]:
    lines = lines_of(content)
    inside = _inside_texts(content)
    for number, line in enumerate(lines, start=1):
        found = _COMMENT.search(line)
        if found is None or (number, found.start()) in inside:
            continue
        yield _Ignore(
            span=SourceSpan(path, number, found.start() + 1),
            rule=(found[1] or "").strip(),
            reason=found[2].strip(" \t:-"),
            lines=frozenset({number, _next_line(lines, number)}),
        )


def _next_line(lines: Sequence[str], number: int) -> int:
    """Return the number of the line that a comment stands above; blank lines do not count."""
    below = range(number, len(lines))
    meant = (at for at in below if lines[at].strip() and not lines[at].lstrip().startswith("#"))
    return next(meant, number - 1) + 1


class _Places:
    """The places of a file that lie inside a text, where a '#' begins no comment."""

    def __init__(self, spans: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self._spans = tuple(spans)

    def __contains__(self, place: tuple[int, int]) -> bool:
        return any(start <= place < end for start, end in self._spans)


def _inside_texts(content: str) -> _Places:
    events = yaml.parse(content.removeprefix("\ufeff"), Loader=_LOADER)
    texts = (event for event in events if isinstance(event, yaml.ScalarEvent))
    return _Places(map(_span, texts))


def _span(event: yaml.ScalarEvent) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:  # pragma: no cover - the parser marks every event
        return (0, 0), (0, 0)
    return (start.line + 1, start.column), (end.line + 1, end.column)
