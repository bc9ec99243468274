"""One request, one answer: written as cheaply as httpx permits, read without trust.

Foreign errors end here. Repeating is `session`'s work, and nobody but `session` calls this.
"""

import asyncio
from collections.abc import Mapping
from typing import Final

import aiohttp
import httpx
import msgspec

from reconciler import __version__
from reconciler.values import JSONValue
from reconciler.webex.retrying import Missing
from reconciler.webex.tokens import Tokens
from reconciler.webex.transport import nothing_left
from reconciler.webex.wire_answer import Answer, NoAnswer

__all__ = ["Delivery"]

_TIMEOUTS_S: Final = {"connect": 10.0, "read": 60.0, "write": 60.0, "pool": 60.0}
_WHOLE_EXCHANGE_S: Final = 180.0
_FIRST_ERROR: Final = 400
_JSON_BODY: Final = (b"Content-Type", b"application/json")


_HEADER_ENCODING: Final = "iso-8859-1"
"""Said outright, because httpx otherwise tries three encodings at every look at a header."""


class _Address(httpx.URL):
    """A URL that was composed here and is taken apart only if somebody asks for a part of it.

    The aiohttp transport wants the text alone, and httpx's parser costs a fifth of a request.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text

    def __getattr__(self, name: str) -> object:
        if "_parsed" in self.__dict__:
            raise AttributeError(name)
        self._parsed = True
        super().__init__(self._text)
        return getattr(self, name)


class Delivery:
    """Sends requests as they are, once each."""

    def __init__(
        self, transport: httpx.AsyncBaseTransport, *, base_url: str, tokens: Tokens, name: str
    ) -> None:
        """`name` starts every tracking id, so that support finds a whole run by it."""
        self._transport = transport
        self._tokens = tokens
        self._name = name
        self._origin = httpx.URL(base_url)
        self._fixed = (
            (b"Host", self._origin.netloc),
            (b"Accept", b"application/json"),
            (b"Accept-Encoding", b"gzip"),
            (b"User-Agent", f"reconciler/{__version__}".encode()),
        )
        self.sent = 0
        """How many requests have been sent."""

    async def send(self, method: str, url: str, content: bytes) -> Answer | NoAnswer:
        """Send one request to an absolute URL at the base URL's host; return what came of it."""
        self.sent += 1
        tracking = f"{self._name}_{self.sent}"
        request = httpx.Request(
            method,
            self._origin,
            headers=self._headers(tracking, content),
            # A ready stream spares httpx from finding out what the content is.
            stream=httpx.ByteStream(content),
            extensions={"timeout": _TIMEOUTS_S},
        )
        request.url = _Address(url)
        request.headers.encoding = _HEADER_ENCODING
        request.read()
        try:
            async with asyncio.timeout(_WHOLE_EXCHANGE_S):
                response = await self._transport.handle_async_request(request)
                response.headers.encoding = _HEADER_ENCODING
                try:
                    body = await _body(response)
                finally:
                    await response.aclose()
        except (httpx.HTTPError, aiohttp.ClientError, OSError) as error:
            return self._no_answer(error, tracking)
        return self._answer(method, response.status_code, response.headers, body, tracking)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    def _headers(self, tracking: str, content: bytes) -> httpx.Headers:
        """Return the headers; the token goes straight into a type that does not show it."""
        length = (b"Content-Length", b"%d" % len(content))
        return httpx.Headers(
            [
                *self._fixed,
                *((length, _JSON_BODY) if content else ()),
                (b"TrackingID", tracking.encode()),
                (b"Authorization", f"Bearer {self._tokens.current().reveal()}".encode()),
            ]
        )

    def _answer(
        self, method: str, status: int, headers: Mapping[str, str], body: bytes, tracking: str
    ) -> Answer | NoAnswer:
        tracking = headers.get("trackingid") or tracking
        if status >= _FIRST_ERROR:
            # A gateway's error page may quote the request, and messages are shown and kept.
            body = body.replace(self._tokens.current().reveal().encode(), b"[redacted]")
            return Answer(status=status, headers=headers, body=body, tracking=tracking)
        value: JSONValue = None
        if body or method == "GET":
            try:
                value = msgspec.json.decode(body)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                return NoAnswer(
                    missing=Missing.GARBLED,
                    reason=f"{Missing.GARBLED.value} (HTTP {status}, {len(body)} bytes)",
                    tracking=tracking,
                )
        return Answer(status=status, headers=headers, body=body, value=value, tracking=tracking)

    def _no_answer(self, error: Exception, tracking: str) -> NoAnswer:
        missing = Missing.NOTHING_LEFT if nothing_left(error) else Missing.NO_ANSWER
        # aiohttp says "ssl:default" of plain connections too, which sends people astray.
        detail = f"{type(error).__name__}: {error}".replace(" ssl:default", "").rstrip(": ")
        shown = detail.replace(self._tokens.current().reveal(), "[redacted]")
        return NoAnswer(missing=missing, reason=f"{missing.value} ({shown})", tracking=tracking)


async def _body(response: httpx.Response) -> bytes:
    """Return the body; httpx's own reader costs twice as much and is needed to decompress only."""
    if "content-encoding" in response.headers or not isinstance(
        response.stream, httpx.AsyncByteStream
    ):
        return await response.aread()
    return b"".join([chunk async for chunk in response.stream])
