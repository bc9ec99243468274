"""Findings as SARIF 2.1.0, the format in which code scanners speak to their hosts.

Source: OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from typing import Final
from urllib.parse import quote

from reconciler import __version__
from reconciler.report.rule_pages import explanation, page_of
from reconciler.source import Finding
from reconciler.values import JSONValue, indented

__all__ = ["render_findings_sarif"]

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render_findings_sarif(findings: tuple[Finding, ...]) -> str:
    """Return one run of one tool: the rules that were broken, and where."""
    rules = sorted({finding.rule for finding in findings})
    driver: dict[str, JSONValue] = {
        "name": "reconciler",
        "version": __version__,
        "rules": [_rule(each) for each in rules],
    }
    run: dict[str, JSONValue] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules.index(finding.rule)) for finding in findings],
    }
    return indented({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}).decode()


def _rule(rule: str) -> JSONValue:
    said = explanation(rule) or rule
    return {
        "id": str(rule),
        "shortDescription": {"text": said},
        "help": {"text": f"{said} See {page_of(rule)}."},
    }


def _result(finding: Finding, index: int) -> JSONValue:
    hint = f"; {finding.hint}" if finding.hint else ""
    region: dict[str, JSONValue] = {
        "startLine": finding.span.line,
        "startColumn": finding.span.column,
    }
    if finding.excerpt is not None:
        region["snippet"] = {"text": finding.excerpt}
    place: dict[str, JSONValue] = {
        "artifactLocation": {"uri": _uri(finding.span.path)},
        "region": region,
    }
    return {
        "ruleId": str(finding.rule),
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": f"{finding.message}{hint}"},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """Return a path as a URI reference; a relative one stays so, for the host to resolve."""
    return f"file://{quote(path)}" if path.startswith("/") else quote(path)
