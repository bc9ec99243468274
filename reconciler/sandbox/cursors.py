"""`Link` headers: where the next page is, in an opaque form, on the host that was asked.

Source: OpenAPI for RFC 5988 and rel="next"; the `before&after=` form, with a parameter that has
no value, was seen live. So was a telephony header without the blank after the semicolon.
"""

import base64
import binascii
from urllib.parse import urlencode

from starlette.requests import Request

from reconciler.sandbox.exchange import organization_of
from reconciler.sandbox.rejections import bad_value
from reconciler.sandbox.switches import Switches

__all__ = ["cursor_position", "cursor_text", "next_by_cursor", "next_by_offset", "next_by_start"]

_PAGE, _GAP = "page:", "gap:"
_PAGING = frozenset({"max", "limit", "orgId"})


def cursor_position(request: Request, name: str = "after") -> tuple[int, bool]:
    """Return how many rows the cursor skips, and whether the page shall be empty.

    Raises:
        Rejection: 400, the cursor is not one of ours.
    """
    cursor = request.query_params.get(name)
    if cursor is None:
        return 0, False
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raise bad_value(name) from None
    for prefix in (_PAGE, _GAP):
        number = text.removeprefix(prefix)
        if number != text and number.isdecimal():
            return int(number), prefix == _GAP
    raise bad_value(name)


def cursor_text(position: int, *, gap: bool = False) -> str:
    """Return the cursor of the page that starts at `position`."""
    text = f"{_GAP if gap else _PAGE}{position}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def next_by_cursor(
    request: Request, position: int, *, gap: bool = False, name: str = "after"
) -> dict[str, str]:
    """Return the `Link` header of the page that starts at `position`."""
    switches = organization_of(request).switches
    before = "before&" if name == "after" else ""
    query = _kept(request, switches, "before", name)
    query = f"{query}{'&' if query else ''}{before}{name}={cursor_text(position, gap=gap)}"
    return _link(request, query, switches, blank=switches.blank_in_link)


def next_by_start(request: Request, position: int, *, gap: bool = False) -> dict[str, str]:
    """Return the `Link` header of a telephony list, which counts rows openly."""
    switches = organization_of(request).switches
    query = _kept(request, switches, "start", "gap")
    query = f"{query}{'&' if query else ''}start={position}{'&gap=true' if gap else ''}"
    return _link(request, query, switches, blank=False)


def next_by_offset(request: Request, position: int) -> dict[str, str]:
    """Return the `Link` header of the audit events, which count rows openly as `offset`."""
    switches = organization_of(request).switches
    query = f"{_kept(request, switches, 'offset')}&offset={position}"
    return _link(request, query, switches, blank=switches.blank_in_link)


def _kept(request: Request, switches: Switches, *names: str) -> str:
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in names]
    if switches.next_link_defect == "lost_filters":
        kept = [pair for pair in kept if pair[0] in _PAGING]
    if switches.next_link_defect == "null_max":
        kept = [pair for pair in kept if pair[0] != "max"] + [("max", "null")]
    return urlencode(kept)


def _link(request: Request, query: str, switches: Switches, *, blank: bool) -> dict[str, str]:
    url = str(request.url.replace(query=query))
    if switches.next_link_defect == "doubled_scheme":
        url = f"{request.url.scheme},{url}"
    return {"Link": f'<{url}>;{" " if blank else ""}rel="next"'}
