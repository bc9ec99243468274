"""The state of one Webex organization, and what may be read from and written to it. No HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from reconciler.sandbox.audit_log import AuditLog
from reconciler.sandbox.device_record import Group, Recorded, RecordedKind, VirtualLine, Workspace
from reconciler.sandbox.entitlement import (
    refuse_basic_workspace,
    refuse_standard,
    refuse_without_terms,
)
from reconciler.sandbox.integration import Integration
from reconciler.sandbox.person_record import License, Location, Person, Token, Vendor
from reconciler.sandbox.provider_fields import provider_fields
from reconciler.sandbox.recording_checks import accepted
from reconciler.sandbox.recording_rules import after_put, fields_not_offered, wire_form
from reconciler.sandbox.recording_setup import OrganizationSetup
from reconciler.sandbox.rejections import not_a_calling_user, not_found
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.vendor_jobs import VendorJobs
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["Organization"]


@dataclass(slots=True, kw_only=True)
class Organization:
    """A tenant that anybody may change between two requests.

    Everything is keyed by id (tokens by their text), in the order Webex lists it in.
    """

    id: str
    name: str
    created: str
    people: dict[str, Person]
    locations: dict[str, Location]
    licenses: dict[str, License]
    tokens: dict[str, Token]
    admin_token: str
    """A full administrator's token that may read and write."""
    reader_token: str
    """The same administrator's token with read scopes only."""
    vendors: tuple[Vendor, ...]
    vendor: Vendor
    """The default recording vendor of every location that has not chosen its own."""
    storage_region: str = "EU"
    failure_behavior: str = "PROCEED_WITH_CALL_NO_ANNOUNCEMENT"
    virtual_lines: dict[str, VirtualLine] = field(default_factory=dict)
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    setup: OrganizationSetup = field(default_factory=OrganizationSetup)
    jobs: VendorJobs = field(default_factory=VendorJobs)
    audit: AuditLog = field(default_factory=AuditLog)
    integration: Integration | None = None
    """The OAuth client whose refresh token brings new access tokens."""
    calling_failures: set[str] = field(default_factory=set)
    """Lower-case emails of people whose calling back end does not answer."""
    switches: Switches = field(default_factory=Switches)
    """How this tenant behaves where the API is silent; the application sets them."""

    def person_by_email(self, email: str) -> Person:
        """Return the person with this address, compared without case.

        Raises:
            KeyError: nobody has it.
        """
        wanted = email.lower()
        for person in self.people.values():
            if person.email == wanted:
                return person
        raise KeyError(email)

    def location_by_name(self, name: str) -> Location:
        """Return the location of this name, compared without case.

        Raises:
            KeyError: there is none.
        """
        for location in self.locations.values():
            if location.name.casefold() == name.casefold():
                return location
        raise KeyError(name)

    def effective_vendor(self, location: Location) -> Vendor:
        """Return the vendor that records this location's calls."""
        return self.vendor if location.follows_organization_vendor else location.own_vendor

    def calling_fails_for(self, person: Person) -> bool:
        """Say whether the calling back end is out of order for this person."""
        return person.email in self.calling_failures

    def read_recording(self, subject_id: str, kind: RecordedKind = "person") -> Document:
        """Return the recording document in its wire form.

        Raises:
            Rejection: there is no such subject, or its license has no recording settings.
        """
        subject, location = self._recorded(subject_id, kind)
        hidden = fields_not_offered(
            webex_vendor=self._records_with_webex(location), switches=self.switches, kind=kind
        )
        return wire_form(
            subject.recording,
            provider=provider_fields(subject, location),
            hidden=hidden,
            switches=self.switches,
        )

    def write_recording(self, subject_id: str, body: JSON, kind: RecordedKind = "person") -> None:
        """Carry out a PUT.

        Raises:
            Rejection: the subject, the license, the vendor or a value does not allow it; nothing
                changed.
        """
        subject, location = self._recorded(subject_id, kind)
        vendor = self.effective_vendor(location)
        webex_vendor = vendor.name == "Webex"
        hidden = fields_not_offered(webex_vendor=webex_vendor, switches=self.switches, kind=kind)
        change = accepted(body, hidden=hidden, switches=self.switches)
        if vendor.terms_url and vendor.id not in self.setup.terms_accepted:
            refuse_without_terms(subject, vendor, self.switches)
        if change.get("enabled") is True and not webex_vendor:
            refuse_standard(subject, self.licenses, self.switches)
        subject.recording = after_put(subject.recording, change, self.switches)

    def edit(self, email: str, changes: Mapping[str, JSON]) -> None:
        """Change a person by hand, as an administrator does in Control Hub: a PUT's rules.

        Raises:
            Rejection: nobody has this address, or a PUT would be refused.
        """
        try:
            person = self.person_by_email(email)
        except KeyError:
            raise not_found(f"Person {email}") from None
        self.write_recording(person.id, changes)

    def vanish(self, person_id: str) -> None:
        """Let a person leave: gone from every list and every group."""
        self.people.pop(person_id, None)
        for group in self.groups.values():
            group.members = tuple(each for each in group.members if each != person_id)

    def move(self, person_id: str, location: Location) -> None:
        """Move a person to another location, which switches recording off.

        Source: OpenAPI, job "move people between locations": recording is disabled first, and
        stays so where the vendor changes. Here it always stays so.
        """
        person, old = self._recorded(person_id, "person")
        person.location_id = location.id
        person.provider_changes += int(old is not location)
        person.recording = after_put(person.recording, {"enabled": False}, self.switches)

    def expire_token(self, token: str) -> None:
        """Let the token die; from now on it is answered 401. Nothing happens if nobody has it."""
        if token in self.tokens:
            self.tokens[token].expired = True

    def held(self, kind: RecordedKind) -> Mapping[str, Recorded]:
        """Return everything of this kind, by id."""
        match kind:
            case "person":
                return self.people
            case "virtual_line":
                return self.virtual_lines
            case "workspace":
                return self.workspaces
            case _:
                assert_never(kind)

    def _recorded(self, subject_id: str, kind: RecordedKind) -> tuple[Recorded, Location]:
        subject = self.held(kind).get(subject_id)
        if subject is None:
            raise not_found(kind.replace("_", " ").capitalize())
        if isinstance(subject, Workspace):
            refuse_basic_workspace(subject)
        if subject.location_id is None:
            raise not_a_calling_user(known=self.switches.without_calling == "not_assigned")
        return subject, self.locations[subject.location_id]

    def _records_with_webex(self, location: Location) -> bool:
        return self.effective_vendor(location).name == "Webex"
