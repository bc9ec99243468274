"""A Webex of a few lines: answers what a test wrote down, on a virtual clock."""

import asyncio
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx

from reconciler.progress import Progress
from reconciler.values import JSONValue
from reconciler.webex.session import Session
from reconciler.webex.tokens import FixedToken, Tokens
from tests.virtual_time import VirtualClock

__all__ = ["BASE_URL", "TOKEN", "Notes", "Scripted", "html", "in_turn", "reply", "session_to"]

BASE_URL = "https://webexapis.com/v1"
TOKEN = "Zm9yLXRlc3RzLW9ubHk_N1c3_0f0f"

Script = Callable[[httpx.Request], httpx.Response | Exception]


def reply(
    status: int = 200, value: JSONValue = None, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    """Return an answer with a JSON body; no body for a 204."""
    body = b"" if status == 204 else json.dumps(value).encode()
    shown = {"TrackingID": "ROUTER_1", "Content-Type": "application/json", **(headers or {})}
    return httpx.Response(status, headers=shown, content=body)


def html(status: int) -> httpx.Response:
    """Return what a gateway answers."""
    page = b"<html><body>Bad gateway</body></html>"
    return httpx.Response(status, headers={"Content-Type": "text/html"}, content=page)


@dataclass
class Scripted(httpx.AsyncBaseTransport):
    """A transport that asks the script and remembers what was sent, and when."""

    script: Script
    takes_s: float = 0.1
    sent: list[httpx.Request] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        loop = asyncio.get_running_loop()
        self.sent.append(request)
        self.at.append(loop.time())
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await asyncio.sleep(self.takes_s)
        finally:
            self.under_way -= 1
        result = self.script(request)
        if isinstance(result, Exception):
            raise result
        return result


def in_turn(*results: httpx.Response | Exception) -> Script:
    """Return a script that gives these results one after the other."""
    waiting = list(results)
    return lambda _request: waiting.pop(0)


class Notes:
    """Progress that remembers its notes."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def start(self, stage: str, total: int | None) -> None: ...

    def advance(self, steps: int = 1) -> None: ...

    def note(self, message: str) -> None:
        self.said.append(message)

    def finish(self) -> None: ...


def session_to(  # noqa: PLR0913 - each test names what it is about
    transport: httpx.AsyncBaseTransport,
    *,
    read_only: bool = False,
    budget_s: float = 900,
    progress: Progress | None = None,
    base_url: str = BASE_URL,
    token: str = TOKEN,
    tokens: Tokens | None = None,
    concurrency: int = 40,
    max_rate: float | None = None,
) -> Session:
    """Return a session on the virtual clock."""
    return Session(
        transport,
        base_url=base_url,
        tokens=tokens or FixedToken(token),
        clock=VirtualClock(),
        progress=progress or Notes(),
        read_only=read_only,
        budget_s=budget_s,
        jitter=random.Random(3),  # noqa: S311 - reproducible on purpose
        concurrency=concurrency,
        max_rate=max_rate,
    )
