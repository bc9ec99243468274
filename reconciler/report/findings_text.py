"""Findings for a terminal: one line each, `file:line:col rule-id message; the way out`."""

from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.source import Finding, Severity

__all__ = ["render_findings"]


def render_findings(findings: tuple[Finding, ...]) -> tuple[Line, ...]:
    """Return every finding in the order given."""
    return tuple(_render(finding) for finding in findings)


def _render(finding: Finding) -> Line:
    warning = finding.severity is Severity.WARNING
    hint = f"; {safe(finding.hint)}" if finding.hint else ""
    return line(
        f"{finding.span} ",
        Span("warning " if warning else "", Tone.CHANGE),
        Span(finding.rule, Tone.CHANGE if warning else Tone.LOSS),
        f" {safe(finding.message)}",
        Span(hint, Tone.QUIET),
    )
