"""The time of day inside the sandbox: a start, and a monotonic clock that somebody else holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

__all__ = ["WallClock", "timestamp"]


@dataclass(slots=True, kw_only=True)
class WallClock:
    """Tells the time; no two sandboxes share one.

    `monotonic`, which may not run before the first request comes in, is first read by then.
    """

    opened_on: datetime
    """The time of day at the first reading."""
    monotonic: Callable[[], float]
    _opened_at: float | None = None

    def start(self, reading: float) -> None:
        """Take this for the first reading of `monotonic`, in seconds, if there was none."""
        if self._opened_at is None:
            self._opened_at = reading

    def now(self) -> datetime:
        """Return the present time, in UTC."""
        return self.at(self.monotonic())

    def at(self, moment: float) -> datetime:
        """Return the time that was when the monotonic clock showed this."""
        self.start(moment)
        passed = timedelta(seconds=moment - (self._opened_at or 0.0))
        return (self.opened_on + passed).astimezone(UTC)


def timestamp(moment: datetime) -> str:
    """Return the moment as Webex writes it: UTC, milliseconds, `Z`."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
