"""The text of a list of people to people, or findings at the list's own lines.

A list is CSV as spreadsheets and personnel systems write it: commas, double quotes, and a first
row that names the columns.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from reconciler.policy.rules import Rule, warning, wrong
from reconciler.policy.selection import GLOB, folded
from reconciler.policy.shortening import SHOWN, first_of_each
from reconciler.policy.wording import listed, quoted
from reconciler.policy.yaml_errors import CONTROL_CHARACTER, control_character
from reconciler.source import Finding, Severity, SourcedValue, SourceSpan

__all__ = ["PeopleRows", "people_rows"]

_Row: TypeAlias = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRows:
    """What one column of a list says."""

    people: tuple[str, ...] | None
    """As spelled, each once; None: one of the findings says why not."""
    findings: tuple[Finding, ...] = ()
    unknown_column: Callable[[SourcedValue[str]], Finding] | None = None
    """What whoever asks for the column is told, if there is no such column."""


def people_rows(path: str, text: str, column: str) -> PeopleRows:
    """Return the people whom a column names."""
    text = text.removeprefix("\ufeff")
    forbidden = CONTROL_CHARACTER.search(text)
    if forbidden:
        finding = control_character(path, text, forbidden.start())
        return PeopleRows(people=None, findings=(finding,))
    rows, broken = _rows(path, text)
    if broken is not None:
        return PeopleRows(people=None, findings=(broken,))
    _, header = rows[0] if rows else (1, [])
    places = [n for n, name in enumerate(header) if folded(name.strip()) == folded(column.strip())]
    if len(places) != 1:
        return PeopleRows(people=None, unknown_column=_no_column(path, header, len(places)))
    return _people(path, rows[1:], places[0])


def _rows(path: str, text: str) -> tuple[list[_Row], Finding | None]:
    """Return the rows, and where the text is broken the row that has no end."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[_Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "look for a double quote that is never closed, or that stands within a text"
        return rows, wrong(Rule.LIST_SYNTAX, SourceSpan(path, line, 1), f"not CSV: {error}", hint)
    return rows, None


def _people(path: str, rows: list[_Row], place: int) -> PeopleRows:
    first: dict[str, int] = {}
    people: list[str] = []
    findings: list[Finding] = []
    for line, cells in rows:
        person = cells[place].strip() if place < len(cells) else ""
        finding = _complaint(SourceSpan(path, line, 1), cells, person, first)
        if finding is not None:
            findings.append(finding)
        else:
            first[folded(person)] = line
            people.append(person)
    sound = all(each.severity is Severity.WARNING for each in findings)
    if not people and sound:
        hint = "an empty list would select nobody; was it exported correctly?"
        message = f"the list {quoted(path)} names nobody"
        findings.append(wrong(Rule.EMPTY_LIST, SourceSpan(path, 1, 1), message, hint))
    found = tuple(people) if people and sound else None
    return PeopleRows(people=found, findings=tuple(first_of_each(findings, "rows")))


def _complaint(
    span: SourceSpan, cells: list[str], person: str, first: dict[str, int]
) -> Finding | None:
    if not any(cell.strip() for cell in cells):
        return warning(Rule.EMPTY_ROW, span, "this row is empty", "delete it")
    if not person:
        hint = "fill it in, or delete the row"
        return wrong(Rule.ROW_WITHOUT_PERSON, span, "this row names nobody", hint)
    if GLOB in person:
        hint = "a list holds whole addresses and ids; globs stand under 'people'"
        message = f"{quoted(person)} is no address and no id"
        return wrong(Rule.NOT_ALLOWED_VALUE, span, message, hint)
    if folded(person) in first:
        message = f"{quoted(person)} stands here twice; the first is in line"
        return warning(
            Rule.DUPLICATE_ROW, span, f"{message} {first[folded(person)]}", "delete one of the two"
        )
    return None


def _no_column(path: str, header: list[str], times: int) -> Callable[[SourcedValue[str]], Finding]:
    def finding(column: SourcedValue[str]) -> Finding:
        how = "several columns" if times else "no column"
        message = f"{quoted(path)} has {how} {quoted(column.value)}"
        hint = f"its first row names: {listed(header[:SHOWN])}"
        return wrong(Rule.UNKNOWN_COLUMN, column.span, message, hint)

    return finding
