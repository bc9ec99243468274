"""A token that a command of the user's prints, such as that of a vault.

No shell is involved. What the command prints is never shown, for it could hold the token.
"""

import asyncio
import shlex
import subprocess
from typing import Final

from reconciler.errors import UsageWrong, WebexRefused
from reconciler.webex.single_flight import SingleFlight
from reconciler.webex.tokens import AskForToken, Secret, token_secret

__all__ = ["CommandToken"]

_LONGEST_S: Final = 30.0
_BY_HAND: Final = (
    "run it by hand to see why; what it prints is not shown here, for it could hold the token"
)


class CommandToken:
    """The first line that a command prints; satisfies `Tokens`."""

    def __init__(self, command: str, *, longest_s: float = _LONGEST_S) -> None:
        """Take the command as one writes it in a shell; it is not run yet.

        Raises:
            UsageWrong: it is empty, or its quotes do not match.
        """
        try:
            words = shlex.split(command)
        except ValueError as error:
            raise UsageWrong(f"WEBEX_TOKEN_COMMAND cannot be understood: {error}") from None
        if not words:
            raise UsageWrong("WEBEX_TOKEN_COMMAND is empty")
        self._program = words[0]
        self._words = Secret(shlex.join(words))
        self._longest_s = longest_s
        self._secret: Secret | None = None
        self._flight = SingleFlight[None]()

    def current(self) -> Secret:
        """Return the token."""
        if self._secret is None:
            raise RuntimeError("there is no token before the command has been run")
        return self._secret

    async def refresh_if_due(self, ask: AskForToken) -> None:
        """Run the command the first time.

        Raises:
            WebexRefused: it gives no token.
        """
        del ask
        if self._secret is None:
            await self._flight.join(self._run_again)

    async def renew(self, refused: Secret, ask: AskForToken) -> bool:
        """Run the command again and say whether it gives another token.

        Raises:
            WebexRefused: it gives none.
        """
        del ask
        if refused.same(self._secret):
            await self._flight.join(self._run_again)
        return not refused.same(self._secret)

    async def _run_again(self) -> None:
        self._secret = await asyncio.to_thread(self._run)

    def _run(self) -> Secret:
        try:
            code, line = _first_line(self._words, self._longest_s)
        except OSError as error:
            raise self._failed(f"cannot be run: {error.strerror}") from None
        except subprocess.TimeoutExpired:
            raise self._failed(f"was not done after {self._longest_s:.0f} s") from None
        if code != 0:
            raise self._failed(f"ended with exit code {code}")
        try:
            return token_secret(line.reveal(), "the first line that WEBEX_TOKEN_COMMAND prints")
        except UsageWrong as error:
            raise WebexRefused(error.message, hint=_BY_HAND) from None

    def _failed(self, how: str) -> WebexRefused:
        return WebexRefused(f"WEBEX_TOKEN_COMMAND ({self._program}) {how}", hint=_BY_HAND)


def _first_line(words: Secret, longest_s: float) -> tuple[int, Secret]:
    """Run the command and return its exit code and the first line it printed."""
    done = subprocess.run(  # noqa: S603 - the user's own command, from the environment
        shlex.split(words.reveal()),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=longest_s,
        check=False,
    )
    return done.returncode, Secret(done.stdout.decode(errors="replace").partition("\n")[0])
