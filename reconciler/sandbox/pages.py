"""One page of a list and the header that leads to the next, with the defects links have had.

Lists page in two families: by an opaque cursor, or openly by `start`. Either way only the `Link`
header says whether there is more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

from reconciler.sandbox.cursors import cursor_position, next_by_cursor, next_by_start
from reconciler.sandbox.exchange import organization_of, whole_number

__all__ = ["Page", "page_by_cursor", "page_by_start"]

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[_Row]):
    """Some rows, and the header of the next page if there is one."""

    rows: Sequence[_Row]
    link: dict[str, str] | None


def page_by_cursor(request: Request, rows: Sequence[_Row], size: int) -> Page[_Row]:
    """Return the page the request's cursor points at."""
    position, gap = cursor_position(request)
    shown, stop = _cut(request, rows, position, size, gap=gap)
    if stop >= len(rows):
        return Page(shown, None)
    return Page(shown, next_by_cursor(request, stop, gap=_gap_next(request, gap=gap)))


def page_by_start(request: Request, rows: Sequence[_Row], *, default: int) -> Page[_Row]:
    """Return the page that begins at row `start`, of at most `max` rows.

    Raises:
        Rejection: 400, `start` or `max` is no such number.
    """
    position = whole_number(request, "start", default=0, least=0)
    size = whole_number(request, "max", default=default, least=1)
    gap = request.query_params.get("gap") == "true"
    shown, stop = _cut(request, rows, position, size, gap=gap)
    if stop >= len(rows):
        return Page(shown, None)
    return Page(shown, next_by_start(request, stop, gap=_gap_next(request, gap=gap)))


def _cut(
    request: Request, rows: Sequence[_Row], position: int, size: int, *, gap: bool
) -> tuple[Sequence[_Row], int]:
    """Return the rows to show and the position after them."""
    if gap:
        return (), position
    repeats = organization_of(request).switches.next_link_defect == "duplicate_rows"
    first = max(0, position - 1) if repeats else position
    return rows[first : position + size], position + size


def _gap_next(request: Request, *, gap: bool) -> bool:
    # Every page that has rows is followed by one that has none, and still a next one.
    return organization_of(request).switches.next_link_defect == "empty_page" and not gap
