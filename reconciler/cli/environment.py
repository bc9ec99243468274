"""The only reader of environment variables: what may be set there, and what it means."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reconciler.errors import WebexRefused
from reconciler.webex.tokens import Secret

__all__ = [
    "DEFAULT_BASE_URL",
    "TOKEN_VARIABLES",
    "TokenSettings",
    "access_token",
    "base_url",
    "color_choice",
    "token_settings",
]

DEFAULT_BASE_URL: Final = "https://webexapis.com/v1"
TOKEN_VARIABLES: Final = frozenset(
    {
        *("WEBEX_ACCESS_TOKEN", "WEBEX_REFRESH_TOKEN", "WEBEX_CLIENT_ID", "WEBEX_CLIENT_SECRET"),
        *("WEBEX_TOKEN_FILE", "WEBEX_TOKEN_COMMAND"),
    }
)


def base_url() -> str:
    """Return where Webex answers: `WEBEX_BASE_URL`, else the public API."""
    return os.environ.get("WEBEX_BASE_URL") or DEFAULT_BASE_URL


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSettings:
    """What the environment says of tokens; None: not set, or blank."""

    access_token: Secret | None
    refresh_token: Secret | None
    client_id: str | None
    client_secret: Secret | None
    file: Path | None
    command: Secret | None
    """Secret, for people write passwords into commands."""


def token_settings() -> TokenSettings:
    """Return everything that the environment says of tokens."""
    file = _text("WEBEX_TOKEN_FILE")
    return TokenSettings(
        access_token=_secret("WEBEX_ACCESS_TOKEN"),
        refresh_token=_secret("WEBEX_REFRESH_TOKEN"),
        client_id=_text("WEBEX_CLIENT_ID"),
        client_secret=_secret("WEBEX_CLIENT_SECRET"),
        file=Path(file).expanduser() if file is not None else None,
        command=_secret("WEBEX_TOKEN_COMMAND"),
    )


def access_token() -> str:
    """Return the access token in `WEBEX_ACCESS_TOKEN`, for what only a sandbox is asked.

    Raises:
        WebexRefused: there is none.
    """
    token = os.environ.get("WEBEX_ACCESS_TOKEN", "").strip()
    if not token:
        raise WebexRefused(
            "no access token: WEBEX_ACCESS_TOKEN is not set",
            hint="export WEBEX_ACCESS_TOKEN=..., or try `reconciler demo`, which needs none",
        )
    return token


def color_choice() -> bool | None:
    """Return False where `NO_COLOR` asks for plain text, else None: ask the stream."""
    return False if os.environ.get("NO_COLOR") else None


def _text(name: str) -> str | None:
    return os.environ.get(name, "").strip() or None


def _secret(name: str) -> Secret | None:
    text = _text(name)
    return Secret(text) if text is not None else None
