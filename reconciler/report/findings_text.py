"""Findings for a terminal: `file:line:col rule-id message; the way out`, one line each.

With excerpts, the line of the file and a caret under the place follow.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.source import Finding, Severity

__all__ = ["render_excerpts", "render_findings"]

WIDTH: Final = 96
"""Characters of a line that are shown."""

LEAD: Final = 60
"""Characters shown before the place, where a line is too long to show whole."""

_CUT: Final = "..."
_TONE: Final = {
    Severity.ERROR: Tone.LOSS,
    Severity.WARNING: Tone.CHANGE,
    Severity.NOTE: Tone.QUIET,
}


def render_findings(findings: tuple[Finding, ...]) -> tuple[Line, ...]:
    """Return every finding in the order given, each on one line."""
    return tuple(_render(finding) for finding in findings)


def render_excerpts(findings: tuple[Finding, ...]) -> tuple[Line, ...]:
    """Return every finding in the order given, each with the line it points at."""
    return tuple(each for finding in findings for each in (_render(finding), *_excerpt(finding)))


def _render(finding: Finding) -> Line:
    tone = _TONE[finding.severity]
    word = "" if finding.severity is Severity.ERROR else f"{finding.severity} "
    hint = f"; {safe(finding.hint)}" if finding.hint else ""
    return line(
        f"{safe(str(finding.span))} ",
        Span(word, tone),
        Span(finding.rule, tone),
        f" {safe(finding.message)}",
        Span(hint, Tone.QUIET),
    )


def _excerpt(finding: Finding) -> Iterator[Line]:
    if finding.excerpt is None:
        return
    shown, column = _window(finding.excerpt, finding.span.column - 1)
    number = f"{finding.span.line:>5}"
    yield line(Span(f"{number} | ", Tone.QUIET), safe(shown))
    yield line(
        Span(f"{' ' * len(number)} | ", Tone.QUIET),
        " " * _columns(safe(shown[:column])),
        Span("^", _TONE[finding.severity]),
    )
    yield line("")


def _window(text: str, column: int) -> tuple[str, int]:
    """Return the part of a line around a place, and where the place is in it; tabs are blanks."""
    text = text.replace("\t", " ")
    first = max(0, column - LEAD) if len(text) > WIDTH else 0
    head = _CUT if first else ""
    tail = _CUT if len(text) > first + WIDTH else ""
    return f"{head}{text[first : first + WIDTH]}{tail}", column - first + len(head)


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: East Asian letters take two."""
    return sum(_width(each) for each in text)


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
