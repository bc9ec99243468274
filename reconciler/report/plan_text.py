"""A plan for a terminal: short first, losses first, equal changes in one group.

The last line counts everybody, so that a log can be searched for it.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import Final

from reconciler.catalog.normal_form import top_level
from reconciler.catalog.risk import RISKS, Risk, direction, is_loss
from reconciler.catalog.settings import BY_NAME, SETTINGS
from reconciler.plan.changes import Change, DocumentChange, Plan
from reconciler.plan.coverage_state import Coverage
from reconciler.report.exceptions_text import (
    render_controls,
    render_holds,
    render_notes,
    render_waivers,
)
from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.report.people_text import name_people
from reconciler.report.phrases import count_line, counted, people, say
from reconciler.subjects import SettingName

__all__ = ["render_plan"]

WIDTH: Final = 100
"""Columns that a list of names may take."""

REACH: Final = 44
"""Columns kept for a move; a longer one sticks out alone."""

ROOMY: Final = 110
"""Columns from which on there is room for the places of policy lines."""

_STEP: Final = {-1: ("-", Tone.LOSS), 0: ("~", Tone.CHANGE), 1: ("+", Tone.GAIN)}
_SIGN: Final = {
    Risk.COVERAGE_LOSS: ("-", Tone.LOSS),
    Risk.SAFEGUARD_LOSS: ("-", Tone.LOSS),
    Risk.NEUTRAL: ("~", Tone.CHANGE),
    Risk.SAFEGUARD_GAIN: ("+", Tone.GAIN),
    Risk.COVERAGE_GAIN: ("+", Tone.GAIN),
}
_LEGEND: Final = (
    "- lost  + gained  ~ neither    coverage: what is recorded; "
    "safeguard: beeps, announcements, who may take recordings away"
)
_VERB: Final = {
    Risk.COVERAGE_LOSS: "lose recording",
    Risk.SAFEGUARD_LOSS: "lose a safeguard",
    Risk.COVERAGE_GAIN: "gain recording",
    Risk.SAFEGUARD_GAIN: "gain a safeguard",
    Risk.NEUTRAL: "change otherwise",
}


def render_plan(plan: Plan, *, details: bool = False, width: int | None = None) -> tuple[Line, ...]:
    """Return the whole plan; with `details` every person is named.

    `width` is the terminal's, in columns; None: nobody wraps. Narrow ones get no places.
    """
    room = width or ROOMY
    return (
        *_head(plan),
        *render_notes(plan.notes),
        *_changes(plan, details=details, room=room),
        *_gaps(plan, details=details),
        *render_waivers(plan.waivers, details=details),
        *render_holds(plan.holds, details=details),
        *render_controls(plan.controls, details=details),
        *_tail(plan),
    )


def _head(plan: Plan) -> Iterator[Line]:
    taken = plan.pins.inventory_taken_at.strftime("%Y-%m-%d %H:%M:%S UTC")
    files = counted(len(plan.pins.policy_files), "file", "files")
    yield line(
        Span(safe(plan.organization.name), Tone.STRONG),
        f", {plan.counts.population:,} people, read {taken}",
    )
    yield line(
        Span(
            f"policies {plan.pins.policy_digest[:12]} ({files}),"
            f" inventory {plan.pins.inventory_digest[:12]}",
            Tone.QUIET,
        )
    )
    if plan.hypothetical:
        yield line(Span(f"as of {plan.evaluation_date}: to read, never to apply", Tone.CHANGE))
    yield line("")


def _changes(plan: Plan, *, details: bool, room: int) -> Iterator[Line]:
    if not plan.changes:
        return
    yield from _totals(plan)
    yield line("")
    yield line(Span(_LEGEND, Tone.QUIET))
    yield line("")
    keyed = sorted(plan.changes, key=_group)
    for _, members in groupby(keyed, key=_group):
        yield from _render_group(tuple(members), details=details, room=room)
        yield line("")


def _group(change: DocumentChange) -> tuple[int, str, str, str, str]:
    steps = [(each.setting, each.before, each.after) for each in change.changes]
    loose = (change.becomes_default, change.not_applicable)
    rank, waiver = RISKS.index(change.risk), change.waiver or ""
    return rank, change.policy, change.profile, waiver, repr((steps, loose))


def _totals(plan: Plan) -> Iterator[Line]:
    """Say what the plan does to how many, in one line that a log search finds."""
    tally = Counter(each.risk for each in plan.changes)
    parts = [
        Span(f"{tally[risk]:,} {_VERB[risk]}", _SIGN[risk][1]) for risk in RISKS if tally[risk]
    ]
    spans = [span for part in parts for span in (part, Span(", "))][:-1]
    yield line(*spans, ".")


def _render_group(
    members: tuple[DocumentChange, ...], *, details: bool, room: int
) -> Iterator[Line]:
    first = members[0]
    sign, tone = _SIGN[first.risk]
    place = f"  {first.policy_span}" if room >= ROOMY else ""
    yield line(
        Span(f"{sign} {first.risk}", tone),
        Span(f"  {people(len(members))}", Tone.STRONG),
        f"  {safe(first.policy)} -> {safe(first.profile)}",
        f" (waiver {safe(first.waiver)})" if first.waiver else "",
        Span(place, Tone.QUIET),
    )
    yield from _settings(first, room)
    yield from _names("becomes Webex's default", first.becomes_default, room)
    yield from _names("not applicable", first.not_applicable, room)
    yield from name_people([each.subject for each in members], details=details)


def _settings(first: DocumentChange, room: int) -> Iterator[Line]:
    settings = [_short(each.setting) for each in first.changes]
    moves = [f"{say(each.before)} -> {say(each.after)}" for each in first.changes]
    width = max(map(len, settings))
    # One long move must not push the places of all others out of sight.
    reach = max(min(len(each), REACH) for each in moves)
    for change, setting, move in zip(first.changes, settings, moves, strict=True):
        sign, tone = _STEP[_step(change, first)]
        place = f"  {change.because}" if room >= ROOMY else ""
        yield line(
            Span(f"    {sign} ", tone),
            f"{setting:<{width}}  {move:<{reach}}",
            Span(place, Tone.QUIET),
        )


def _step(change: Change, whole: DocumentChange) -> int:
    """Return the direction of one line; nothing is lost where nothing was in force."""
    gate = BY_NAME[change.setting].gate
    if any(each.setting == gate for each in whole.changes):
        return 0  # the gate's own line says it
    step = direction(change.setting, change.before, change.after)
    return step if is_loss(whole.risk) else max(step, 0)


def _names(label: str, names: tuple[SettingName, ...], room: int) -> Iterator[Line]:
    """Name settings, whole objects by their own name, on lines that fit."""
    words = f"{label}: " + ", ".join(_objects(names)) if names else ""
    for each in wrap(words, min(room, WIDTH), initial_indent=" " * 6, subsequent_indent=" " * 8):
        yield line(Span(each, Tone.QUIET))


def _objects(names: tuple[SettingName, ...]) -> Iterator[str]:
    for top, members in groupby((BY_NAME[each] for each in names), key=top_level):
        named = tuple(members)
        whole = sum(top_level(row) == top for row in SETTINGS)
        if len(named) == whole:
            yield top
        else:
            yield from (_short(row.name) for row in named)


def _gaps(plan: Plan, *, details: bool) -> Iterator[Line]:
    keyed = sorted(plan.gaps, key=lambda each: (each.coverage, each.reason, each.subject.label))
    for (coverage, reason), members in groupby(keyed, key=lambda e: (e.coverage, e.reason)):
        subjects = [each.subject for each in members]
        yield line(
            Span(f"! {coverage}", Tone.CHANGE),
            Span(f"  {people(len(subjects))}", Tone.STRONG),
            f"  untouched: {safe(reason)}",
        )
        yield from name_people(subjects, details=details)
        yield line("")


def _tail(plan: Plan) -> Iterator[Line]:
    listed = sum(each.coverage is Coverage.INELIGIBLE for each in plan.gaps)
    if quiet := plan.counts.ineligible - listed:
        words = f"{people(quiet)} cannot be recorded, and policy does not ask for it."
        yield line(Span(words, Tone.QUIET))
    if plan.pins.incomplete:
        yield line(Span("The reading is incomplete: see what is undetermined.", Tone.CHANGE))
    if plan.changes:
        yield from _totals(plan)
    elif plan.gaps:
        yield line(
            Span(
                "No changes. The people above stay as they are, for the reasons given.", Tone.CHANGE
            )
        )
    else:
        yield line(Span("No changes. Webex is as the policies want it.", Tone.GAIN))
    yield line(Span(count_line(plan.counts), Tone.STRONG))


def _short(name: SettingName) -> str:
    return name.partition(".")[2]
