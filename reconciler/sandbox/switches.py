"""What nobody outside Webex knows, one field each.

A default is what the evidence suggests, never what would be kindest to a client; a test that
holds must hold for every value here. The page on the sandbox lists them all.
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
    post_call_beyond_people: bool = False
    """Virtual lines and workspaces have `postCallRecordingSettings` too."""
    made_up_field: bool = False
    """GET carries a field no client has ever heard of, as Webex adds them without notice."""
    none_reads: Literal["None", "null", "absent"] = "None"
    """How a GET shows that there is no notification type."""
    short_on_demand: bool = False
    """GET shows the mode "On Demand with User Initiated Start" as "On Demand"."""
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
    terms_conflict: Literal["workspaces", "everybody", "nobody"] = "workspaces"
    """Whose PUT is a 409 while the vendor's terms of service are not accepted."""
    during_vendor_job: Literal["conflict", "accept"] = "conflict"
    """A PUT of recording settings while a vendor job runs: 409, or carried out."""
    location_vendor_answer: Literal["no_content", "job"] = "no_content"
    """A location's vendor PUT: applied at once with 204, or by a job with 200 and its id."""
    vendor_job_starts_after_s: float = 1.0
    """Seconds a vendor job is STARTING."""
    vendor_job_takes_s: float = 5.0
    """Seconds a vendor job is STARTED."""
    vendor_job_failures: int = 0
    """How many members a vendor job fails for; it is COMPLETED all the same."""
    vendor_job_fails: bool = False
    """A vendor job ends FAILED and changes nobody's provider fields."""
    vendor_users: Literal["everybody", "recorded"] = "everybody"
    """Whom a vendor's users are: everybody entitled, or only those with recording on."""
    vendor_users_key: Literal["members", "vendorUsers"] = "members"
    """The key of that list."""
    workspace_licenses_shown: bool = False
    """A workspace shows `calling.webexCalling.licenses`, which the API promises and never sends."""
    organization_switch_status: int = 403
    """Status for the organization's recording switch, which only partners may turn."""
    foreign_organization: int = 403
    """Status for an `orgId` the token does not administer."""
    read_only_reads_people: bool = False
    """A read-only administrator may read the recording settings of people."""
    audit_needs_scope: bool = True
    """Audit events need `audit:events_read`; False is any full administrator's token."""
    audit_shows_recording: bool = True
    """Audit events tell of recording settings of single people."""
    members_missing: int = 0
    """How many members the pages of a group lack, although `memberSize` counts them."""
    access_token_lifetime_s: float = 1_209_600.0
    """Seconds a refreshed access token lives."""
    refresh_token_rotates: bool = False
    """Each refresh brings a new refresh token and kills the one before."""
    refused_refresh: int = 400
    """Status for a refresh token that is unknown or revoked."""
    retry_after: Literal["seconds", "zero", "missing", "garbled", "huge", "date"] = "seconds"
    """How a 429 above the limit says when to come back."""
    largest_people_page: int = 1000
    """The most rows of a people list without calling data; a larger `max` is cut in silence."""
    next_link_defect: Literal[
        "none", "doubled_scheme", "null_max", "lost_filters", "empty_page", "duplicate_rows"
    ] = "none"
    """What is wrong with `next` links, as was seen at one time or another."""
    visible_after_s: float = 0.0
    """Seconds, monotonic, until a GET shows what a PUT wrote."""
    blank_in_link: bool = True
    """`Link` headers of the people and location lists have a blank after the semicolon. The
    telephony lists never have one."""
