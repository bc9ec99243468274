"""A trouble, suffered: the HTTP side of `weather`."""

from contextlib import suppress
from typing import NoReturn, TypeAlias, assert_never

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reconciler.sandbox.exchange import TRACKING_KEY, refusal
from reconciler.sandbox.premises import Premises
from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.weather import (
    ConnectionLost,
    Drift,
    LostAnswerAfterEffect,
    NotEffective,
    Status,
    Trouble,
)

__all__ = ["suffer"]

_Exchange: TypeAlias = tuple[Scope, Receive, Send]

_GATEWAY_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


async def suffer(trouble: Trouble, app: ASGIApp, premises: Premises, exchange: _Exchange) -> None:
    """Answer the request as the trouble has it.

    Raises:
        ConnectionLost: the connection ends here.
        ValueError: the script lets an administrator do what Webex would refuse.
    """
    scope, receive, send = exchange
    match trouble:
        case Status():
            await _instead(trouble, scope[TRACKING_KEY])(scope, receive, send)
        case Drift():
            try:
                premises.organization.edit(trouble.email, trouble.changes)
            except Rejection as rejection:
                raise ValueError(f"this drift cannot happen: {rejection}") from rejection
            await app(scope, receive, send)
        case LostAnswerAfterEffect():
            await app(scope, receive, _unheard)
            if trouble.ending == "closed":
                await _cut(send)
            await _instead(Status(status=504, body="html"), "")(scope, receive, send)
        case NotEffective():
            await Response(status_code=204)(scope, receive, send)
        case _:
            assert_never(trouble)


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


def _instead(trouble: Status, tracking_id: str) -> Response:
    headers = {} if trouble.retry_after is None else {"Retry-After": trouble.retry_after}
    match trouble.body:
        case "json":
            rejection = Rejection(
                trouble.status, "The server is having a bad day.", headers=headers
            )
            return refusal(rejection, tracking_id)
        case "html":
            page = _GATEWAY_PAGE.format(trouble.status)
            return Response(page, trouble.status, headers, media_type="text/html")
        case "empty":
            return Response(status_code=trouble.status, headers=headers)
        case _:
            assert_never(trouble.body)
