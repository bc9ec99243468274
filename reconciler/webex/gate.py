"""Where requests wait: for their turn in the shared pace, and for a place under way.

Waiting for a turn holds no place, so a pause keeps nobody from anything.
"""

import asyncio
from datetime import timedelta
from typing import Final

from reconciler.clock import Clock
from reconciler.progress import Progress
from reconciler.webex.pacing import Pace

__all__ = ["Gate"]

_TOO_SHORT_TO_SLEEP_S: Final = 1e-6
_WORTH_TELLING_S: Final = 5.0
_BETWEEN_NOTES_S: Final = 60.0
_SLACK_S: Final = 1.0
"""A sleep may end a moment early."""


class Gate:
    """The one gate of a session; knows of time only what its clock says."""

    def __init__(self, pace: Pace, *, places: int, clock: Clock, progress: Progress) -> None:
        """Let at most `places` requests be under way at once, at the pace given."""
        self._pace = pace
        self._places = asyncio.Semaphore(places)
        self._clock = clock
        self._progress = progress
        self._told_at = float("-inf")

    async def enter(self, patience_s: float) -> bool:
        """Wait for a turn and a place; `leave` is owed after True.

        False: Webex asked everybody to wait for longer than the patience, so nobody entered.
        """
        while True:
            now = self._clock.monotonic()
            if self._pace.held(now) > patience_s:
                return False
            turn = self._pace.reserve(now)
            if turn.at > now:
                await self.wait_until(turn.at)
            await self._places.acquire()
            if self._pace.claim(turn):
                return True
            self._places.release()

    def leave(self) -> None:
        """Give the place to the next."""
        self._places.release()

    async def wait_until(self, moment: float) -> None:
        """Return at a moment of the monotonic clock, telling once a minute what we wait for."""
        while (left := moment - self._clock.monotonic()) > _TOO_SHORT_TO_SLEEP_S:
            self._tell()
            await self._clock.sleep(min(left, _BETWEEN_NOTES_S))

    def _tell(self) -> None:
        now = self._clock.monotonic()
        held = self._pace.held(now)
        if held < _WORTH_TELLING_S or now - self._told_at < _BETWEEN_NOTES_S - _SLACK_S:
            return
        self._told_at = now
        end = self._clock.now() + timedelta(seconds=held)
        self._progress.note(
            f"Webex asks us to wait: going on in {held:.0f} s, at {end:%H:%M:%S} UTC"
        )
