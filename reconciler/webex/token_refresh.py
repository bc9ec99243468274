"""An access token that is replaced when it ends: once for everybody who waits for it.

What a refresh says and means is decided in `token_grants`; where the secrets are kept is the
keeper's affair. The way to the token endpoint is lent by the door.
"""

from math import inf
from typing import Final, Protocol

import structlog
from structlog.typing import FilteringBoundLogger

from reconciler.clock import Clock
from reconciler.errors import ReconcilerError, WebexError, WebexRefused
from reconciler.webex.single_flight import SingleFlight
from reconciler.webex.token_grants import (
    Credentials,
    Granted,
    answered,
    form_of,
    is_due,
    lives,
    renewed,
)
from reconciler.webex.tokens import AskForToken, Secret

__all__ = ["Keeper", "RefreshingToken"]

_PATIENCE_S: Final = 30.0
"""A token endpoint that did not answer is left alone for that long."""


class Keeper(Protocol):
    """Where the user keeps the credentials."""

    @property
    def place(self) -> str:
        """Return its name for people."""
        ...

    def latest(self) -> Credentials:
        """Return what is kept there now, for somebody else may have renewed it."""
        ...

    def keep(self, credentials: Credentials) -> None:
        """Keep these from now on; called only where the refresh token is another one."""
        ...


class RefreshingToken:
    """The token of a Service App or an Integration; satisfies `Tokens`.

    It may outlive a session and its event loop, so that a refresh token that has changed is
    known to the next session of the same process.
    """

    def __init__(self, keeper: Keeper, *, clock: Clock) -> None:
        """Begin with what the keeper has; nothing is asked for yet."""
        self._keeper = keeper
        self._clock = clock
        self._held = self._kept = keeper.latest()
        self._log: FilteringBoundLogger = structlog.get_logger().bind()
        self._refused: Secret | None = None
        self._failure: WebexError | None = None
        self._ask_again_at = -inf
        self._flight = SingleFlight[WebexError | None]()

    def current(self) -> Secret:
        """Return the access token."""
        if self._held.access_token is None:
            raise RuntimeError("there is no token before the first refresh")
        return self._held.access_token

    async def refresh_if_due(self, ask: AskForToken) -> None:
        """Refresh if there is no usable token, or one that ends within `AHEAD_S`.

        While the old one lives, a refresh that fails is only a warning.

        Raises:
            WebexError: there is no token that could be used.
        """
        if not is_due(self._held, self._clock.now()) and self._refused is None:
            return
        if self._usable() and self._clock.monotonic() < self._ask_again_at:
            return
        error = await self._refreshed(ask)
        if error is not None and not self._usable():
            raise error

    async def renew(self, refused: Secret, ask: AskForToken) -> bool:
        """Return True once there is another token than the refused one.

        Raises:
            WebexRefused: Webex accepts the refresh token no more either.
            WebexUnreachable: the token endpoint gave no usable answer.
        """
        if not refused.same(self._held.access_token):
            return True
        self._refused = refused
        error = await self._refreshed(ask)
        if error is not None:
            raise error
        return True

    def _usable(self) -> bool:
        return self._refused is None and lives(self._held, self._clock.now())

    async def _refreshed(self, ask: AskForToken) -> WebexError | None:
        """Join the refresh that is under way, or begin one."""
        return await self._flight.join(lambda: self._refresh(ask))

    async def _refresh(self, ask: AskForToken) -> WebexError | None:
        self._take_over()
        if self._refused is None and not is_due(self._held, self._clock.now()):
            return None
        if self._failure is not None and self._clock.monotonic() < self._ask_again_at:
            return self._failure
        result = await ask(form_of(self._held))
        outcome = answered(result, now=self._clock.now(), kept_in=self._keeper.place)
        if isinstance(outcome, Granted):
            self._go_on_with(outcome)
            return None
        if isinstance(outcome, WebexRefused) and self._take_over():
            return await self._refresh(ask)
        self._failure = outcome
        final = isinstance(outcome, WebexRefused)
        self._ask_again_at = inf if final else self._clock.monotonic() + _PATIENCE_S
        self._log.warning(
            "webex.token_refresh_failed", reason=outcome.message, tracking=outcome.tracking
        )
        return outcome

    def _take_over(self) -> bool:
        """Say whether somebody else has renewed what is kept; if so, go on with that."""
        try:
            latest = self._keeper.latest()
        except ReconcilerError as error:
            self._log.warning("webex.token_place_unreadable", reason=error.message)
            return False
        if _same(latest, self._kept):
            return False
        self._held = self._kept = latest
        self._begin_anew()
        return True

    def _go_on_with(self, granted: Granted) -> None:
        before, self._held = self._held, renewed(self._held, granted)
        self._begin_anew()
        # However short a token lives, it is not replaced at every request.
        self._ask_again_at = self._clock.monotonic() + _PATIENCE_S
        changed = not before.refresh_token.same(self._held.refresh_token)
        self._log.info("webex.token_refreshed", refresh_token_changed=changed)
        if changed:
            self._kept = self._held
            self._keeper.keep(self._held)

    def _begin_anew(self) -> None:
        self._failure, self._ask_again_at = None, -inf
        if self._refused is not None and not self._refused.same(self._held.access_token):
            self._refused = None


def _same(one: Credentials, other: Credentials) -> bool:
    if not one.refresh_token.same(other.refresh_token):
        return False
    if one.access_token is None:
        return other.access_token is None
    return one.access_token.same(other.access_token)
