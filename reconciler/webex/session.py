"""The one door to Webex: every request of this program passes `Session`.

What may be asked, and with which token, is decided here. Pace, retry, tracking ids and events
exist once too, in `sender`.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import httpx
import msgspec

from reconciler.clock import Clock
from reconciler.errors import WebexUnreachable
from reconciler.progress import Progress
from reconciler.values import JSONValue
from reconciler.webex.delivery import Parcel
from reconciler.webex.next_link import same_origin, with_params
from reconciler.webex.retrying import Missing
from reconciler.webex.sender import Sender
from reconciler.webex.tokens import TokenForm, Tokens
from reconciler.webex.wire_answer import Answer, NoAnswer

__all__ = ["Counts", "Session"]

_UNAUTHORIZED: Final = 401
_TOKEN_PATH: Final = "/access_token"  # noqa: S105 - a path, not a secret
_FORM: Final = b"application/x-www-form-urlencoded"


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
        self._read_only = read_only
        self._tokens = tokens
        self._sender = Sender(
            transport,
            base_url=base_url,
            clock=clock,
            progress=progress,
            budget_s=budget_s,
            jitter=jitter,
            concurrency=concurrency,
            max_rate=max_rate,
        )

    @property
    def counts(self) -> Counts:
        """Return what was sent so far."""
        return Counts(requests=self._sender.sent, turned_away=self._sender.turned_away)

    def url_of(self, path: str, params: Mapping[str, str] | None = None) -> str:
        """Return the URL of a path below the base URL."""
        url = f"{self.base_url}{path}"
        return with_params(url, params) if params else url

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer | NoAnswer:
        """Ask for what is at a path.

        Raises:
            WebexRefused: the token has ended, and Webex gives no other until somebody acts.
        """
        return await self._send(Parcel(method="GET", url=self.url_of(path, params)))

    async def follow(self, url: str) -> Answer | NoAnswer:
        """Ask for what is at an absolute URL, as a `Link` of Webex gives it.

        Raises:
            WebexUnreachable: the URL leads away from where the token belongs; nothing was sent.
        """
        if not same_origin(url, self.base_url):
            raise WebexUnreachable("a link of Webex leads to another host; the token stays here")
        return await self._send(Parcel(method="GET", url=url))

    async def put(self, path: str, body: JSONValue) -> Answer | NoAnswer:
        """Write what is at a path.

        Raises:
            RuntimeError: the session was opened for reading only; nothing was sent.
            WebexRefused: as for `get`; nothing was written.
        """
        if self._read_only:
            raise RuntimeError("a read-only session sends no PUT")
        content = msgspec.json.encode(body)
        return await self._send(Parcel(method="PUT", url=self.url_of(path), content=content))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._sender.aclose()

    async def _send(self, parcel: Parcel) -> Answer | NoAnswer:
        """Send with a token that lives, and once more if Webex refuses it and there is another.

        A request that was answered 401 was never processed, so a PUT may be repeated too.
        """
        try:
            await self._tokens.refresh_if_due(self._ask_for_token)
            result, used = await self._sender.send(parcel, self._tokens.current)
            unauthorized = isinstance(result, Answer) and result.status == _UNAUTHORIZED
            if unauthorized and used and await self._tokens.renew(used, self._ask_for_token):
                result, _ = await self._sender.send(parcel, self._tokens.current)
        except WebexUnreachable as error:
            missing = Missing.NOTHING_LEFT
            return NoAnswer(missing=missing, reason=error.message, tracking=error.tracking)
        return result

    async def _ask_for_token(self, form: TokenForm) -> Answer | NoAnswer:
        """Send the one POST there is: it changes no setting, so a read-only door sends it too."""
        parcel = Parcel(
            method="POST",
            url=self.url_of(_TOKEN_PATH),
            content=form.content.reveal().encode(),
            content_type=_FORM,
            secrets=form.secrets,
        )
        result, _ = await self._sender.send(parcel, lambda: None)
        return result
