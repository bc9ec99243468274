"""Whether to ask again, and when. Arithmetic only: time and chance are arguments.

What Webex turned away (429, 423) and what never left may be sent again whatever it is. A GET is
sent again also where the answer was lost, garbled or a server's failure. A PUT without a clear
answer is never sent again: it may have worked, and only `apply` can look.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

__all__ = ["Attempt", "GiveUp", "Happened", "Missing", "Next", "Retry", "next_step"]

_LOCKED: Final = 423
_TOO_MANY: Final = 429
_OVERLOADED: Final = frozenset({500, 502, 503, 504})
_HARMLESS: Final = frozenset({"GET", "POST"})
"""A POST is the request for a token, the only one there is; asking twice changes no setting."""
_ATTEMPTS: Final = 6
_FIRST_WAIT_S: Final = 0.5
_LONGEST_WAIT_S: Final = 30.0


class Missing(Enum):
    """Why there is no usable answer."""

    NOTHING_LEFT = "no connection could be made; nothing was sent"
    NO_ANSWER = "the connection broke before an answer came"
    GARBLED = "the answer is no JSON"


Happened: TypeAlias = "int | Missing"
"""An HTTP status, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try of one request, and how it went."""

    method: str
    number: int
    """1 for the first."""
    happened: Happened
    retry_after_s: float | None
    elapsed_s: float
    """Since the first try was sent."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Send it again after that many seconds."""

    delay_s: float


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Hand over what there is."""


Next: TypeAlias = Retry | GiveUp


def next_step(attempt: Attempt, *, budget_s: float, chance: float) -> Next:
    """Return what follows a failed attempt; `chance` in [0, 1) spreads the waits.

    A `Retry-After` is never shortened: one that does not fit the budget ends the request.
    A 429 has no limit but the budget and no backoff of its own: it slows the pace of all.
    """
    if not _repeatable(attempt):
        return GiveUp()
    backoff = min(_FIRST_WAIT_S * 2.0 ** min(attempt.number - 1, 20), _LONGEST_WAIT_S)
    own = 0.0 if attempt.happened == _TOO_MANY else backoff * (0.5 + 0.5 * chance)
    delay = max(own, attempt.retry_after_s or 0.0)
    if attempt.elapsed_s + delay > budget_s:
        return GiveUp()
    return Retry(delay)


def _repeatable(attempt: Attempt) -> bool:
    happened = attempt.happened
    if happened == _TOO_MANY:
        return True
    if attempt.number >= _ATTEMPTS:
        return False
    if happened in {_LOCKED, Missing.NOTHING_LEFT}:
        return True
    return attempt.method in _HARMLESS and (
        isinstance(happened, Missing) or happened in _OVERLOADED
    )
