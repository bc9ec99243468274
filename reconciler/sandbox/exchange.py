"""The few things every route needs: who asks, what they sent, and how an answer is written."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import Rejection, bad_value, forbidden
from reconciler.sandbox.wire_json import JSON, encoded, parsed

__all__ = [
    "PERSON_KEY",
    "SCOPES_KEY",
    "TRACKING_KEY",
    "answer",
    "json_body",
    "organization_of",
    "refusal",
    "require_scope",
    "whole_number",
]

PERSON_KEY = "sandbox.person_id"
SCOPES_KEY = "sandbox.scopes"
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


def organization_of(request: Request) -> Organization:
    """Return the organization behind the application."""
    return premises_of(request.app).organization


def require_scope(request: Request, *any_of: str) -> None:
    """Let the request pass if its token has one of these scopes.

    Raises:
        Rejection: 403, it has none.
    """
    if request.scope[SCOPES_KEY].isdisjoint(any_of):
        raise forbidden(f"The access token lacks the scope {' or '.join(any_of)}.")


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
