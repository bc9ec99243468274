"""The pace this organization permits: a token bucket over a clock somebody else holds."""

from dataclasses import dataclass, field

__all__ = ["TokenBucket"]


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
