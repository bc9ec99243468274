"""What the organization keeps of people, places, licenses, vendors and tokens.

Mutable on purpose: this is the far side, where an administrator may change anything at any
moment. Nested JSON documents are replaced, never edited.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reconciler.sandbox.recording_setup import LocationSetup
from reconciler.sandbox.wire_json import Document

__all__ = ["License", "Location", "Person", "Role", "Token", "Vendor"]

Role: TypeAlias = Literal["full", "read_only", "user", "location", "device", "nobody"]
"""What kind of administrator somebody is; `nobody` may look at themselves."""


@dataclass(slots=True, kw_only=True)
class Person:
    """One person, with or without Webex Calling."""

    id: str
    email: str
    first_name: str
    last_name: str
    department: str | None
    title: str | None
    licenses: tuple[str, ...]
    roles: tuple[str, ...] = ()
    location_id: str | None = None
    extension: str | None = None
    phone_number: str | None = None
    invite_pending: bool = False
    created: str
    last_modified: str
    status: str
    external_identifier: str
    provider_changes: int = 0
    """How many vendor jobs have rewritten the provider fields; each gives them new values."""
    recording: Document | None = None
    """The whole recording document, or None when nobody ever configured it."""

    @property
    def display_name(self) -> str:
        """First and last name as clients show them."""
        return f"{self.first_name} {self.last_name}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A call recording provider."""

    id: str
    name: str
    description: str
    migrate_user_creation: bool
    login_url: str = ""
    terms_url: str = ""


@dataclass(slots=True, kw_only=True)
class Location:
    """A place with Webex Calling. Its own vendor counts only if it does not follow the default."""

    id: str
    name: str
    time_zone: str
    language: str
    address: Document
    latitude: str
    longitude: str
    routing_prefix: str
    number_prefix: str
    """What stands before an extension in the outside number of its owner."""
    external_group: str
    own_vendor: Vendor
    follows_organization_vendor: bool = True
    setup: LocationSetup = field(default_factory=LocationSetup)
    """What the location's own recording documents say."""


@dataclass(slots=True, kw_only=True)
class License:
    """One purchased license. `for_people` is False where Webex counts no users at all."""

    id: str
    name: str
    total_units: int
    subscription_id: str | None = None
    for_people: bool = True


@dataclass(slots=True, kw_only=True)
class Token:
    """An access token: whose it is, what it may do, and whether it still lives."""

    person_id: str
    scopes: frozenset[str]
    expired: bool = False
    expires_at: float | None = None
    """Seconds, monotonic, on the clock of the application; None lives until it is killed."""
    role: Role = "full"
    locations: frozenset[str] = frozenset()
    """Ids of the locations a location administrator looks after."""
    partner: bool = False
    """Whether other organizations may be named in `orgId`."""
