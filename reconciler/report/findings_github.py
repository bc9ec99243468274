"""Findings as workflow commands of GitHub Actions, which it shows beside the lines of a diff.

Source: GitHub's documentation of workflow commands and the escapes of its own toolkit.
"""

from typing import Final

from reconciler.report.rule_pages import page_of
from reconciler.source import Finding, Severity

__all__ = ["render_findings_github"]

_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_findings_github(findings: tuple[Finding, ...]) -> str:
    """Return one command a finding, in the order given, each on a line of its own."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    place = finding.span
    hint = f"; {finding.hint}" if finding.hint else ""
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": finding.rule,
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    told = _data(f"{finding.message}{hint} ({page_of(finding.rule)})")
    return f"::{_LEVEL[finding.severity]} {said}::{told}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
