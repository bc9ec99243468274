"""Names stand once: of two entries with one name the first by place counts, the other is told.

Rule: the order of files never matters, because places are compared and not arrivals.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from reconciler.policy.rules import Rule, wrong
from reconciler.policy.wording import quoted
from reconciler.source import Finding, SourcedValue, SourceSpan

__all__ = ["Named", "first_by_name", "only_one"]


class Named(Protocol):
    """Whatever a file knows by a name."""

    @property
    def name(self) -> SourcedValue[str] | None:
        """Return the name; None: it was refused."""
        ...


NamedT = TypeVar("NamedT", bound=Named)
ValueT = TypeVar("ValueT")


def first_by_name(entries: Iterable[NamedT], what: str, findings: list[Finding]) -> list[NamedT]:
    """Return the entries, of those with one name the first. They come in order of their places."""
    unique: list[NamedT] = []
    places: dict[str, SourceSpan] = {}
    for entry in entries:
        name = entry.name
        if name is not None and name.value in places:
            message = f"a {what} {quoted(name.value)} stands already at {places[name.value]}"
            findings.append(wrong(Rule.DUPLICATE_NAME, name.span, message, "rename one of them"))
            continue
        if name is not None:
            places[name.value] = name.span
        unique.append(entry)
    return unique


def only_one(
    key: str, written: Iterable[tuple[SourceSpan, ValueT]], findings: list[Finding]
) -> ValueT | None:
    """Return the first value of what may stand once in all files; all others are told."""
    first: tuple[SourceSpan, ValueT] | None = None
    for span, value in written:
        if first is None:
            first = span, value
            continue
        message = f"{quoted(key)} stands already at {first[0]}"
        hint = "keep one of them; it counts for all files"
        findings.append(wrong(Rule.DUPLICATE_SINGLETON, span, message, hint))
    return first[1] if first else None
