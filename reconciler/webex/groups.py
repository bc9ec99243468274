"""The groups of an organization and their members, page by page.

Groups page by `startIndex`, counted from 1, and `count`; the answers tell how many there are.
Whole or not at all: a page that fails, or fewer members than announced, is "not known".
Source: OpenAPI, groups; members missing on pages were seen live.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

import structlog

from reconciler.subjects import Group, SubjectId
from reconciler.values import JSONValue
from reconciler.webex.list_pages import succeeded
from reconciler.webex.session import Session
from reconciler.webex.wire_answer import Answer, Row

__all__ = ["read_memberships"]

_UNAUTHORIZED: Final = 401
_PAGE: Final = 500


async def read_memberships(session: Session) -> Mapping[SubjectId, tuple[Group, ...]] | None:
    """Return the groups of everybody who is in one; None: something could not be read.

    Raises:
        WebexRefused: Webex does not accept the token.
    """
    groups = await _all(session, "/groups", "groups", "totalResults")
    if groups is None:
        return None
    found: dict[SubjectId, list[Group]] = defaultdict(list)
    for row in groups:
        group = Group(id=str(row["id"]).rstrip("="), name=str(row.get("displayName") or ""))
        path = f"/groups/{quote(str(row['id']), safe='')}/members"
        members = await _all(session, path, "members", "memberSize")
        if members is None:
            return None
        for member in members:
            found[SubjectId(str(member["id"]).rstrip("="))].append(group)
    return {who: tuple(sorted(its, key=lambda each: each.id)) for who, its in found.items()}


async def _all(session: Session, path: str, key: str, size_key: str) -> list[Row] | None:
    """Return every row of a list once; None: not all of them came."""
    rows: dict[str, Row] = {}
    start = 1
    while True:
        parameters = {"startIndex": str(start), "count": str(_PAGE)}
        result = await session.get(path, parameters)
        if isinstance(result, Answer) and result.status == _UNAUTHORIZED:
            succeeded(result, f"GET {path}")
        page = result.value if isinstance(result, Answer) else None
        items = page.get(key) if isinstance(page, Mapping) else None
        size = page.get(size_key) if isinstance(page, Mapping) else None
        if not isinstance(items, list) or not isinstance(size, int):
            _warn(path, result.status if isinstance(result, Answer) else result.reason)
            return None
        rows |= {str(row["id"]): row for row in items if _is_row(row)}
        start += len(items)
        if len(rows) >= size:
            return list(rows.values())
        if not items:
            _warn(path, f"{len(rows)} of {size} came")
            return None


def _is_row(row: JSONValue) -> bool:
    return isinstance(row, Mapping) and bool(row.get("id"))


def _warn(path: str, happened: str | int) -> None:
    structlog.get_logger().warning("webex.groups_unread", path=path, happened=happened)
