"""People named below a line that says what they have in common: the first few, or all."""

from collections.abc import Iterator, Sequence
from typing import Final

from reconciler.plan.subject_ref import SubjectRef
from reconciler.report.ink import Line, Span, Tone, line, safe

__all__ = ["SHOWN", "name_people"]

SHOWN: Final = 3
"""People named in each group, unless the reader asks for all."""


def name_people(subjects: Sequence[SubjectRef], *, details: bool) -> Iterator[Line]:
    """Yield a line for each subject with where it belongs, and how many are left out."""
    shown = subjects if details else subjects[:SHOWN]
    width = max((len(safe(each.label)) for each in shown), default=0)
    for each in shown:
        where = ", ".join(safe(part) for part in (each.location, each.department) if part)
        yield line(f"    {safe(each.label):<{width}}  ", Span(where, Tone.QUIET))
    if len(shown) < len(subjects):
        yield line(Span(f"    and {len(subjects) - len(shown):,} more (--details)", Tone.QUIET))
