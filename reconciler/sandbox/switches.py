"""What nobody outside Webex knows, one field each.

A default is what the evidence suggests, never what would be kindest to a client; a test that
holds must hold for every value here.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Switches"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """How this organization behaves where the published API is silent."""

    merge: Literal["deep", "shallow", "replace"] = "deep"
    """What a PUT keeps: members of nested objects too, top-level fields only, or nothing."""
    wipe_on_disable: bool = True
    """Turning recording off returns every other field to Webex's default."""
    sparse_while_off: bool = True
    """A document that was ever configured lacks `record`, `postCallRecordingSettings` and
    `announcements` while recording is off; a pristine one shows `record`."""
    selective_fields: bool = True
    """`selectiveCallRecordingSettings` exists; False is an organization before August 2026."""
    made_up_field: bool = False
    """GET carries a field no client has ever heard of, as Webex adds them without notice."""
    none_string: Literal["reject", "ignore", "accept"] = "reject"
    """What a PUT with `notification.type` "None", the value that GET shows, meets."""
    notification_null: Literal["none", "beep"] = "none"
    """What `enabled: true` with `type: null` becomes: no notification, or the Beep default."""
    invalid_value: Literal["reject", "ignore"] = "reject"
    """A wrong JSON type, enum value or interval: 400, or dropped with a 204."""
    null_scalar: Literal["reject", "ignore"] = "reject"
    """`null` for anything but `notification.type`: 400, or dropped with a 204."""
    standard_with_foreign_vendor: int = 400
    """Status for enabling a Standard licensee where the effective vendor is not Webex."""
    without_calling: Literal["not_found", "not_assigned"] = "not_found"
    """Recording settings of a person without calling: 404/4008, or 400/4410."""
    foreign_organization: int = 403
    """Status for an `orgId` the token does not administer."""
    visible_after_s: float = 0.0
    """Seconds, monotonic, until a GET shows what a PUT wrote."""
    blank_in_link: bool = True
    """`Link` headers of the people and location lists have a blank after the semicolon. The
    telephony lists never have one."""
