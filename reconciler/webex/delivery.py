"""One request, one answer: written as cheaply as httpx permits, read without trust.

Foreign errors end here. Repeating is `session`'s work, and nobody but `session` calls this.
"""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote_plus

import aiohttp
import httpx
import msgspec

from reconciler import __version__
from reconciler.webex.retrying import Missing
from reconciler.webex.tokens import Secret
from reconciler.webex.transport import nothing_left
from reconciler.webex.wire_answer import Answer, NoAnswer

__all__ = ["Delivery", "Parcel"]

_TIMEOUTS_S: Final = {"connect": 10.0, "read": 60.0, "write": 60.0, "pool": 60.0}
_WHOLE_EXCHANGE_S: Final = 180.0
_FIRST_ERROR: Final = 400
_JSON: Final = b"application/json"
_HIDDEN: Final = b"[redacted]"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One request as it is to be sent, but for what each try of it has of its own."""

    method: str
    url: str
    """Absolute, and at the base URL's host."""
    content: bytes = field(default=b"", repr=False)
    content_type: bytes = _JSON
    secrets: tuple[Secret, ...] = ()
    """What must not be shown besides the token, should an answer or an error quote it."""


class Delivery:
    """Sends requests as they are, once each."""

    def __init__(self, transport: httpx.AsyncBaseTransport, *, base_url: str, name: str) -> None:
        """`name` starts every tracking id, so that support finds a whole run by it."""
        self._transport = transport
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

    async def send(self, parcel: Parcel, token: Secret | None) -> Answer | NoAnswer:
        """Send one request with this token, or without any; return what came of it."""
        self.sent += 1
        secrets = parcel.secrets if token is None else (token, *parcel.secrets)
        tracking = f"{self._name}_{self.sent}"
        request = httpx.Request(
            parcel.method,
            self._origin,
            headers=self._headers(tracking, parcel, token),
            # A ready stream spares httpx from finding out what the content is.
            stream=httpx.ByteStream(parcel.content),
            extensions={"timeout": _TIMEOUTS_S},
        )
        request.url = _Address(parcel.url)
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
            return _no_answer(error, tracking, secrets)
        answer = Answer(
            status=response.status_code,
            headers=response.headers,
            body=body,
            tracking=response.headers.get("trackingid") or tracking,
        )
        return _understood(parcel.method, answer, secrets)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    def _headers(self, tracking: str, parcel: Parcel, token: Secret | None) -> httpx.Headers:
        """Return the headers; the token goes straight into a type that does not show it."""
        content = parcel.content
        length = (b"Content-Length", b"%d" % len(content))
        return httpx.Headers(
            [
                *self._fixed,
                *((length, (b"Content-Type", parcel.content_type)) if content else ()),
                (b"TrackingID", tracking.encode()),
                *(
                    ((b"Authorization", f"Bearer {token.reveal()}".encode()),)
                    if token is not None
                    else ()
                ),
            ]
        )


def _understood(method: str, answer: Answer, secrets: tuple[Secret, ...]) -> Answer | NoAnswer:
    """Return the answer with its JSON decoded, or with nothing secret in the body of an error."""
    if answer.status >= _FIRST_ERROR:
        # A gateway's error page may quote the request, and messages are shown and kept.
        return replace(answer, body=_hide(answer.body, secrets))
    if not answer.body and method != "GET":
        return answer
    try:
        return replace(answer, value=msgspec.json.decode(answer.body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return NoAnswer(
            missing=Missing.GARBLED,
            reason=f"{Missing.GARBLED.value} (HTTP {answer.status}, {len(answer.body)} bytes)",
            tracking=answer.tracking,
        )


def _no_answer(error: Exception, tracking: str, secrets: tuple[Secret, ...]) -> NoAnswer:
    missing = Missing.NOTHING_LEFT if nothing_left(error) else Missing.NO_ANSWER
    # aiohttp says "ssl:default" of plain connections too, which sends people astray.
    detail = f"{type(error).__name__}: {error}".replace(" ssl:default", "").rstrip(": ")
    reason = f"{missing.value} ({_hide(detail.encode(), secrets).decode()})"
    return NoAnswer(missing=missing, reason=reason, tracking=tracking)


def _hide(text: bytes, secrets: tuple[Secret, ...]) -> bytes:
    """Return the text without the secrets, plain or as a form spells them."""
    for each in secrets:
        for spelling in (each.reveal(), quote_plus(each.reveal())):
            text = text.replace(spelling.encode(), _HIDDEN)
    return text


async def _body(response: httpx.Response) -> bytes:
    """Return the body; httpx's own reader costs twice as much and is needed to decompress only."""
    if "content-encoding" in response.headers or not isinstance(
        response.stream, httpx.AsyncByteStream
    ):
        return await response.aread()
    return b"".join([chunk async for chunk in response.stream])
