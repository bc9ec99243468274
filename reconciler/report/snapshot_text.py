"""What differs between two snapshots, one subject after the other."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from reconciler.inventory.snapshot_diff import (
    Appeared,
    AttributeChanged,
    Difference,
    Left,
    Moved,
    ReadingChanged,
    SettingChanged,
)
from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.report.phrases import people, say
from reconciler.subjects import Location
from reconciler.values import JSONValue

__all__ = ["render_snapshot_diff"]


def render_snapshot_diff(found: tuple[Difference, ...]) -> tuple[Line, ...]:
    """Return every difference under its subject, and the count last."""
    return (*_subjects(found), _tail(found))


def _subjects(found: tuple[Difference, ...]) -> Iterator[Line]:
    for subject, members in groupby(found, key=lambda each: each.subject):
        yield line(Span(safe(subject.label), Tone.STRONG))
        for each in members:
            yield _render(each)


def _tail(found: tuple[Difference, ...]) -> Line:
    if not found:
        return line(Span("No differences.", Tone.GAIN))
    kinds = Counter(type(each) for each in found)
    whom = len({each.subject.id for each in found})
    return line(
        Span(
            f"{people(whom)} differ: {kinds[Appeared]:,} appeared, {kinds[Left]:,} left,"
            f" {kinds[Moved]:,} moved, {kinds[SettingChanged]:,} settings changed.",
            Tone.STRONG,
        )
    )


def _render(difference: Difference) -> Line:
    match difference:
        case Appeared():
            return line(Span("  + appeared", Tone.GAIN))
        case Left():
            return line(Span("  - left", Tone.LOSS))
        case Moved(before=before, after=after):
            return _move("location", _place(before), _place(after))
        case AttributeChanged(attribute=attribute, before=before, after=after):
            return _move(attribute, _words(before), _words(after))
        case ReadingChanged(document=document, before=before, after=after):
            return _move(f"{document} document", before, after)
        case SettingChanged(setting=setting, before=before, after=after):
            return _move(setting, say(before), say(after))
        case _:
            assert_never(difference)


def _move(what: str, before: str, after: str) -> Line:
    return line(Span("  ~ ", Tone.CHANGE), f"{what}: {safe(before)} -> {safe(after)}")


def _place(location: Location | None) -> str:
    return location.name if location else "none"


def _words(value: JSONValue) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(str(each) for each in value)
    return "none" if value is None else str(value)
