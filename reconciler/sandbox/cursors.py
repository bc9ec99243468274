"""`Link` headers: where the next page is, in an opaque form, on the host that was asked.

Source: OpenAPI for RFC 5988 and rel="next"; the `before&after=` form, with a parameter that has
no value, was seen live. So was a telephony header without the blank after the semicolon.
"""

import base64
import binascii
from urllib.parse import urlencode

from starlette.requests import Request

from reconciler.sandbox.rejections import bad_value

__all__ = ["cursor_position", "next_by_cursor", "next_by_start"]

_PREFIX = "page:"


def cursor_position(request: Request) -> int:
    """Return how many rows the `after` cursor skips; 0 without one.

    Raises:
        Rejection: 400, the cursor is not one of ours.
    """
    cursor = request.query_params.get("after")
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raise bad_value("after") from None
    number = text.removeprefix(_PREFIX)
    if number == text or not number.isdecimal():
        raise bad_value("after")
    return int(number)


def next_by_cursor(request: Request, position: int, *, blank: bool) -> dict[str, str]:
    """Return the `Link` header of the page that starts at `position`."""
    cursor = base64.urlsafe_b64encode(f"{_PREFIX}{position}".encode()).decode().rstrip("=")
    query = _query_without(request, "before", "after")
    return _link(request, f"{query}{'&' if query else ''}before&after={cursor}", blank=blank)


def next_by_start(request: Request, position: int) -> dict[str, str]:
    """Return the `Link` header of a telephony list, which counts rows openly."""
    query = _query_without(request, "start")
    return _link(request, f"{query}{'&' if query else ''}start={position}", blank=False)


def _query_without(request: Request, *names: str) -> str:
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in names]
    return urlencode(kept)


def _link(request: Request, query: str, *, blank: bool) -> dict[str, str]:
    url = request.url.replace(query=query)
    return {"Link": f'<{url}>;{" " if blank else ""}rel="next"'}
