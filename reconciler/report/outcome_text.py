"""What an apply did, counted from outcomes and from nothing else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from reconciler.outcomes import Applied, Outcome, settled
from reconciler.plan.subject_ref import SubjectRef
from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.report.phrases import people

__all__ = ["OUTCOME_ORDER", "count_outcomes", "render_outcomes"]

SHOWN: Final = 10
"""Subjects named for each cause, unless the reader asks for all."""

OUTCOME_ORDER: Final = (
    "Applied",
    "AlreadySo",
    "Drifted",
    "Ignored",
    "Refused",
    "Unconfirmed",
    "NotAttempted",
)


def count_outcomes(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Return how often each outcome happened, in a fixed order, zeros left out."""
    tally = Counter(type(each).__name__ for each in outcomes)
    return {name: tally[name] for name in OUTCOME_ORDER if tally[name]}


def render_outcomes(
    concluded: Sequence[tuple[SubjectRef, Outcome]], *, details: bool = False
) -> tuple[Line, ...]:
    """Return the subjects that are not as planned, grouped by cause, and the counts last."""
    return (*_unsettled(concluded, details=details), *_tail([outcome for _, outcome in concluded]))


def _unsettled(concluded: Sequence[tuple[SubjectRef, Outcome]], *, details: bool) -> Iterator[Line]:
    left = [
        (type(outcome).__name__, str(getattr(outcome, "reason", "")), outcome, subject)
        for subject, outcome in concluded
        if not settled(outcome)
    ]
    left.sort(key=lambda each: (OUTCOME_ORDER.index(each[0]), each[1], each[3].label))
    for (name, reason), members in groupby(left, key=lambda each: each[:2]):
        group = tuple(members)
        yield line(
            Span(f"! {name}", Tone.LOSS),
            Span(f"  {people(len(group))}", Tone.STRONG),
            f"  {safe(reason)}",
        )
        for _, _, outcome, subject in group if details else group[:SHOWN]:
            tracking = str(getattr(outcome, "tracking", ""))
            yield line(f"    {safe(subject.label)}  ", Span(safe(tracking), Tone.QUIET))
        if not details and len(group) > SHOWN:
            yield line(Span(f"    and {len(group) - SHOWN:,} more (--details)", Tone.QUIET))
        yield line("")


def _tail(outcomes: list[Outcome]) -> Iterator[Line]:
    counts = count_outcomes(outcomes)
    said = ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "nothing to do"
    whole = all(settled(each) for each in outcomes)
    proven = sum(isinstance(each, Applied) for each in outcomes)
    if whole and proven:
        yield line(Span(f"{people(proven)} changed, each proved by reading it back.", Tone.GAIN))
    if not whole:
        yield line("To see what is left, plan again.")
    yield line(Span(f"Apply: {said}.", Tone.STRONG))
