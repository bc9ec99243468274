"""What Webex says when it says no: every shape of error body as one value.

Nothing is required of a body: gateways answer with HTML, plain text or nothing at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import msgspec

from reconciler.errors import WebexError, WebexRefused, WebexUnreachable
from reconciler.values import JSONValue

__all__ = ["Fault", "error_of", "fault_of"]

_LONGEST_MESSAGE: Final = 300
_DEEPEST: Final = 8
"""Levels of nesting to search; known bodies need five, and a hostile one may have thousands."""
_CODE_KEYS: Final = ("errorCode", "code")
_NESTED_KEYS: Final = ("errors", "error", "message")
_MESSAGE_KEYS: Final = ("message", "description", "failureReason", "errors", "error")
_TRY_LATER: Final = frozenset({408, 423, 429})
_HINTS: Final[Mapping[int, str]] = {
    401: "the token is wrong, expired or revoked; a personal access token lives for 12 hours",
    403: "it takes an administrator's token with the scopes spark-admin:people_read,"
    " spark-admin:licenses_read, spark-admin:locations_read, spark-admin:organizations_read,"
    " spark-admin:telephony_config_read, and spark-admin:people_write to apply",
    404: "is the base URL right?",
    429: "the organization's limit is used up; try later, or with a larger waiting budget",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One refusal or failure, as far as it can be understood."""

    status: int
    message: str
    codes: tuple[str, ...]
    """Every error code of the body, top level and nested, in order and without repeats."""
    tracking: str

    def __str__(self) -> str:
        """Return one line for a person: message, status, codes."""
        codes = f", code {'/'.join(self.codes)}" if self.codes else ""
        return f"{self.message} (HTTP {self.status}{codes})"


def fault_of(status: int, headers: Mapping[str, str], body: bytes, *, tracking: str = "") -> Fault:
    """Return what an unsuccessful answer says; `tracking` is used where the body names none.

    Source: error bodies seen live and in SDKs: `message` with `errors[]`; `error` as object or
    list with `message` as text or list; a code on top; `failureReason`; terms of service.
    """
    value = _decoded(headers, body)
    found = next((text for text in _messages(value) if text), _phrase(status))
    named = value.get("trackingId") if isinstance(value, Mapping) else None
    return Fault(
        status=status,
        message=found,
        codes=tuple(dict.fromkeys(_codes(value))),
        tracking=named if isinstance(named, str) and named else tracking,
    )


def error_of(fault: Fault, asked: str) -> WebexError:
    """Return the error that ends a run because of this fault; `asked` says what we wanted."""
    message = f"{asked}: {fault}"
    hint = _HINTS.get(fault.status)
    unwell = fault.status in _TRY_LATER or not 400 <= fault.status < 500  # noqa: PLR2004 - HTTP
    kind = WebexUnreachable if unwell else WebexRefused
    return kind(message, hint=hint, status=fault.status, tracking=fault.tracking)


def _decoded(headers: Mapping[str, str], body: bytes) -> JSONValue:
    try:
        value: JSONValue = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        plain = headers.get("content-type", "").startswith("text/plain")
        return body.decode(errors="replace") if plain else None
    return value


def _messages(value: JSONValue, depth: int = _DEEPEST) -> Iterator[str]:
    """Yield what may serve as the message, best first."""
    if isinstance(value, str):
        yield _one_line(value)
    elif isinstance(value, Mapping) and depth:
        vendor, terms = value.get("vendorName"), value.get("termsOfServiceUrl")
        if vendor and terms:
            yield _one_line(f"the terms of service of {vendor} are not accepted: {terms}")
        for key in _MESSAGE_KEYS:
            yield from _messages(value.get(key), depth - 1)
    elif isinstance(value, list) and depth:
        for each in value:
            yield from _messages(each, depth - 1)


def _codes(value: JSONValue, depth: int = _DEEPEST) -> Iterator[str]:
    if isinstance(value, Mapping) and depth:
        for key in _CODE_KEYS:
            code = value.get(key)
            if isinstance(code, int | str) and not isinstance(code, bool) and code != "":
                yield _one_line(str(code))
        for key in _NESTED_KEYS:
            yield from _codes(value.get(key), depth - 1)
    elif isinstance(value, list) and depth:
        for each in value:
            yield from _codes(each, depth - 1)


def _one_line(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[:_LONGEST_MESSAGE]}..."


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "no message"
