"""Time that passes only when everybody waits: an event loop for tests, and a clock on it.

For code that sleeps and talks in-process. There is no waiting for sockets here, and what is
handed to a thread runs at once in the loop's own.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar, TypeVarTuple

__all__ = ["START", "Deadlock", "VirtualClock", "VirtualTimeLoop", "run"]

START: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""The wall clock when a loop is new."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Deadlock(Exception):
    """Everybody waits, and nothing is left that could wake anybody."""


class _JumpingSelector(selectors.DefaultSelector):
    """A selector that never blocks: it moves the clock by as long as it would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready, or let the time pass until the next timer.

        Raises:
            Deadlock: nothing is ready, and there is no timer.
        """
        ready = super().select(0)
        if ready:
            return ready
        if timeout is None:
            raise Deadlock
        self.now += max(0.0, timeout)
        return ready


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """An event loop that starts at 0 seconds and jumps from timer to timer."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Return virtual seconds since the loop was made."""
        return self._jumping.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Call the function in the loop's own thread: it takes no virtual time."""
        del executor

        async def call() -> T:
            return func(*args)

        return self.create_task(call())


class VirtualClock:
    """The clock of the running virtual loop; satisfies `reconciler.clock.Clock`."""

    def now(self) -> datetime:
        """Return `START` plus the virtual seconds, in UTC."""
        return START + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Return virtual seconds since the loop was made."""
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        """Return after that many virtual seconds."""
        await asyncio.sleep(seconds)


def run(coroutine: Coroutine[object, object, T]) -> T:
    """Run a coroutine to its end on a new virtual loop and close the loop.

    Raises:
        Deadlock: it waits for something that can never come.
    """
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(coroutine)
