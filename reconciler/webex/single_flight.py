"""One piece of work for everybody who asks for it while it is under way."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Generic, TypeVar

__all__ = ["SingleFlight"]

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Joins callers to the work that is under way; it may outlive an event loop."""

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._under_way: asyncio.Task[T] | None = None

    async def join(self, work: Callable[[], Coroutine[None, None, T]]) -> T:
        """Return what comes of the work under way, or else begin it.

        Whoever is cancelled here leaves alone: the work goes on for the others.
        """
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(work())
            self._under_way.add_done_callback(_look_at)
        return await asyncio.shield(self._under_way)


def _look_at(task: asyncio.Task[T]) -> None:
    """Spare asyncio from complaining if everybody who waited has been cancelled."""
    if not task.cancelled():
        task.exception()
