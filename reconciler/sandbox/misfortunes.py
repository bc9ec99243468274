"""A trouble, suffered: the HTTP side of `weather`."""

from contextlib import suppress
from typing import NoReturn, TypeAlias, assert_never

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reconciler.sandbox.error_answers import error_answer
from reconciler.sandbox.events_by_hand import happen
from reconciler.sandbox.exchange import TOKEN_KEY, TRACKING_KEY
from reconciler.sandbox.premises import Premises
from reconciler.sandbox.rejections import unauthorized
from reconciler.sandbox.weather import (
    ConnectionLost,
    Drift,
    ExpiredToken,
    LostAnswerAfterEffect,
    LostRequest,
    Moved,
    NotEffective,
    OddAnswer,
    Status,
    Trouble,
    TruncatedAnswer,
    Vanished,
)

__all__ = ["suffer"]

_Exchange: TypeAlias = tuple[Scope, Receive, Send]

_GATEWAY_TIMEOUT = Status(status=504, body="html")


async def suffer(trouble: Trouble, app: ASGIApp, premises: Premises, exchange: _Exchange) -> None:
    """Answer the request as the trouble has it.

    Raises:
        ConnectionLost: the connection ends here.
        Rejection: the request is turned away.
        ValueError: the script lets an administrator do what Webex would refuse.
    """
    scope, receive, send = exchange
    match trouble:
        case Status():
            await error_answer(trouble, scope[TRACKING_KEY])(scope, receive, send)
        case LostRequest():
            await _lose(trouble.ending, exchange)
        case LostAnswerAfterEffect():
            await app(scope, receive, _unheard)
            await _lose(trouble.ending, exchange)
        case TruncatedAnswer() | OddAnswer():
            await _mangle(trouble, app, exchange)
        case ExpiredToken():
            _expire(scope)
        case Drift() | Vanished() | Moved():
            happen(trouble, premises)
            await app(scope, receive, send)
        case NotEffective():
            await Response(status_code=204)(scope, receive, send)
        case _:
            assert_never(trouble)


def _expire(scope: Scope) -> NoReturn:
    if TOKEN_KEY in scope:
        scope[TOKEN_KEY].expired = True
    raise unauthorized()


async def _lose(ending: str, exchange: _Exchange) -> None:
    if ending == "closed":
        await _cut(exchange[2])
    await error_answer(_GATEWAY_TIMEOUT, "")(*exchange)


async def _unheard(message: Message) -> None:
    """Let the application speak to nobody."""
    del message


async def _cut(send: Send) -> NoReturn:
    # A server answers 500 for an application that fails silently; only an answer begun and not
    # finished makes it close the connection.
    headers = [(b"content-length", b"1")]
    with suppress(OSError):
        await send({"type": "http.response.start", "status": 200, "headers": headers})
    raise ConnectionLost("the connection was closed before the answer was complete")


async def _mangle(trouble: TruncatedAnswer | OddAnswer, app: ASGIApp, exchange: _Exchange) -> None:
    """Carry the request out, keep the answer back, and send it out of shape."""
    scope, receive, send = exchange
    start: Message = {}
    body = b""

    async def kept(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
        else:
            body += message.get("body", b"")

    await app(scope, receive, kept)
    if isinstance(trouble, TruncatedAnswer):
        # The length in the header is the whole one.
        await send({**start, "headers": [*start["headers"]]})
        await send(
            {"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True}
        )
        raise ConnectionLost("the connection was closed in the middle of the answer")
    await send({**start, "headers": _headers(start["headers"], trouble)})
    await send({"type": "http.response.body", "body": b"" if trouble.empty else body})


def _headers(headers: list[tuple[bytes, bytes]], trouble: OddAnswer) -> list[tuple[bytes, bytes]]:
    replaced: dict[bytes, bytes] = {}
    if trouble.content_type is not None:
        replaced[b"content-type"] = trouble.content_type.encode("latin-1")
    if trouble.empty:
        replaced[b"content-length"] = b"0"
    return [(name, replaced.get(name, value)) for name, value in headers]
