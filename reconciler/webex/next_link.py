"""Which page comes next: the `Link` header, with its known defects repaired.

Arithmetic on text. Whether a link may be followed is decided here, by `same_origin`.
"""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

__all__ = ["next_link", "same_origin", "smaller_page", "with_params"]

_LINK: Final = re.compile(r"<([^>]*)>([^<]*)")
_RELATION: Final = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))', re.IGNORECASE)
_DOUBLE_SCHEME: Final = re.compile(r"^https?,(?=https?://)")


def next_link(header: str, *, asked: str, params: Mapping[str, str]) -> str | None:
    """Return the URL of the next page, absolute and repaired; None: this page was the last.

    Parameters of the first request that the link lost are added again, present ones are never
    overwritten. Source: RFC 8288; seen live: no blank after the semicolon, `https,https://`,
    `max=null`, lost filters.
    """
    for match in _LINK.finditer(header):
        relation = _RELATION.search(match[2])
        if relation and "next" in (relation[1] or relation[2] or "").lower().split():
            url = urljoin(asked, _DOUBLE_SCHEME.sub("", match[1].strip()))
            return with_params(url, params)
    return None


def with_params(url: str, params: Mapping[str, str]) -> str:
    """Return the URL with every parameter that it does not have yet; `max=null` counts as none."""
    path, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and part != "max=null"]
    present = {part.partition("=")[0] for part in kept}
    added = [f"{quote(k)}={quote(v, safe='')}" for k, v in params.items() if k not in present]
    together = "&".join((*kept, *added))
    return f"{path}?{together}" if together else path


def same_origin(url: str, origin: str) -> bool:
    """Say whether a URL leads to the scheme, host and port that the token belongs to."""
    try:
        there, here = urlsplit(url), urlsplit(origin)
        same_port = _port(there.port, there.scheme) == _port(here.port, here.scheme)
    except ValueError:
        return False
    return (
        there.scheme == here.scheme
        and there.hostname == here.hostname
        and same_port
        and "@" not in there.netloc
        and "\\" not in url
        and url.isprintable()
    )


def smaller_page(url: str) -> str | None:
    """Return the URL of the same page at half its size; None: it cannot be smaller.

    Source: OpenAPI, 504 ("reduce max"); SDKs met it on large pages with calling data.
    """
    found = re.search(r"(?<=[?&]max=)[0-9]+", url)
    if found is None or int(found[0]) <= 1:
        return None
    return f"{url[: found.start()]}{int(found[0]) // 2}{url[found.end() :]}"


def _port(port: int | None, scheme: str) -> int | None:
    return port or {"http": 80, "https": 443}.get(scheme)
