"""What stands beside the changes: waivers, holds, controls and notes. None is ever silent."""

from collections.abc import Iterator, Sequence

from reconciler.plan.control_counts import ControlCount, Violation
from reconciler.plan.exception_uses import HoldUse, WaiverState, WaiverUse
from reconciler.plan.notes import Note, Weight
from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.report.people_text import SHOWN, name_people
from reconciler.report.phrases import people

__all__ = ["render_controls", "render_holds", "render_notes", "render_waivers"]


def render_waivers(waivers: Sequence[WaiverUse], *, details: bool) -> Iterator[Line]:
    """Yield every waiver that acts, with the people it excuses."""
    for waiver in waivers:
        if waiver.state is WaiverState.EXPIRED:
            continue
        yield line(
            Span("o waived", Tone.CHANGE),
            Span(f"  {people(len(waiver.subjects))}", Tone.STRONG),
            f"  {safe(waiver.name)} until {waiver.expires}: {safe(waiver.instead)}",
            Span(f"  {waiver.span}", Tone.QUIET),
        )
        yield line(f"      {safe(waiver.reason)} ({safe(waiver.approved_by)})")
        yield from name_people(waiver.subjects, details=details)
        yield line("")


def render_holds(holds: Sequence[HoldUse], *, details: bool) -> Iterator[Line]:
    """Yield every hold, with the people it protects."""
    for hold in holds:
        stopped = f", {hold.stopped:,} stopped" if hold.stopped else ""
        yield line(
            Span("= hold", Tone.CHANGE),
            Span(f"  {people(len(hold.subjects))}{stopped}", Tone.STRONG),
            f"  {safe(hold.name)}: {safe(hold.reason)}",
            Span(f"  {hold.span}", Tone.QUIET),
        )
        yield from name_people(hold.subjects, details=details)
        yield line("")


def render_controls(controls: Sequence[ControlCount], *, details: bool) -> Iterator[Line]:
    """Yield one line a control with its counts, and below it whom it is violated on."""
    for control in controls:
        violated = bool(control.violated)
        yield line(
            Span(f"control {safe(control.id)}", Tone.LOSS if violated else Tone.GAIN),
            f"  {_counts(control)}",
            Span(f"  {safe(control.title)}  {control.span}", Tone.QUIET),
        )
        yield from _violations(control.violations, details=details)
    if controls:
        yield line("")


def render_notes(notes: Sequence[Note]) -> Iterator[Line]:
    """Yield every note, warnings first."""
    for note in sorted(notes, key=lambda each: each.weight is not Weight.WARNING):
        tone = Tone.LOSS if note.weight is Weight.WARNING else Tone.CHANGE
        yield line(Span(f"{note.weight}: ", tone), safe(note.text))
    if notes:
        yield line("")


def _counts(control: ControlCount) -> str:
    rare = (
        (control.violated, f"violated ({control.severity})"),
        (control.waived, "waived"),
        (control.not_applicable, "not applicable"),
        (control.undetermined, "undetermined"),
    )
    return ", ".join(
        [f"{control.passed:,} pass", *(f"{count:,} {word}" for count, word in rare if count)]
    )


def _violations(violations: Sequence[Violation], *, details: bool) -> Iterator[Line]:
    worst_first = sorted(violations, key=lambda each: not each.caused)
    shown = worst_first if details else worst_first[:SHOWN]
    width = max((len(safe(each.subject.label)) for each in shown), default=0)
    for each in shown:
        cause = Span("  by this plan", Tone.LOSS) if each.caused else ""
        yield line(f"    {safe(each.subject.label):<{width}}  {safe(each.why)}", cause)
    if len(shown) < len(violations):
        left = len(violations) - len(shown)
        yield line(Span(f"    and {left:,} more (--details)", Tone.QUIET))
