"""What refreshing a token says and means: the form, the answer, and when it is due. Pure.

Texts of tokens are never looked into; they go from the wire straight into `Secret`.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

import msgspec

from reconciler.errors import UsageWrong, WebexError, WebexRefused, WebexUnreachable
from reconciler.webex.faults import error_of, fault_of
from reconciler.webex.tokens import Secret, TokenForm, token_secret
from reconciler.webex.wire_answer import Answer, NoAnswer

__all__ = ["AHEAD_S", "Credentials", "Granted", "answered", "form_of", "is_due", "lives", "renewed"]

AHEAD_S: Final = 300.0
"""A token with less than this left, in seconds, is replaced before it is used again."""

_ASKED: Final = "refreshing the access token"
_LONGEST_LIFE_S: Final = 10.0 * 365 * 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What it takes to get an access token again and again."""

    client_id: str = field(repr=False)
    client_secret: Secret
    refresh_token: Secret
    access_token: Secret | None
    expires_at: datetime | None
    """When the access token ends; None: nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What the token endpoint gave."""

    access_token: Secret
    refresh_token: Secret | None
    """None: the answer names none, so the old one stays."""
    expires_at: datetime | None


class _Grant(msgspec.Struct):
    access_token: str
    refresh_token: str | None = None
    expires_in: float | None = None

    def __repr__(self) -> str:
        return "_Grant()"


def form_of(credentials: Credentials) -> TokenForm:
    """Return the request for a new access token.

    Source: OpenAPI, access token with `grant_type` refresh_token.
    """
    fields = {
        "grant_type": "refresh_token",
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret.reveal(),
        "refresh_token": credentials.refresh_token.reveal(),
    }
    held = (credentials.client_secret, credentials.refresh_token, credentials.access_token)
    return TokenForm(
        content=Secret(urlencode(fields)),
        secrets=tuple(each for each in held if each is not None),
    )


def answered(result: Answer | NoAnswer, *, now: datetime, kept_in: str) -> Granted | WebexError:
    """Return what came of a refresh; `kept_in` names the place where people keep its secrets.

    Source: a bad refresh token is answered 400 or 401, with JSON or text (from SDKs).
    """
    if isinstance(result, NoAnswer):
        return WebexUnreachable(f"{_ASKED}: {result.reason}", tracking=result.tracking)
    if result.succeeded:
        return _granted(result, now)
    fault = fault_of(result.status, result.headers, result.body, tracking=result.tracking)
    error = error_of(fault, _ASKED)
    if isinstance(error, WebexRefused):
        error.hint = (
            "the refresh token is expired or revoked, or belongs to another client: authorize the"
            f" Service App or Integration again and put its new tokens into {kept_in}"
        )
    return error


def renewed(credentials: Credentials, granted: Granted) -> Credentials:
    """Return the credentials to go on with."""
    return replace(
        credentials,
        access_token=granted.access_token,
        refresh_token=granted.refresh_token or credentials.refresh_token,
        expires_at=granted.expires_at,
    )


def is_due(credentials: Credentials, now: datetime) -> bool:
    """Say whether a new access token should be asked for before the next request."""
    if credentials.access_token is None:
        return True
    ends = credentials.expires_at
    return ends is not None and (ends - now).total_seconds() < AHEAD_S


def lives(credentials: Credentials, now: datetime) -> bool:
    """Say whether the access token may still be accepted, as far as is known."""
    if credentials.access_token is None:
        return False
    return credentials.expires_at is None or now < credentials.expires_at


def _granted(answer: Answer, now: datetime) -> Granted | WebexError:
    try:
        grant = msgspec.json.decode(answer.body, type=_Grant)
        access_token = token_secret(grant.access_token, "the new access token")
        given = grant.refresh_token
        refresh_token = token_secret(given, "the new refresh token") if given else None
    except (msgspec.MsgspecError, UsageWrong):
        # Their texts say where the answer is wrong, and might quote it.
        message = f"{_ASKED}: the answer holds no usable token"
        return WebexUnreachable(message, status=answer.status, tracking=answer.tracking)
    life_s = grant.expires_in
    known = life_s is not None and 0 < life_s <= _LONGEST_LIFE_S
    return Granted(
        access_token=access_token,
        refresh_token=refresh_token,
        expires_at=now + timedelta(seconds=life_s) if known and life_s is not None else None,
    )
