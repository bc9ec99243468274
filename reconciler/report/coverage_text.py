"""Coverage for a terminal and as JSON: the counts first, then everybody who is not covered."""

from collections.abc import Iterator, Sequence
from typing import Final

from reconciler.plan.coverage import CoverageReport, Tally
from reconciler.plan.coverage_state import Coverage
from reconciler.report.exceptions_text import (
    render_controls,
    render_holds,
    render_notes,
    render_waivers,
)
from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.report.people_text import name_people
from reconciler.report.phrases import counted, people
from reconciler.values import indented

__all__ = ["coverage_json", "render_coverage"]

_FORMAT: Final = 1
_ROWS: Final = 20
"""Rows of a breakdown, unless the reader asks for all."""


def coverage_json(report: CoverageReport) -> bytes:
    """Return the report for other programs."""
    return indented({"format": _FORMAT, "coverage": report})


def render_coverage(report: CoverageReport, *, details: bool = False) -> tuple[Line, ...]:
    """Return the whole report; with `details` every person and every row is shown."""
    return (
        *_head(report),
        *_table("account", report.accounts, details=True),
        *(
            each
            for by, rows in report.breakdowns
            for each in _table(f"active by {by}", rows, details=details)
        ),
        *_uncovered(report, details=details),
        *render_waivers(report.waivers, details=details),
        *render_holds(report.holds, details=details),
        *render_controls(report.controls, details=details),
        *_idle(report),
        *_not_managed(report),
        *render_notes(report.notes),
        _tail(report),
    )


def _head(report: CoverageReport) -> Iterator[Line]:
    taken = report.taken_at.strftime("%Y-%m-%d %H:%M:%S UTC")
    population = sum(each.population for each in report.accounts)
    yield line(
        Span(safe(report.organization.name), Tone.STRONG),
        f", {people(population)}, read {taken}, policies of {report.evaluation_date}",
    )
    if report.incomplete:
        yield line(Span("The reading is incomplete: see what is undetermined.", Tone.CHANGE))
    yield line("")


def _table(title: str, rows: Sequence[Tally], *, details: bool) -> Iterator[Line]:
    shown = rows if details else sorted(rows, key=lambda each: -each.population)[:_ROWS]
    states = [state for state in Coverage if any(row.states[state] for row in rows)]
    width = max((len(safe(row.name)) for row in shown), default=0)
    width = max(width, len(title))
    head = "".join(f"  {state:>12}" for state in states)
    yield line(Span(f"{title:<{width}}  {'all':>7}{head}", Tone.QUIET))
    for row in shown:
        counts = "".join(f"  {_number(row.states[state]):>12}" for state in states)
        yield line(f"{safe(row.name):<{width}}  {row.population:>7,}{counts}")
    if len(shown) < len(rows):
        yield line(Span(f"and {len(rows) - len(shown):,} more (--details)", Tone.QUIET))
    yield line("")


def _number(count: int) -> str:
    return f"{count:,}" if count else "."


def _uncovered(report: CoverageReport, *, details: bool) -> Iterator[Line]:
    for reason in report.uncovered:
        yield line(
            Span(f"! {reason.coverage}", Tone.LOSS),
            Span(f"  {people(len(reason.subjects))}", Tone.STRONG),
            f"  {safe(reason.reason)}",
        )
        yield from name_people(reason.subjects, details=details)
        yield line("")


def _idle(report: CoverageReport) -> Iterator[Line]:
    for policy in report.idle:
        behind = f", most often behind {safe(policy.behind)}" if policy.behind else ""
        yield line(
            Span(f"idle policy {safe(policy.name)}", Tone.CHANGE),
            f"  {policy.why}{behind}",
            Span(f"  {policy.span}", Tone.QUIET),
        )
    if report.idle:
        yield line("")


def _not_managed(report: CoverageReport) -> Iterator[Line]:
    yield line(Span("Not covered, because nothing here manages them:", Tone.QUIET))
    for each in report.not_managed:
        yield line(Span(f"  {safe(each)}", Tone.QUIET))
    yield line("")


def _tail(report: CoverageReport) -> Line:
    stuck = sum(len(each.subjects) for each in report.uncovered)
    active = report.accounts[0].population
    if not stuck:
        return line(Span(f"Coverage: all {active:,} active are covered.", Tone.GAIN))
    reasons = counted(len(report.uncovered), "reason", "reasons")
    told = f"Coverage: {stuck:,} of {active:,} active are not covered, for {reasons}."
    return line(Span(told, Tone.LOSS))
