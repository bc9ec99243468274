"""The only reader of environment variables: what may be set there, and what it means."""

import os
from typing import Final

from reconciler.errors import WebexRefused

__all__ = ["DEFAULT_BASE_URL", "access_token", "base_url", "color_choice"]

DEFAULT_BASE_URL: Final = "https://webexapis.com/v1"


def base_url() -> str:
    """Return where Webex answers: `WEBEX_BASE_URL`, else the public API."""
    return os.environ.get("WEBEX_BASE_URL") or DEFAULT_BASE_URL


def access_token() -> str:
    """Return the access token in `WEBEX_ACCESS_TOKEN`.

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
