"""What people do while a program is at work: somebody is changed, moves away, or leaves."""

from typing import assert_never

from reconciler.sandbox.audit_notes import Target, note_by_hand
from reconciler.sandbox.premises import Premises
from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.weather import Drift, Moved, Vanished

__all__ = ["happen"]


def happen(event: Drift | Vanished | Moved, premises: Premises) -> None:
    """Let it happen to the main organization; an administrator is the one who does it.

    Raises:
        ValueError: Webex would refuse it, or there is no such person or place.
    """
    organization = premises.organization
    try:
        person = organization.person_by_email(event.email)
        match event:
            case Drift():
                organization.edit(event.email, event.changes)
                action = "Call recording was modified"
            case Vanished():
                organization.vanish(person.id)
                action = "User was deleted"
            case Moved():
                organization.move(person.id, organization.location_by_name(event.location))
                action = "User was moved to another location"
            case _:
                assert_never(event)
    except (Rejection, KeyError) as error:
        raise ValueError(f"this {type(event).__name__.lower()} cannot happen: {error}") from error
    actor = organization.tokens[organization.admin_token].person_id
    target = Target("PERSON", person.id, person.display_name)
    note_by_hand(organization, premises.monotonic(), actor, target, action)
