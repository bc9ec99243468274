"""Where everything meets: environment and options become live objects, and end again."""

import asyncio
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

from reconciler.cli.environment import base_url, color_choice
from reconciler.cli.logs import set_up_logs
from reconciler.cli.progress_bar import watch
from reconciler.cli.token_source import TokenSource
from reconciler.clock import Clock, SystemClock
from reconciler.progress import Progress
from reconciler.webex.directory import WebexDirectory
from reconciler.webex.documents import WebexDocuments
from reconciler.webex.session import Session
from reconciler.webex.transport import Transport, build_transport, check_base_url

__all__ = ["Rim", "Stop", "Webex", "default_rim", "look", "open_webex", "start_logs"]

T = TypeVar("T")

WAITING_BUDGET_S: Final = 300.0
"""How long one request may wait and be repeated before it counts as unreachable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webex:
    """A far side, ready to be asked."""

    base_url: str
    directory: WebexDirectory
    documents: WebexDocuments


class Runner(Protocol):
    """How a coroutine is run to its end."""

    def __call__(self, work: Coroutine[None, None, T]) -> T:
        """Return what the coroutine returns."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rim:
    """The outside world of a command: stories hand in a sandbox and a clock of their own."""

    transport: Callable[[str], Transport]
    """From a checked base URL to the way there."""
    clock: Clock
    run: Runner
    tokens: TokenSource = field(default_factory=TokenSource)


def default_rim() -> Rim:
    """Return the real network, the real time and the fastest event loop at hand."""
    return Rim(transport=build_transport, clock=SystemClock(), run=_run)


@asynccontextmanager
async def open_webex(
    rim: Rim, url: str | None, progress: Progress, *, read_only: bool
) -> AsyncIterator[Webex]:
    """Open the one door to Webex for as long as a run takes.

    Raises:
        UsageWrong: the base URL is neither a Webex host nor loopback, or the place that the
            environment names for the token cannot be used.
        WebexRefused: there is no token.
    """
    checked = check_base_url(url or base_url())
    tokens = rim.tokens.open(rim.clock)
    session = Session(
        rim.transport(checked),
        base_url=checked,
        tokens=tokens,
        clock=rim.clock,
        progress=progress,
        read_only=read_only,
        budget_s=WAITING_BUDGET_S,
        jitter=random.Random(),  # noqa: S311 - spreads retries, guards nothing
    )
    try:
        yield Webex(
            base_url=checked,
            directory=WebexDirectory(session),
            documents=WebexDocuments(session),
        )
    finally:
        await session.aclose()


def look(
    rim: Rim | None,
    base_url: str | None,
    logs: tuple[str | None, str],
    ask: Callable[[Webex, Clock, Progress], Coroutine[None, None, T]],
) -> T:
    """Return what a read verb learns from the live organization, through a door that only reads.

    `logs` is level and format as the options give them; `rim` None is the real world.
    """
    start_logs(*logs)
    progress = watch()
    rim = rim or default_rim()

    async def work() -> T:
        async with open_webex(rim, base_url, progress, read_only=True) as webex:
            return await ask(webex, rim.clock, progress)

    try:
        return rim.run(work())
    finally:
        progress.finish()


class Stop:
    """Whether someone asked to stop: the first signal asks, a second one leaves at once."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Keep how to tell the person that the signal was heard."""
        self.asked = False
        self._say = say

    def listen(self) -> None:
        """Take SIGINT and SIGTERM from now on; call inside the running loop."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            # Where a loop takes no signals (Windows), Python's own KeyboardInterrupt remains.
            with suppress(NotImplementedError):
                loop.add_signal_handler(each, self._hear)

    def __call__(self) -> bool:
        """Say whether no more work may be handed out."""
        return self.asked

    def _hear(self) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._say("stopping: what is under way is finished first; once more leaves at once")


def _run(work: Coroutine[None, None, T]) -> T:
    try:
        import uvloop  # not available on every platform
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)


def start_logs(level: str | None, format_: str) -> None:
    """Set up structlog as the options and the stream ask."""
    terminal = sys.stderr.isatty()
    chosen = level or ("warning" if terminal else "info")
    set_up_logs(
        level=chosen, json=format_ == "json", color=terminal and color_choice() is not False
    )
