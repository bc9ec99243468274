"""What every request to `/v1` meets before a route sees it.

In this order: a tracking id, authentication, the organization asked for, the rate limit, the
weather. A request that fails at one of them has changed nothing.
"""

import hashlib
import math
import re
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reconciler.sandbox.exchange import PERSON_KEY, SCOPES_KEY, TRACKING_KEY, refusal
from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.misfortunes import suffer
from reconciler.sandbox.premises import Premises
from reconciler.sandbox.received import ReceivedRequest
from reconciler.sandbox.rejections import Rejection, too_many_requests, unauthorized
from reconciler.sandbox.weather import ConnectionLost

__all__ = ["FrontDoor"]

_API = re.compile("/v1(/|$)")


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
            self._note(scope, status, at)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        trouble = self._premises.weather.take(scope["method"], scope["path"])
        if trouble is None:
            await self._app(scope, receive, send)
        else:
            exchange = scope, receive, send
            await suffer(trouble, self._app, self._premises.organization, exchange)

    def _admit(self, scope: Scope, now: float) -> None:
        """Raise a `Rejection` unless the token lives, the organization is its own, and at pace."""
        organization = self._premises.organization
        headers = dict(scope["headers"])
        kind, _, text = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        token = organization.tokens.get(text.strip())
        if kind.lower() != "bearer" or token is None or token.expired:
            raise unauthorized()
        scope[SCOPES_KEY], scope[PERSON_KEY] = token.scopes, token.person_id
        if b"orgId" in scope["query_string"]:
            self._check_organization(scope["query_string"].decode("latin-1"))
        wait_s = 0.0 if self._premises.limit is None else self._premises.limit.take(now)
        if wait_s > 0:
            raise too_many_requests(max(1, math.ceil(wait_s)))

    def _check_organization(self, query: str) -> None:
        organization = self._premises.organization
        own = {organization.id, bare_key(organization.id)}
        if not own.issuperset(parse_qs(query).get("orgId", ())):
            message = "The access token does not administer this organization."
            raise Rejection(organization.switches.foreign_organization, message)

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
