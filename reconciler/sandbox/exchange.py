"""The few things every route needs: who asks, what they sent, and how an answer is written."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Token
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import Rejection, bad_value
from reconciler.sandbox.wire_json import JSON, encoded, parsed

__all__ = [
    "ORGANIZATION_KEY",
    "TOKEN_KEY",
    "TRACKING_KEY",
    "answer",
    "done",
    "json_body",
    "json_object",
    "organization_of",
    "refusal",
    "token_of",
    "truth",
    "whole_number",
]

TOKEN_KEY = "sandbox.token"  # noqa: S105 - a key of the scope, not a secret
ORGANIZATION_KEY = "sandbox.organization"
TRACKING_KEY = "sandbox.tracking_id"


def answer(value: JSON, headers: Mapping[str, str] | None = None) -> Response:
    """Return a 200 with the value as JSON."""
    return Response(encoded(value), headers=headers, media_type="application/json")


def refusal(rejection: Rejection, tracking_id: str) -> Response:
    """Return the answer that tells of a rejection."""
    return Response(
        encoded(rejection.body(tracking_id)),
        status_code=rejection.status,
        headers=rejection.headers,
        media_type="application/json",
    )


def done() -> Response:
    """Return a 204: no body and no content type."""
    return Response(status_code=HTTPStatus.NO_CONTENT)


def organization_of(request: Request) -> Organization:
    """Return the organization the request is about."""
    named: Organization | None = request.scope.get(ORGANIZATION_KEY)
    return premises_of(request.app).organization if named is None else named


def token_of(request: Request) -> Token:
    """Return the token the request came with; the front door has looked at it."""
    token: Token = request.scope[TOKEN_KEY]
    return token


async def json_body(request: Request) -> JSON:
    """Return the request's JSON.

    Raises:
        Rejection: 415 unless the content type says JSON, 400 unless the content is JSON.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Rejection(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Content type is not supported.")
    try:
        return parsed(await request.body())
    except ValueError:
        raise Rejection(HTTPStatus.BAD_REQUEST, "The request body is not valid JSON.") from None


async def json_object(request: Request) -> Mapping[str, JSON]:
    """Return the request's JSON object.

    Raises:
        Rejection: 415 or 400, as `json_body` does, and 400 for anything but an object.
    """
    body = await json_body(request)
    if not isinstance(body, Mapping):
        raise bad_value("body")
    return body


def truth(request: Request, name: str) -> bool | None:
    """Return a truth value from the query, or None.

    Lower-case text only: `True`, as a careless client writes it, is nothing.
    """
    return {"true": True, "false": False}.get(request.query_params.get(name, ""))


def whole_number(request: Request, name: str, *, default: int, least: int) -> int:
    """Return a query parameter as a number.

    Raises:
        Rejection: 400, not a whole number, or below `least`.
    """
    text = request.query_params.get(name)
    if text is None:
        return default
    if not text.isdecimal() or int(text) < least:
        raise bad_value(name)
    return int(text)
