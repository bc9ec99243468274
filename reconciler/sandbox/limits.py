"""The pace this organization permits, as a protocol and the token bucket most limits are."""

import math
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from typing import Literal, Protocol, TypeAlias, assert_never

from reconciler.sandbox.wall_clock import WallClock

__all__ = ["Limit", "RetryAfter", "TokenBucket", "retry_after"]

RetryAfter: TypeAlias = Literal["seconds", "zero", "missing", "garbled", "huge", "date"]

_HUGE_S = 86_400


class Limit(Protocol):
    """Whatever decides who may come in; times are seconds on a clock somebody else holds."""

    def admit(self, now: float, method: str, path: str) -> float:
        """Let one request in and return 0.0, or return the seconds until one could pass."""
        ...

    def leave(self) -> None:
        """Note that a request that was let in has been answered."""
        ...


@dataclass(slots=True, kw_only=True)
class TokenBucket:
    """`rate` requests a second on average, up to `burst` at once; full at first.

    Invariant: in any window of `t` seconds at most `burst + rate * t` requests are let in.
    """

    rate: float
    burst: float
    _level: float = field(init=False)
    _at: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if self.rate <= 0 or self.burst < 1:
            raise ValueError("a limit needs a positive rate and room for at least one request")
        self._level = self.burst

    def take(self, now: float) -> float:
        """Let one request in and return 0.0, or return the seconds until one could pass.

        `now` is seconds, monotonic. A request that is turned away costs nothing.
        """
        if self._at is not None:
            self._level = min(self.burst, self._level + (now - self._at) * self.rate)
        self._at = now
        if self._level >= 1.0:
            self._level -= 1.0
            return 0.0
        return (1.0 - self._level) / self.rate

    def admit(self, now: float, method: str, path: str) -> float:
        """Do as `take`, whatever is asked for."""
        del method, path
        return self.take(now)

    def leave(self) -> None:
        """Do nothing: what has passed has passed."""


def retry_after(wait_s: float, form: RetryAfter, wall_clock: WallClock) -> str | None:
    """Return the text of a `Retry-After` header for this wait, or None for no header.

    Source: seen live for zero, missing and garbled; a date is legal and was never seen.
    """
    seconds = max(1, math.ceil(wait_s))
    match form:
        case "seconds":
            return str(seconds)
        case "zero":
            return "0"
        case "missing":
            return None
        case "garbled":
            return f"rand({seconds}),add({seconds})"
        case "huge":
            return str(_HUGE_S)
        case "date":
            return format_datetime(wall_clock.now() + timedelta(seconds=seconds), usegmt=True)
        case _:
            assert_never(form)
