"""How fast the people of an organization are read: through the real transport, over loopback.

The figure that matters is documents a second of *our* CPU: the wire to Webex is slower than
loopback, and Webex's limit slower still. The server works in a process of its own.
"""

import random
import resource
import sys
import time
from dataclasses import dataclass

import structlog

from bench.sandbox_process import sandbox
from reconciler.clock import SystemClock
from reconciler.inventory.collect import collect
from reconciler.inventory.snapshot import Inventory
from reconciler.progress import Silent
from reconciler.readings import Document
from reconciler.webex.directory import WebexDirectory
from reconciler.webex.documents import WebexDocuments
from reconciler.webex.session import Session
from reconciler.webex.tokens import FixedToken
from reconciler.webex.transport import build_transport, check_base_url

if sys.platform == "win32":
    from asyncio import run
else:
    from uvloop import run

__all__ = ["Figures", "open_session", "read_speed", "run"]

_PEOPLE = 10_000
_CONCURRENCY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One measurement."""

    documents: int
    requests: int
    cpu_s: float
    wall_s: float
    peak_mb: float

    def __str__(self) -> str:
        """Return the figures, one a line."""
        return "\n".join(
            (
                f"documents read            {self.documents:>10,}",
                f"requests sent             {self.requests:>10,}",
                f"documents / s of our CPU  {self.documents / self.cpu_s:>10,.0f}",
                f"documents / s of wall     {self.documents / self.wall_s:>10,.0f}",
                f"CPU a document, ms        {1000 * self.cpu_s / self.documents:>10.3f}",
                f"wall, s                   {self.wall_s:>10.2f}",
                f"peak memory, MB           {self.peak_mb:>10.0f}",
            )
        )


def read_speed(people: int = _PEOPLE) -> Figures:
    """Read an organization once and return what that took of this process."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    with sandbox(people) as (url, token):
        cpu, wall = time.process_time(), time.perf_counter()
        inventory, requests = run(_read(url, token))
        return Figures(
            documents=sum(isinstance(each, Document) for each in inventory.documents.values()),
            requests=requests,
            cpu_s=time.process_time() - cpu,
            wall_s=time.perf_counter() - wall,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


def open_session(url: str, token: str) -> Session:
    """Return a session like the program's own, but that it gives up sooner."""
    base_url = check_base_url(url)
    return Session(
        build_transport(base_url, connections=_CONCURRENCY),
        base_url=base_url,
        tokens=FixedToken(token),
        clock=SystemClock(),
        progress=Silent(),
        read_only=True,
        budget_s=60,
        jitter=random.Random(7),  # noqa: S311 - spreads waits, keeps no secret
        concurrency=_CONCURRENCY,
    )


async def _read(url: str, token: str) -> tuple[Inventory, int]:
    session = open_session(url, token)
    try:
        inventory = await collect(
            WebexDirectory(session),
            WebexDocuments(session),
            clock=SystemClock(),
            progress=Silent(),
            base_url=session.base_url,
            concurrency=_CONCURRENCY,
        )
    finally:
        await session.aclose()
    return inventory, session.counts.requests
