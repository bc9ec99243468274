"""Findings as JSON for other programs, with a published schema."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from reconciler.report.rule_pages import explanation, page_of
from reconciler.source import Finding, Severity
from reconciler.values import JSONValue, indented

__all__ = ["FORMAT", "findings_schema", "render_findings_json"]

FORMAT: Final = 1
"""The version of this layout."""

_TEXT: Final[Mapping[str, JSONValue]] = {"type": "string"}
_COUNT: Final[Mapping[str, JSONValue]] = {"type": "integer", "minimum": 0}
_PLACE: Final[Mapping[str, JSONValue]] = {"type": "integer", "minimum": 1}


def render_findings_json(findings: tuple[Finding, ...]) -> str:
    """Return the findings in the order given, and their counts."""
    counts = Counter(each.severity for each in findings)
    return indented(
        {
            "format": FORMAT,
            "valid": not counts[Severity.ERROR],
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "notes": counts[Severity.NOTE],
            "findings": [_finding(each) for each in findings],
        }
    ).decode()


def _finding(finding: Finding) -> JSONValue:
    return {
        "rule": str(finding.rule),
        "severity": str(finding.severity),
        "file": finding.span.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "message": finding.message,
        "hint": finding.hint,
        "excerpt": finding.excerpt,
        "explanation": explanation(finding.rule),
        "docs": page_of(finding.rule),
    }


def findings_schema() -> dict[str, JSONValue]:
    """Return the JSON Schema (draft 2020-12) of `validate --format json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:reconciler:schemas:findings:{FORMAT}",
        "title": "reconciler findings",
        **_object(
            {
                "format": {"const": FORMAT, "description": "The version of this layout."},
                "valid": {"type": "boolean", "description": "False: some finding is an error."},
                "errors": {"description": "How many findings are errors.", **_COUNT},
                "warnings": {"description": "How many findings are warnings.", **_COUNT},
                "notes": {"description": "How many findings are only good to know.", **_COUNT},
                "findings": {
                    "type": "array",
                    "description": "Every finding, ordered by file, line and column.",
                    "items": {"$ref": "#/$defs/finding"},
                },
            }
        ),
        "$defs": {"finding": _object(_FIELDS)},
    }


_FIELDS: Final[Mapping[str, JSONValue]] = {
    "rule": {"description": "The stable id of the rule.", **_TEXT},
    "severity": {
        "enum": [str(each) for each in Severity],
        "description": "An error stops every command; a warning or a note stops nothing.",
    },
    "file": {"description": "The file, from the working directory on.", **_TEXT},
    "line": {"description": "Counted from 1.", **_PLACE},
    "column": {"description": "In characters, counted from 1.", **_PLACE},
    "message": {"description": "What is wrong.", **_TEXT},
    "hint": {"type": ["string", "null"], "description": "The way out, where one is known."},
    "excerpt": {"type": ["string", "null"], "description": "The line of the file."},
    "explanation": {"description": "What the rule says.", **_TEXT},
    "docs": {"description": "The rule's place in the documentation.", **_TEXT},
}


def _object(properties: Mapping[str, JSONValue]) -> dict[str, JSONValue]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
