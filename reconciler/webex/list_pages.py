"""Lists of Webex, page after page, whole or not at all.

A page that fails, a link that leads away or in circles ends the run: a list that is silently
too short would make people look as if they had left.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Final

import structlog

from reconciler.errors import WebexUnreachable
from reconciler.webex.faults import error_of, fault_of
from reconciler.webex.next_link import next_link, smaller_page
from reconciler.webex.session import Session
from reconciler.webex.wire_answer import Answer, NoAnswer, Row

__all__ = ["pages", "succeeded"]

_MOST_PAGES: Final = 20_000
_GATEWAY_TIMEOUT: Final = 504


async def pages(
    session: Session, path: str, items_key: str, params: Mapping[str, str] | None = None
) -> AsyncIterator[list[Row]]:
    """Yield the rows of each page that have an id, each id once.

    Only the `Link` header says which page is the last: a short or empty one is not.

    Raises:
        WebexError: a page could not be read, or the links lead nowhere.
    """
    asked: str | None = session.url_of(path, params)
    seen: set[str] = set()
    ids: set[str] = set()
    while asked is not None:
        if asked in seen or len(seen) >= _MOST_PAGES:
            raise WebexUnreachable(f"GET {path}: the links to further pages lead in circles")
        seen.add(asked)
        answer, answered = await _page(session, path, asked)
        rows = [each for each in _items(answer, path, items_key) if _is_new(each, ids)]
        yield rows
        asked = next_link(answer.headers.get("link", ""), asked=answered, params=params or {})


def succeeded(result: Answer | NoAnswer, asked: str) -> Answer:
    """Return the answer if it is a 2xx; `asked` says what we wanted.

    Raises:
        WebexError: there is no answer, or Webex said no.
    """
    if isinstance(result, NoAnswer):
        raise WebexUnreachable(f"{asked}: {result.reason}", tracking=result.tracking)
    if not result.succeeded:
        fault = fault_of(result.status, result.headers, result.body, tracking=result.tracking)
        raise error_of(fault, asked)
    return result


async def _page(session: Session, path: str, url: str) -> tuple[Answer, str]:
    """Return a page and the URL it came from: after a 504, pages half the size are tried."""
    while True:
        result = await session.follow(url)
        too_slow = isinstance(result, Answer) and result.status == _GATEWAY_TIMEOUT
        smaller = smaller_page(url) if too_slow else None
        if smaller is None:
            return succeeded(result, f"GET {path}"), url
        url = smaller


def _items(answer: Answer, path: str, items_key: str) -> list[Row]:
    value = answer.value
    items = value.get(items_key) if isinstance(value, Mapping) else None
    if not isinstance(items, list):
        message = f"GET {path}: the answer holds no list '{items_key}'"
        raise WebexUnreachable(message, status=answer.status, tracking=answer.tracking)
    rows = [each for each in items if isinstance(each, Mapping) and each.get("id")]
    if len(rows) < len(items):
        structlog.get_logger().warning(
            "webex.rows_skipped", path=path, rows=len(items) - len(rows), tracking=answer.tracking
        )
    return rows


def _is_new(row: Row, ids: set[str]) -> bool:
    identity = str(row["id"])
    if identity in ids:
        return False
    ids.add(identity)
    return True
