"""Which of the places that the environment names the access token comes from."""

from functools import partial

from reconciler.cli.environment import TokenSettings, token_settings
from reconciler.cli.paint import say
from reconciler.clock import Clock
from reconciler.errors import UsageWrong, WebexRefused
from reconciler.webex.token_command import CommandToken
from reconciler.webex.token_places import EnvironmentKeeper, FileKeeper, credentials_of
from reconciler.webex.token_refresh import Keeper, RefreshingToken
from reconciler.webex.tokens import FixedToken, Tokens

__all__ = ["TokenSource"]


class TokenSource:
    """The tokens of this process: found once, so that what was refreshed stays known."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._tokens: Tokens | None = None

    def open(self, clock: Clock) -> Tokens:
        """Return the tokens that the environment names.

        Raises:
            WebexRefused: it names none.
            UsageWrong: what it names cannot be used.
        """
        if self._tokens is None:
            self._tokens = _tokens(token_settings(), clock)
        return self._tokens


def _tokens(found: TokenSettings, clock: Clock) -> Tokens:
    """Return the first that is there: values, file, command."""
    tell = partial(say, err=True)
    keeper: Keeper
    if found.refresh_token is not None:
        keeper = _environment_keeper(found)
        return RefreshingToken(keeper, clock=clock)
    if found.access_token is not None:
        return FixedToken(found.access_token.reveal())
    if found.file is not None:
        keeper = FileKeeper(found.file, tell=tell)
        return RefreshingToken(keeper, clock=clock)
    if found.command is not None:
        return CommandToken(found.command.reveal())
    raise WebexRefused(
        "no access token: none of WEBEX_ACCESS_TOKEN, WEBEX_REFRESH_TOKEN, WEBEX_TOKEN_FILE and"
        " WEBEX_TOKEN_COMMAND is set",
        hint="export WEBEX_ACCESS_TOKEN=..., or try `reconciler demo`, which needs none",
    )


def _environment_keeper(found: TokenSettings) -> EnvironmentKeeper:
    if found.refresh_token is None or found.client_id is None or found.client_secret is None:
        missing = [
            name
            for name, value in (
                ("WEBEX_CLIENT_ID", found.client_id),
                ("WEBEX_CLIENT_SECRET", found.client_secret),
            )
            if value is None
        ]
        raise UsageWrong(
            f"WEBEX_REFRESH_TOKEN is set, but not {' and '.join(missing)}",
            hint="all three are needed; the developer portal shows them at the Service App",
        )
    credentials = credentials_of(
        access_token=found.access_token.reveal() if found.access_token is not None else None,
        refresh_token=found.refresh_token.reveal(),
        client_id=found.client_id,
        client_secret=found.client_secret.reveal(),
    )
    return EnvironmentKeeper(credentials, tell=partial(say, err=True))
