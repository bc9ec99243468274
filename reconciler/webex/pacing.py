"""How fast to ask: a pace that is learned, because Webex publishes no numbers.

Arithmetic over an injected time, in seconds; the waiting is `session`'s. The pace doubles until
the first 429, then rises slowly and halves at each further one (AIMD). Two laws: no window of
time holds more turns than the pace allows, and no turn lies before a `Retry-After` is over.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["BURST_S", "Pace", "Turn", "parse_retry_after"]

BURST_S: Final = 0.02
"""As much of an unused past as may be caught up with at once, in seconds of the pace."""

_START: Final = 50.0
_SLOWEST: Final = 0.2
_DOUBLING: Final = 4.0
"""Added to the pace by each answer before the first 429: it doubles every ln 2 / 4 = 0.17 s."""
_CLIMB: Final = 0.05
"""Rise a second after it, as a part of the pace at which Webex turned us away."""
_FIRST_PAUSE_S: Final = 2.0
_LONGEST_PAUSE_S: Final = 60.0
_SHORTEST_PAUSE_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One reserved moment for one request."""

    at: float
    generation: int


class Pace:
    """The pace that all requests of one token share.

    Requests take a turn, wait until it comes, and look whether it still stands: whoever is
    turned away moves everybody who waits.
    """

    def __init__(self, *, max_rate: float | None = None) -> None:
        """Start gently; never exceed `max_rate` requests a second."""
        self._ceiling = float("inf") if max_rate is None else max_rate
        self._rate = min(_START, self._ceiling)
        self._climb = 0.0
        self._free = 0.0
        self._held_until = 0.0
        self._used = float("-inf")
        self._slowed_at = float("-inf")
        self._pressed_at = float("-inf")
        self._generation = 0
        self._strikes = 0

    @property
    def rate(self) -> float:
        """Return the pace in requests a second."""
        return self._rate

    def reserve(self, now: float) -> Turn:
        """Return the next free turn; it belongs to the caller."""
        if self._free > now:
            self._pressed_at = now
        at = max(now, self._held_until, self._free)
        self._free = max(self._free, at - BURST_S) + 1 / self._rate
        return Turn(at, self._generation)

    def claim(self, turn: Turn) -> bool:
        """Say whether the turn still stands: nobody was turned away since. Then it is used."""
        if turn.generation != self._generation:
            return False
        self._used = max(self._used, turn.at)
        return True

    def held(self, now: float) -> float:
        """Return the seconds for which Webex asked everybody to wait; 0: go on."""
        return max(0.0, self._held_until - now)

    def answered(self, now: float) -> None:
        """Count an answer that was no 429. Rises only where the pace was what held us back."""
        self._strikes = 0
        if now - self._pressed_at > 1.0:
            return
        step = self._climb / self._rate if self._climb else _DOUBLING
        self._rate = min(self._rate + step, self._ceiling)

    def turned_away(self, now: float, *, sent_at: float, retry_after_s: float | None) -> None:
        """Slow down after a 429 and hold everybody until its `Retry-After` is over.

        The pace halves once for all requests that were under way together. A `Retry-After` is
        never shortened; where it is missing or unreadable the pause doubles with each strike.
        """
        if sent_at >= self._slowed_at:
            self._climb = _CLIMB * self._rate
            self._rate = max(self._rate / 2, min(_SLOWEST, self._ceiling))
            self._slowed_at = now
            self._strikes += 1
        pause = min(_FIRST_PAUSE_S * 2.0 ** (self._strikes - 1), _LONGEST_PAUSE_S)
        self.hold(now, pause if retry_after_s is None else retry_after_s)

    def hold(self, now: float, seconds: float) -> None:
        """Hold everybody for that long, at least a second. Turns given out no longer stand."""
        self._held_until = max(self._held_until, now + max(seconds, _SHORTEST_PAUSE_S))
        self._free = max(self._held_until, self._used + 1 / self._rate)
        self._generation += 1


def parse_retry_after(text: str | None, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` header asks for; None: missing or garbled.

    Source: seen live: `0`, `5`, `194`, missing, and the literal `rand(30),add(30)`; an HTTP
    date is legal and was never seen.
    """
    if text is None:
        return None
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
