"""A partner of the organization: another tenant, whose token reaches both."""

import random
from dataclasses import replace

from reconciler.sandbox.administrators import token_text
from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.population import populate

__all__ = ["partner_organization", "partner_token"]

_PEOPLE = 10
_OTHER_SEED = 1_000_003


def partner_organization(*, seed: int = 7) -> Organization:
    """Return the partner's own organization, with a token that names others in `orgId`."""
    partner = populate(people=_PEOPLE, seed=seed + _OTHER_SEED)
    partner.name = "Harbour Telecom"
    for person in partner.people.values():
        person.email = person.email.replace("northwind", "harbour")
    chance = random.Random(f"{seed}:partner")  # noqa: S311 - reproducible on purpose
    text = token_text(bare_key(partner.id), chance)
    partner.tokens[text] = replace(partner.tokens[partner.admin_token], partner=True)
    return partner


def partner_token(partner: Organization) -> str:
    """Return the text of the token that reaches more than one organization.

    Raises:
        StopIteration: this organization is no partner.
    """
    return next(text for text, token in partner.tokens.items() if token.partner)
