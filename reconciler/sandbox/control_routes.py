"""The strings behind the stage, under `/_sandbox`: no part of Webex, for tests and people.

Loopback only, and only with the administrator's token, which keeps working here even after it
has expired for the API.
"""

import secrets
from collections.abc import Mapping
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.audit_notes import Target, note_by_hand
from reconciler.sandbox.device_record import RecordedKind
from reconciler.sandbox.exchange import answer, done, json_body, json_object, organization_of
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import bad_value, forbidden, not_found, unauthorized
from reconciler.sandbox.weather_script import misfortune_of
from reconciler.sandbox.wire_json import JSON

__all__ = ["CONTROL_ROUTES"]

_LOOPBACK = frozenset({"127.0.0.1", "::1"})


async def edit_by_hand(request: Request) -> Response:
    """Change somebody by hand: `{"email": ..., "changes": {...}}`.

    A virtual line or a workspace is named by `id` instead; `by` is the address of who does it.
    """
    organization = _guarded(request)
    body = await json_object(request)
    changes = body.get("changes")
    if not isinstance(changes, Mapping):
        raise bad_value("changes")
    actor = organization.tokens[organization.admin_token].person_id
    if "by" in body:
        actor = _person_id(organization, _text(body, "by"))
    subject_id = _text(body, "id") if "id" in body else None
    kind = "person" if subject_id is None else _kind_of(organization, subject_id)
    if subject_id is None:
        subject_id = _person_id(organization, _text(body, "email"))
    organization.write_recording(subject_id, changes, kind)
    subject = organization.held(kind)[subject_id]
    target = Target(kind.upper(), subject_id, subject.display_name)
    at = premises_of(request.app).monotonic()
    note_by_hand(organization, at, actor, target, "Call recording was modified")
    return done()


async def read_requests(request: Request) -> Response:
    """Show what the API was asked so far, counted."""
    _guarded(request)
    return answer(premises_of(request.app).received.summary())


async def read_tokens(request: Request) -> Response:
    """Show every token with the administrator it stands for, and the OAuth client."""
    organization = _guarded(request)
    integration = organization.integration
    tokens: list[JSON] = [
        {"token": text, "role": token.role, "scopes": sorted(token.scopes), "orgId": each.id}
        for each in premises_of(request.app).organizations()
        for text, token in each.tokens.items()
    ]
    shown: dict[str, JSON] = {"tokens": tokens}
    if integration is not None:
        shown["integration"] = {
            "client_id": integration.client_id,
            "client_secret": integration.client_secret,
            "refresh_token": integration.refresh_token,
        }
    return answer(shown)


async def revoke_refresh_token(request: Request) -> Response:
    """Revoke the refresh token of the OAuth client."""
    integration = _guarded(request).integration
    if integration is None:
        raise not_found("Integration")
    integration.revoked = True
    return done()


async def fail_calling(request: Request) -> Response:
    """Let the calling back end fail for one person: `{"email": ...}`."""
    organization = _guarded(request)
    email = _text(await json_object(request), "email")
    _person_id(organization, email)
    organization.calling_failures.add(email.lower())
    return done()


async def expire_token(request: Request) -> Response:
    """Let a token die: `{"token": ...}`."""
    organization = _guarded(request)
    organization.expire_token(_text(await json_object(request), "token"))
    return done()


async def read_person(request: Request) -> Response:
    """Show the recording document of a person, found by email, as the API would."""
    organization = _guarded(request)
    person_id = _person_id(organization, request.path_params["email"])
    return answer(organization.read_recording(person_id))


async def add_weather(request: Request) -> Response:
    """Put one misfortune at the end of the script."""
    _guarded(request)
    misfortune = misfortune_of(await json_body(request))
    premises_of(request.app).weather.add(misfortune)
    return done()


def _guarded(request: Request) -> Organization:
    organization = organization_of(request)
    if request.client is None or request.client.host not in _LOOPBACK:
        raise forbidden("The sandbox is controlled from its own machine only.")
    given = request.headers.get("authorization", "").encode()
    if not secrets.compare_digest(given, f"Bearer {organization.admin_token}".encode()):
        raise unauthorized()
    return organization


def _text(body: Mapping[str, JSON], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise bad_value(key)
    return value


def _person_id(organization: Organization, email: str) -> str:
    try:
        return organization.person_by_email(email).id
    except KeyError:
        raise not_found(f"Person {email}") from None


def _kind_of(organization: Organization, subject_id: str) -> RecordedKind:
    for kind in get_args(RecordedKind):
        if subject_id in organization.held(kind):
            known: RecordedKind = kind
            return known
    raise not_found("Subject")


CONTROL_ROUTES = (
    Route("/_sandbox/edit", edit_by_hand, methods=["POST"]),
    Route("/_sandbox/requests", read_requests),
    Route("/_sandbox/tokens", read_tokens),
    Route("/_sandbox/revoke-refresh-token", revoke_refresh_token, methods=["POST"]),
    Route("/_sandbox/calling-failure", fail_calling, methods=["POST"]),
    Route("/_sandbox/expire-token", expire_token, methods=["POST"]),
    Route("/_sandbox/person/{email}", read_person),
    Route("/_sandbox/weather", add_weather, methods=["POST"]),
)
