"""Progress for whoever watches: a bar with rate and ETA on a terminal, else a line a minute."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from reconciler.cli.paint import say
from reconciler.clock import Clock, SystemClock

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

__all__ = ["ProgressBar", "ProgressLines", "watch"]

_EVERY_S: Final = 60.0


def watch() -> ProgressBar | ProgressLines:
    """Return the progress that fits stderr."""
    return ProgressBar() if sys.stderr.isatty() else ProgressLines(SystemClock())


class ProgressBar:
    """A bar that disappears when its stage is done."""

    def __init__(self) -> None:
        """Draw nothing yet."""
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def start(self, stage: str, total: int | None) -> None:
        """Begin to draw; `total` may be told again as more becomes known."""
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
        if self._task is None:
            self._task = self._bar.add_task(stage, total=total)
        else:
            self._bar.update(self._task, description=stage, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, steps)

    def note(self, message: str) -> None:
        """Say it above the bar, where the next drawing does not wipe it out."""
        if self._bar is None:
            say(message, err=True)
        else:
            self._bar.console.print(message, markup=False, highlight=False)

    def finish(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None


class ProgressLines:
    """A line a minute, for logs of jobs that nobody watches."""

    def __init__(self, clock: Clock) -> None:
        """Keep the clock that decides when a minute is over."""
        self._clock = clock
        self._stage = ""
        self._total: int | None = None
        self._done = 0
        self._began = self._said = clock.monotonic()

    def start(self, stage: str, total: int | None) -> None:
        """Begin to count; telling a known stage again only updates its total."""
        if stage != self._stage:
            self._done, self._began = 0, self._clock.monotonic()
            self._said = self._began
        self._stage, self._total = stage, total

    def advance(self, steps: int = 1) -> None:
        """Count, and speak if a minute is over."""
        self._done += steps
        now = self._clock.monotonic()
        if now - self._said < _EVERY_S:
            return
        self._said = now
        rate = self._done / (now - self._began)
        of = (
            f" of {self._total:,}, {(self._total - self._done) / rate:,.0f} s left"
            if (self._total)
            else ""
        )
        say(f"{self._stage}: {self._done:,}{of} ({rate:,.1f}/s)", err=True)

    def note(self, message: str) -> None:
        """Say it."""
        say(message, err=True)

    def finish(self) -> None:
        """End the stage silently: the summary follows on stdout."""
        self._stage = ""


def _bar() -> RichProgress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class _Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "", style="dim")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(complete_style="cyan", finished_style="cyan", pulse_style="cyan"),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
