"""A client for the sandbox's own control routes, on the standard library alone.

It speaks to loopback only and ignores proxies: whoever plays the administrator must not reach a
real organization by accident.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from urllib.parse import urlsplit

from reconciler.sandbox.wire_json import JSON, encoded

__all__ = ["ControlFailed", "edit"]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_TIMEOUT_S = 10.0


class ControlFailed(Exception):
    """The sandbox did not do it; the message says why, `answered` whether it was there at all."""

    def __init__(self, message: str, *, answered: bool) -> None:
        """Keep both."""
        super().__init__(message)
        self.answered = answered


def edit(base_url: str, token: str, email: str, changes: Mapping[str, JSON]) -> None:
    """Change a person's recording settings by hand, as an administrator does in Control Hub.

    `base_url` is the one of the API, with or without `/v1`.

    Raises:
        ValueError: not a loopback URL.
        ControlFailed: nobody answers there, or the change was refused.
    """
    parts = urlsplit(base_url)
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        raise ValueError(f"'{base_url}' is not a sandbox on this machine")
    request = urllib.request.Request(
        f"http://{parts.netloc}/_sandbox/edit",
        data=encoded({"email": email, "changes": changes}),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        method="POST",
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_TIMEOUT_S):
            return
    except urllib.error.HTTPError as error:
        with error:
            reason = _reason(error.code, error.read())
        raise ControlFailed(reason, answered=True) from None
    except OSError as error:
        message = f"no sandbox answers at '{base_url}': {error}"
        raise ControlFailed(message, answered=False) from None


def _reason(status: int, body: bytes) -> str:
    try:
        return f"the sandbox refused with {status}: {json.loads(body)['message']}"
    except (ValueError, KeyError, TypeError):
        return f"the sandbox refused with {status}"
