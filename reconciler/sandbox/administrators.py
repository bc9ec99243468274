"""Who may do what here: the tokens of every kind of administrator, and the OAuth client."""

import base64
import random
from collections.abc import Mapping

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.integration import Integration
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Role, Token

__all__ = ["appoint", "token_text"]

_READ_SCOPES = frozenset(
    {
        "spark-admin:people_read",
        "spark-admin:telephony_config_read",
        "spark-admin:licenses_read",
        "spark-admin:locations_read",
        "spark-admin:organizations_read",
        "spark-admin:workspaces_read",
        "identity:groups_read",
        "audit:events_read",
    }
)
_WRITE_SCOPES = frozenset({"spark-admin:people_write", "spark-admin:telephony_config_write"})
_SELF_SCOPES = frozenset({"spark:people_read", "spark:telephony_config_read"})
_ALL_SCOPES = _READ_SCOPES | _WRITE_SCOPES | _SELF_SCOPES

_LESSER_ROLES: tuple[Role, ...] = ("read_only", "user", "location", "device")


def appoint(organization: Organization, person_id: str, chance: random.Random) -> None:
    """Issue the tokens: two of a full administrator, one of each lesser kind.

    All act for the same person; one more is the first person's own. The location
    administrator looks after the first location.
    """
    key = bare_key(organization.id)
    organization.tokens = {
        organization.admin_token: Token(person_id=person_id, scopes=_ALL_SCOPES),
        organization.reader_token: Token(person_id=person_id, scopes=_READ_SCOPES),
    }
    first_location = next(iter(organization.locations), "")
    lesser: Mapping[Role, str] = {role: token_text(key, chance) for role in _LESSER_ROLES}
    for role, text in lesser.items():
        own = frozenset({first_location}) if role == "location" else frozenset()
        organization.tokens[text] = Token(
            person_id=person_id, scopes=_ALL_SCOPES, role=role, locations=own
        )
    organization.tokens[token_text(key, chance)] = Token(
        person_id=next(iter(organization.people)), scopes=_SELF_SCOPES, role="nobody"
    )
    organization.integration = Integration(
        client_id=f"C{chance.getrandbits(256):064x}",
        client_secret=f"{chance.getrandbits(256):064x}",
        refresh_token=token_text(key, chance),
        scopes=_ALL_SCOPES,
        person_id=person_id,
    )


def token_text(organization_key: str, chance: random.Random) -> str:
    """Return a token in the shape of a real one: random text, a cluster code, the organization."""
    text = base64.urlsafe_b64encode(chance.randbytes(48)).decode()
    return f"{text}_P0A1_{organization_key}"
