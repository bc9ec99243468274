"""The OAuth client of the organization: its secret, and the refresh token that brings tokens."""

from dataclasses import dataclass, field

__all__ = ["Integration"]


@dataclass(slots=True, kw_only=True)
class Integration:
    """One Service App or Integration, authorized by an administrator."""

    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)
    scopes: frozenset[str]
    person_id: str
    """The administrator it acts as."""
    revoked: bool = False
    refreshes: int = 0
    """How many access tokens it has brought."""
