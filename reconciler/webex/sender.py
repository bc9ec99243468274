"""How one request travels: at the pace of all, again where that makes sense, and told in the log.

Only `session` calls this. Whether and when to send again is decided in `pacing` and `retrying`;
the bytes are `delivery`'s.
"""

import random
from collections.abc import Callable
from typing import Final

import httpx
import structlog
from structlog.typing import FilteringBoundLogger

from reconciler.clock import Clock
from reconciler.progress import Progress
from reconciler.webex.delivery import Delivery, Parcel
from reconciler.webex.gate import Gate
from reconciler.webex.pacing import Pace, parse_retry_after
from reconciler.webex.retrying import Attempt, GiveUp, Missing, next_step
from reconciler.webex.tokens import Secret
from reconciler.webex.wire_answer import Answer, NoAnswer

__all__ = ["Sender"]

_TOO_MANY: Final = 429
_UNAVAILABLE: Final = 503
_FIRST_ERROR: Final = 400


class Sender:
    """Sends requests, each until it is answered or given up."""

    def __init__(  # noqa: PLR0913 - the whole world of the door is handed in, by name
        self,
        transport: httpx.AsyncBaseTransport,
        *,
        base_url: str,
        clock: Clock,
        progress: Progress,
        budget_s: float,
        jitter: random.Random,
        concurrency: int,
        max_rate: float | None,
    ) -> None:
        """Take what `Session` was given."""
        self._base_url = base_url
        self._clock = clock
        self._budget_s = budget_s
        self._jitter = jitter
        self._pace = Pace(max_rate=max_rate)
        self._gate = Gate(self._pace, places=concurrency, clock=clock, progress=progress)
        name = f"RECONCILER_{jitter.getrandbits(64):016x}"
        self._delivery = Delivery(transport, base_url=base_url, name=name)
        self._log: FilteringBoundLogger = structlog.get_logger().bind()
        self.turned_away = 0
        """How many answers were HTTP 429."""

    @property
    def sent(self) -> int:
        """Return how many requests were sent, repeats included."""
        return self._delivery.sent

    async def aclose(self) -> None:
        """Close every connection."""
        await self._delivery.aclose()

    async def send(
        self, parcel: Parcel, current: Callable[[], Secret | None]
    ) -> tuple[Answer | NoAnswer, Secret | None]:
        """Send until there is an answer, or no point in repeating.

        `current` is asked for the token at each try, for the wait before one may be long. The
        token of the last try is returned with what came of it.
        """
        token: Secret | None = None
        number, started = 0, None
        while True:
            elapsed = 0.0 if started is None else self._clock.monotonic() - started
            if not await self._gate.enter(self._budget_s - elapsed):
                return self._held_too_long(), token
            number, sent_at = number + 1, self._clock.monotonic()
            started = sent_at if started is None else started
            try:
                token = current()
                result = await self._delivery.send(parcel, token)
            finally:
                self._gate.leave()
            self._log_answer(parcel, result, sent_at)
            if isinstance(result, Answer) and result.status < _FIRST_ERROR:
                self._pace.answered(self._clock.monotonic())
                return result, token
            attempt = self._learn(parcel.method, number, result, sent_at=sent_at, started=started)
            step = next_step(attempt, budget_s=self._budget_s, chance=self._jitter.random())
            if isinstance(step, GiveUp):
                return result, token
            await self._pause(attempt, step.delay_s, parcel.url, result.tracking)

    def _learn(
        self,
        method: str,
        number: int,
        result: Answer | NoAnswer,
        *,
        sent_at: float,
        started: float,
    ) -> Attempt:
        """Tell the pace of a failure, and return it as the arithmetic of repeating wants it."""
        now = self._clock.monotonic()
        happened: int | Missing
        retry_after = None
        if isinstance(result, Answer):
            happened = result.status
            retry_after = parse_retry_after(result.headers.get("retry-after"), self._clock.now())
            if happened == _TOO_MANY:
                self.turned_away += 1
                self._pace.turned_away(now, sent_at=sent_at, retry_after_s=retry_after)
            elif happened == _UNAVAILABLE and retry_after:
                self._pace.hold(now, retry_after)
            else:
                self._pace.answered(now)
        else:
            happened = result.missing
        return Attempt(
            method=method,
            number=number,
            happened=happened,
            retry_after_s=retry_after,
            elapsed_s=now - started,
        )

    async def _pause(self, attempt: Attempt, delay_s: float, url: str, tracking: str) -> None:
        """Wait before the next try; what holds everybody is waited for at the gate."""
        self._log.info(
            "webex.retry_scheduled",
            method=attempt.method,
            path=self._path(url),
            attempt=attempt.number,
            happened=_name(attempt.happened),
            delay_s=round(delay_s, 3),
            tracking=tracking,
        )
        now = self._clock.monotonic()
        if delay_s > self._pace.held(now):
            await self._gate.wait_until(now + delay_s)

    def _log_answer(self, parcel: Parcel, result: Answer | NoAnswer, sent_at: float) -> None:
        self._log.debug(
            "webex.request_answered",
            method=parcel.method,
            path=self._path(parcel.url),
            happened=result.status if isinstance(result, Answer) else _name(result.missing),
            duration_ms=round((self._clock.monotonic() - sent_at) * 1000, 1),
            tracking=result.tracking,
        )

    def _path(self, url: str) -> str:
        return url.removeprefix(self._base_url)

    def _held_too_long(self) -> NoAnswer:
        seconds = self._pace.held(self._clock.monotonic())
        reason = (
            f"Webex asks everybody to wait {seconds:.0f} s more, which is beyond the waiting"
            f" budget of {self._budget_s:.0f} s; nothing was sent"
        )
        return NoAnswer(missing=Missing.NOTHING_LEFT, reason=reason)


def _name(happened: int | Missing) -> str | int:
    return happened.name.lower() if isinstance(happened, Missing) else happened
