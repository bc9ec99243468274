"""POST of a refresh token for a new access token: OAuth, as Integrations and Service Apps do it.

Source: RFC 6749 and OpenAPI for the request and the answer; the body of a refusal is not known.
"""

import base64
import hashlib
import secrets
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.exchange import answer
from reconciler.sandbox.front_door import TOKEN_PATH
from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.integration import Integration
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Token
from reconciler.sandbox.premises import Premises, premises_of
from reconciler.sandbox.rejections import Rejection

__all__ = ["TOKEN_ROUTES"]

_FORM = "application/x-www-form-urlencoded"
_REFRESH_TOKEN_LIFETIME_S = 7_776_000


async def refresh_token(request: Request) -> Response:
    """Answer POST `/access_token` with `grant_type=refresh_token`."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _FORM:
        raise Rejection(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Content type is not supported.")
    form = {name: values[-1] for name, values in parse_qs((await request.body()).decode()).items()}
    if form.get("grant_type") != "refresh_token":
        raise Rejection(HTTPStatus.BAD_REQUEST, "The grant type is not supported.")
    premises = premises_of(request.app)
    for organization in premises.organizations():
        integration = organization.integration
        if integration is not None and _knows(integration, form):
            return answer(_granted(premises, organization, integration))
    status = premises.organization.switches.refused_refresh
    raise Rejection(status, "The refresh token provided is invalid, expired or revoked.")


def _knows(integration: Integration, form: dict[str, str]) -> bool:
    expected = (
        ("client_id", integration.client_id),
        ("client_secret", integration.client_secret),
        ("refresh_token", integration.refresh_token),
    )
    known = [secrets.compare_digest(form.get(name, ""), value) for name, value in expected]
    return all(known) and not integration.revoked


def _granted(
    premises: Premises, organization: Organization, integration: Integration
) -> dict[str, str | float]:
    """Issue an access token; those issued before live on until they expire."""
    switches = organization.switches
    integration.refreshes += 1
    if switches.refresh_token_rotates:
        integration.refresh_token = _next(organization, "refresh", integration.refreshes)
    text = _next(organization, "access", integration.refreshes)
    organization.tokens[text] = Token(
        person_id=integration.person_id,
        scopes=integration.scopes,
        expires_at=premises.monotonic() + switches.access_token_lifetime_s,
    )
    return {
        "access_token": text,
        "expires_in": int(switches.access_token_lifetime_s),
        "refresh_token": integration.refresh_token,
        "refresh_token_expires_in": _REFRESH_TOKEN_LIFETIME_S,
        "token_type": "Bearer",
        "scope": " ".join(sorted(integration.scopes)),
    }


def _next(organization: Organization, purpose: str, number: int) -> str:
    """Return the n-th token of this purpose: as reproducible as the organization itself."""
    text = f"{organization.admin_token}:{purpose}:{number}".encode()
    digest = base64.urlsafe_b64encode(hashlib.blake2b(text, digest_size=48).digest()).decode()
    return f"{digest}_P0A1_{bare_key(organization.id)}"


TOKEN_ROUTES = (Route(TOKEN_PATH, refresh_token, methods=["POST"]),)
