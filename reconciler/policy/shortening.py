"""Many findings of one kind as a few: whoever made one slip ten thousand times made one slip."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from reconciler.source import Finding

__all__ = ["SHOWN", "first_of_each"]

SHOWN: Final = 20
"""Findings of one rule in one file."""


def first_of_each(
    findings: Iterable[Finding], places: str = "places", *, unfinished: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the first findings of each rule and file; the last of them tells how many follow.

    `unfinished` are the paths of files in which nobody looked for more.
    """
    every = tuple(findings)
    total = Counter((each.span.path, each.rule) for each in every)
    seen: Counter[tuple[str, str]] = Counter()
    for each in every:
        kind = each.span.path, each.rule
        seen[kind] += 1
        if seen[kind] < SHOWN or total[kind] == SHOWN:
            yield each
        elif seen[kind] == SHOWN:
            least = "at least " if each.span.path in unfinished else ""
            more = f"and so in {least}{total[kind] - SHOWN} {places} more"
            yield replace(each, message=f"{each.message} ({more})")
