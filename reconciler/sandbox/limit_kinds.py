"""Limits of other kinds than the token bucket; times are seconds on a clock somebody else holds.

Which kind Webex has is not known; a client has to live with all of them.
"""

from collections import deque
from dataclasses import dataclass, field

from reconciler.sandbox.limits import Limit

__all__ = ["Concurrency", "FixedWindow", "Penalty", "SlidingWindow"]

_SHORTLY_S = 1.0


def _check(requests: int, window_s: float) -> None:
    if requests < 1 or window_s <= 0:
        raise ValueError("a limit needs room for at least one request and a span of time")


@dataclass(slots=True, kw_only=True)
class FixedWindow:
    """So many requests in each span; the spans lie end to end, so two bursts may touch."""

    requests: int
    window_s: float
    _window: float = field(init=False, default=float("-inf"))
    _let_in: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        _check(self.requests, self.window_s)

    def admit(self, now: float, method: str, path: str) -> float:
        """Let one request in and return 0.0, or return the seconds until the next span."""
        del method, path
        window = now // self.window_s
        if window != self._window:
            self._window, self._let_in = window, 0
        if self._let_in < self.requests:
            self._let_in += 1
            return 0.0
        return (window + 1) * self.window_s - now

    def leave(self) -> None:
        """Do nothing: what has passed has passed."""


@dataclass(slots=True, kw_only=True)
class SlidingWindow:
    """So many requests in any span of this length, wherever it begins."""

    requests: int
    window_s: float
    _passed: deque[float] = field(init=False, default_factory=deque)

    def __post_init__(self) -> None:
        _check(self.requests, self.window_s)

    def admit(self, now: float, method: str, path: str) -> float:
        """Let one request in and return 0.0, or return the seconds until the oldest is past."""
        del method, path
        while self._passed and self._passed[0] <= now - self.window_s:
            self._passed.popleft()
        if len(self._passed) < self.requests:
            self._passed.append(now)
            return 0.0
        return self._passed[0] + self.window_s - now

    def leave(self) -> None:
        """Do nothing: what has passed has passed."""


@dataclass(slots=True, kw_only=True)
class Concurrency:
    """So many requests at the same time, at whatever pace."""

    requests: int
    _inside: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        _check(self.requests, _SHORTLY_S)

    def admit(self, now: float, method: str, path: str) -> float:
        """Let one request in and return 0.0, or return a second: nobody knows when one leaves."""
        del now, method, path
        if self._inside >= self.requests:
            return _SHORTLY_S
        self._inside += 1
        return 0.0

    def leave(self) -> None:
        """Make room for another."""
        self._inside -= 1


@dataclass(slots=True, kw_only=True)
class Penalty:
    """Another limit that shuts the door once it is broken; knocking starts the wait anew."""

    limit: Limit
    penalty_s: float
    _until: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        _check(1, self.penalty_s)

    def admit(self, now: float, method: str, path: str) -> float:
        """Let one request in and return 0.0, or return the whole wait, which begins now."""
        if now >= self._until and self.limit.admit(now, method, path) == 0.0:
            return 0.0
        self._until = now + self.penalty_s
        return self.penalty_s

    def leave(self) -> None:
        """Tell the limit behind it."""
        self.limit.leave()
