"""The one door to Webex: every request of this program passes `Session`.

Authentication, pace, retry, tracking ids and events exist once, on this way. Whether to send and
when is decided in `pacing` and `retrying`; the bytes are `delivery`'s.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import httpx
import msgspec
import structlog
from structlog.typing import FilteringBoundLogger

from reconciler.clock import Clock
from reconciler.errors import WebexUnreachable
from reconciler.progress import Progress
from reconciler.values import JSONValue
from reconciler.webex.delivery import Delivery
from reconciler.webex.gate import Gate
from reconciler.webex.next_link import same_origin, with_params
from reconciler.webex.pacing import Pace, parse_retry_after
from reconciler.webex.retrying import Attempt, GiveUp, Missing, next_step
from reconciler.webex.tokens import Tokens
from reconciler.webex.wire_answer import Answer, NoAnswer

__all__ = ["Counts", "Session"]

_TOO_MANY: Final = 429
_UNAVAILABLE: Final = 503
_FIRST_ERROR: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a session has done so far."""

    requests: int
    """Everything that was sent, repeats included."""
    turned_away: int
    """Answers with HTTP 429."""


class Session:
    """An authenticated conversation with one organization.

    Answers of any status and lost answers are values; what they mean is the caller's to say.
    """

    def __init__(  # noqa: PLR0913 - the whole world of the door is handed in, by name
        self,
        transport: httpx.AsyncBaseTransport,
        *,
        base_url: str,
        tokens: Tokens,
        clock: Clock,
        progress: Progress,
        read_only: bool,
        budget_s: float,
        jitter: random.Random,
        concurrency: int = 40,
        max_rate: float | None = None,
    ) -> None:
        """Open the door.

        `base_url` has passed `transport.check_base_url`. `budget_s` limits how long one request
        is repeated, and how long it waits for a `Retry-After`. `max_rate` is in requests a
        second. `jitter` spreads the waits and names the session in tracking ids.
        """
        self.base_url = base_url
        self._clock = clock
        self._read_only = read_only
        self._budget_s = budget_s
        self._jitter = jitter
        self._pace = Pace(max_rate=max_rate)
        self._gate = Gate(self._pace, places=concurrency, clock=clock, progress=progress)
        name = f"RECONCILER_{jitter.getrandbits(64):016x}"
        self._delivery = Delivery(transport, base_url=base_url, tokens=tokens, name=name)
        self._log: FilteringBoundLogger = structlog.get_logger().bind()
        self._turned_away = 0

    @property
    def counts(self) -> Counts:
        """Return what was sent so far."""
        return Counts(requests=self._delivery.sent, turned_away=self._turned_away)

    def url_of(self, path: str, params: Mapping[str, str] | None = None) -> str:
        """Return the URL of a path below the base URL."""
        url = f"{self.base_url}{path}"
        return with_params(url, params) if params else url

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer | NoAnswer:
        """Ask for what is at a path."""
        return await self._send("GET", self.url_of(path, params))

    async def follow(self, url: str) -> Answer | NoAnswer:
        """Ask for what is at an absolute URL, as a `Link` of Webex gives it.

        Raises:
            WebexUnreachable: the URL leads away from where the token belongs; nothing was sent.
        """
        if not same_origin(url, self.base_url):
            raise WebexUnreachable("a link of Webex leads to another host; the token stays here")
        return await self._send("GET", url)

    async def put(self, path: str, body: JSONValue) -> Answer | NoAnswer:
        """Write what is at a path.

        Raises:
            RuntimeError: the session was opened for reading only; nothing was sent.
        """
        return await self._send("PUT", self.url_of(path), msgspec.json.encode(body))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._delivery.aclose()

    async def _send(self, method: str, url: str, content: bytes = b"") -> Answer | NoAnswer:
        """Send until there is an answer, or no point in repeating."""
        if self._read_only and method != "GET":
            raise RuntimeError(f"a read-only session sends no {method}")
        number, started = 0, None
        while True:
            elapsed = 0.0 if started is None else self._clock.monotonic() - started
            if not await self._gate.enter(self._budget_s - elapsed):
                return self._held_too_long()
            number, sent_at = number + 1, self._clock.monotonic()
            started = sent_at if started is None else started
            try:
                result = await self._delivery.send(method, url, content)
            finally:
                self._gate.leave()
            self._log_answer(method, url, result, sent_at)
            if isinstance(result, Answer) and result.status < _FIRST_ERROR:
                self._pace.answered(self._clock.monotonic())
                return result
            attempt = self._learn(method, number, result, sent_at=sent_at, started=started)
            step = next_step(attempt, budget_s=self._budget_s, chance=self._jitter.random())
            if isinstance(step, GiveUp):
                return result
            await self._pause(attempt, step.delay_s, url, result.tracking)

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
                self._turned_away += 1
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
            path=url.removeprefix(self.base_url),
            attempt=attempt.number,
            happened=_name(attempt.happened),
            delay_s=round(delay_s, 3),
            tracking=tracking,
        )
        now = self._clock.monotonic()
        if delay_s > self._pace.held(now):
            await self._gate.wait_until(now + delay_s)

    def _log_answer(self, method: str, url: str, result: Answer | NoAnswer, sent_at: float) -> None:
        self._log.debug(
            "webex.request_answered",
            method=method,
            path=url.removeprefix(self.base_url),
            happened=result.status if isinstance(result, Answer) else _name(result.missing),
            duration_ms=round((self._clock.monotonic() - sent_at) * 1000, 1),
            tracking=result.tracking,
        )

    def _held_too_long(self) -> NoAnswer:
        seconds = self._pace.held(self._clock.monotonic())
        reason = (
            f"Webex asks everybody to wait {seconds:.0f} s more, which is beyond the waiting"
            f" budget of {self._budget_s:.0f} s; nothing was sent"
        )
        return NoAnswer(missing=Missing.NOTHING_LEFT, reason=reason)


def _name(happened: int | Missing) -> str | int:
    return happened.name.lower() if isinstance(happened, Missing) else happened
