"""Who asks, and about which organization: found once, at the front door."""

import re
from urllib.parse import parse_qs

from starlette.types import Scope

from reconciler.sandbox.exchange import ORGANIZATION_KEY, TOKEN_KEY
from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Token
from reconciler.sandbox.premises import Premises
from reconciler.sandbox.rejections import Rejection, unauthorized

__all__ = ["identify"]

_ITEM = re.compile(r"/v1/(people|workspaces|groups|licenses)/([^/]+)(/members|/Members)?$")


def identify(scope: Scope, premises: Premises, now: float) -> None:
    """Write the token and the organization it asks about into the scope.

    Raises:
        Rejection: 401, no living token; or the organization is not the token's to administer.
    """
    home, token = _bearer(scope, premises, now)
    scope[TOKEN_KEY], scope[ORGANIZATION_KEY] = token, home
    if b"orgId" in scope["query_string"]:
        scope[ORGANIZATION_KEY] = _named(scope, premises, home, token)
    elif token.partner:
        scope[ORGANIZATION_KEY] = _holder(scope["path"], premises, home)


def _bearer(scope: Scope, premises: Premises, now: float) -> tuple[Organization, Token]:
    for name, value in scope["headers"]:
        if name == b"authorization":
            kind, _, text = value.decode("latin-1").partition(" ")
            break
    else:
        raise unauthorized()
    for organization in premises.organizations():
        token = organization.tokens.get(text.strip())
        if token is not None:
            break
    else:
        raise unauthorized()
    outlived = token.expires_at is not None and now >= token.expires_at
    if kind.lower() != "bearer" or token.expired or outlived:
        raise unauthorized()
    return organization, token


def _named(scope: Scope, premises: Premises, home: Organization, token: Token) -> Organization:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("orgId", [])
    within_reach = premises.organizations() if token.partner else (home,)
    for organization in within_reach:
        if {organization.id, bare_key(organization.id)}.issuperset(asked):
            return organization
    message = "The access token does not administer this organization."
    raise Rejection(home.switches.foreign_organization, message)


def _holder(path: str, premises: Premises, home: Organization) -> Organization:
    """Return the organization of the item a partner reads; these reads take no `orgId`.

    Everything else without `orgId` is about the partner's own organization, silently
    (source: seen live).
    """
    item = _ITEM.match(path)
    if item is not None:
        for organization in premises.organizations():
            held = (
                organization.people,
                organization.workspaces,
                organization.groups,
                organization.licenses,
            )
            if any(item[2] in each for each in held):
                return organization
    return home
