"""One subject explained: who governs it, who lost, what excuses it, and what it gets."""

from collections.abc import Iterator
from typing import assert_never

from reconciler.plan.explanation import DesiredSetting, Explanation
from reconciler.plan.requirements import Verdict
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.report.phrases import say
from reconciler.subjects import Subject

__all__ = ["render_candidates", "render_explanation"]


def render_candidates(candidates: tuple[Subject, ...]) -> tuple[Line, ...]:
    """Return the subjects among which the reader has to choose."""
    return tuple(
        line(f"  {safe(each.label)}  ", Span(f"{safe(each.name)}  {safe(each.id)}", Tone.QUIET))
        for each in candidates
    )


def render_explanation(told: Explanation) -> tuple[Line, ...]:
    """Return everything that had a say."""
    return (
        *_subject(told),
        *_policies(told),
        *_exceptions(told),
        *_controls(told),
        *_settings(told),
    )


def _subject(told: Explanation) -> Iterator[Line]:
    subject = told.subject
    yield line(Span(safe(subject.label), Tone.STRONG), f"  {safe(subject.name)}")
    known = (
        subject.location.name if subject.location else None,
        subject.department,
        subject.title,
        f"license {subject.license}",
        "invite pending" if subject.invite_pending else None,
        None if subject.login_enabled else "suspended",
        *(each.name for each in subject.groups),
    )
    yield line(Span("  " + ", ".join(safe(each) for each in known if each), Tone.QUIET))
    if subject.unknown:
        yield line(Span(f"  not read: {', '.join(sorted(subject.unknown))}", Tone.LOSS))
    reason = f": {safe(told.standing.reason)}" if told.standing.reason else ""
    yield line(
        Span(f"{told.standing.coverage}", Tone.STRONG), reason, f"  on {told.evaluation_date}"
    )


def _policies(told: Explanation) -> Iterator[Line]:
    word = "wins" if len(told.winners) == 1 else "ties"
    for policy in told.winners:
        yield line(
            Span(f"  {word}  ", Tone.GAIN if word == "wins" else Tone.LOSS),
            f"{safe(policy.name)} -> {safe(policy.profile)}",
            Span(f"  {policy.span}", Tone.QUIET),
        )
    for lost in told.losers:
        yield line(
            Span("  lost  ", Tone.CHANGE),
            f"{safe(lost.policy.name)}: {safe(lost.reason)}",
            Span(f"  {lost.policy.span}", Tone.QUIET),
        )


def _exceptions(told: Explanation) -> Iterator[Line]:
    for waiver, became in told.waivers:
        yield line(
            Span("  waiver  ", Tone.CHANGE),
            f"{safe(waiver.name)}: {safe(became)}; {safe(waiver.reason)}",
            Span(f"  {waiver.span}", Tone.QUIET),
        )
    for hold in told.standing.holds.certain:
        yield line(
            Span("  hold  ", Tone.CHANGE),
            f"{safe(hold.name)}: recording may not be lowered; {safe(hold.reason)}",
            Span(f"  {hold.span}", Tone.QUIET),
        )
    for hold in told.standing.holds.possible:
        yield line(Span("  hold  ", Tone.LOSS), f"{safe(hold.name)} may match; not all was read")


def _controls(told: Explanation) -> Iterator[Line]:
    for control, judgement in told.controls:
        bad = judgement.verdict is Verdict.VIOLATED
        why = f": {safe(judgement.why)}" if judgement.why else ""
        yield line(
            Span("  control  ", Tone.LOSS if bad else Tone.GAIN),
            f"{safe(control.id)} {judgement.verdict}{why}",
            Span(f"  {control.span}", Tone.QUIET),
        )


def _settings(told: Explanation) -> Iterator[Line]:
    yield line("")
    yield line(_reading(told.reading))
    if told.profile is None:
        return
    names = [each.name.partition(".")[2] for each in told.settings]
    width = max(map(len, names), default=0)
    yield line(f"Profile {safe(told.profile.name)} asks for:")
    for name, each in zip(names, told.settings, strict=True):
        yield line(
            f"  {name:<{width}}  {say(each.desired)}",
            _observed(each, told.reading),
            Span(f"  {each.span}", Tone.QUIET),
        )


def _observed(each: DesiredSetting, reading: Reading | None) -> Span:
    if not each.applicable:
        return Span(" (not applicable)", Tone.QUIET)
    if not isinstance(reading, Document):
        return Span("")
    if each.observed == each.desired:
        return Span(" (so it is)", Tone.QUIET)
    return Span(f" (now {say(each.observed)})", Tone.CHANGE)


def _reading(reading: Reading | None) -> str:
    match reading:
        case None:
            return "Webex was not asked: no Webex Calling license."
        case Document():
            return "Webex reports call recording settings."
        case NotOffered(reason=reason):
            return f"Webex offers no call recording here: {safe(reason)}"
        case Unread(reason=reason):
            return f"Webex could not be read: {safe(reason)}"
        case _:
            assert_never(reading)
