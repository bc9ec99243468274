"""What a token may do: scopes, the kind of administrator, and whose locations.

Source: OpenAPI for the scope and the administrators of each endpoint; that the others get a 403
is inferred.
"""

from starlette.requests import Request

from reconciler.sandbox.exchange import token_of
from reconciler.sandbox.person_record import Role, Token
from reconciler.sandbox.rejections import forbidden

__all__ = ["require_location", "require_role", "require_scope"]


def require_scope(request: Request, *any_of: str) -> None:
    """Let the request pass if its token has one of these scopes.

    Raises:
        Rejection: 403, it has none.
    """
    if token_of(request).scopes.isdisjoint(any_of):
        raise forbidden(f"The access token lacks the scope {' or '.join(any_of)}.")


def require_role(request: Request, *others: Role) -> Token:
    """Let full administrators pass, and those of the other kinds named; return the token.

    Raises:
        Rejection: 403, the token's administrator is none of these.
    """
    token = token_of(request)
    if token.role != "full" and token.role not in others:
        raise forbidden("Access Forbidden")
    return token


def require_location(request: Request, location_id: str | None) -> None:
    """Let everybody pass but a location administrator of other locations.

    Raises:
        Rejection: 403, the location is not one of theirs.
    """
    token = token_of(request)
    if token.role == "location" and location_id not in token.locations:
        raise forbidden("Access Forbidden")
