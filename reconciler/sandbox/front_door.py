"""What every request to `/v1` meets before a route sees it.

In this order: a tracking id, authentication, the organization asked for, the rate limit, the
weather. A request that fails at one of them has changed nothing.
"""

import hashlib
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reconciler.sandbox.callers import identify
from reconciler.sandbox.exchange import TRACKING_KEY, refusal
from reconciler.sandbox.limits import retry_after
from reconciler.sandbox.misfortunes import suffer
from reconciler.sandbox.premises import Premises
from reconciler.sandbox.received import ReceivedRequest
from reconciler.sandbox.rejections import Rejection, too_many_requests
from reconciler.sandbox.weather import ConnectionLost

__all__ = ["TOKEN_PATH", "FrontDoor"]

TOKEN_PATH = "/v1/access_token"  # noqa: S105 - a path, not a secret
"""The one path of the API that asks for no token: it gives one."""

_API = re.compile("/v1(/|$)")
_LET_IN = "sandbox.let_in"


class FrontDoor:
    """ASGI middleware around the routes; paths outside `/v1` pass untouched."""

    def __init__(self, app: ASGIApp, premises: Premises) -> None:
        self._app = app
        self._premises = premises
        self._count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, note it, and stamp the answer with its tracking id."""
        if scope["type"] != "http" or not _API.match(scope["path"]):
            await self._app(scope, receive, send)
            return
        tracking_id = scope[TRACKING_KEY] = self._next_tracking_id()
        at, status = self._premises.monotonic(), 0
        self._premises.wall_clock.start(at)

        async def stamped(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                stamp = (b"trackingid", tracking_id.encode())
                message = {**message, "headers": [*message.get("headers", ()), stamp]}
            await send(message)

        try:
            self._admit(scope, at)
            await self._answer(scope, receive, stamped)
        except Rejection as rejection:
            await refusal(rejection, tracking_id)(scope, receive, stamped)
        except ConnectionLost:
            status = 0
            raise
        finally:
            if _LET_IN in scope:
                scope[_LET_IN].leave()
            self._note(scope, status, at)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        trouble = self._premises.weather.take(scope["method"], scope["path"])
        if trouble is None:
            await self._app(scope, receive, send)
        else:
            await suffer(trouble, self._app, self._premises, (scope, receive, send))

    def _admit(self, scope: Scope, now: float) -> None:
        """Raise a `Rejection` unless the token lives and may ask for this, at this pace."""
        if scope["path"] != TOKEN_PATH:
            identify(scope, self._premises, now)
        limit = self._premises.limit
        if limit is not None:
            wait_s = limit.admit(now, scope["method"], scope["path"])
            if wait_s > 0:
                switches = self._premises.organization.switches
                later = retry_after(wait_s, switches.retry_after, self._premises.wall_clock)
                raise too_many_requests(later)
            scope[_LET_IN] = limit
        for organization in self._premises.organizations():
            if organization.jobs.unfinished:
                organization.jobs.advance(now)

    def _next_tracking_id(self) -> str:
        self._count += 1
        digits = hashlib.blake2b(str(self._count).encode(), digest_size=16).hexdigest()
        groups = digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]
        return f"ROUTERGW_{'-'.join(groups)}"

    def _note(self, scope: Scope, status: int, at: float) -> None:
        self._premises.received.note(
            ReceivedRequest(
                method=scope["method"],
                path=scope["path"],
                query=scope["query_string"].decode("latin-1"),
                status=status,
                at=at,
            )
        )
