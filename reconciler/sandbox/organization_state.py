"""The state of one Webex organization, and what may be read from and written to it. No HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reconciler.sandbox.person_record import License, Location, Person, Token, Vendor
from reconciler.sandbox.recording_checks import accepted
from reconciler.sandbox.recording_rules import after_put, fields_not_offered, wire_form
from reconciler.sandbox.rejections import Rejection, not_a_calling_user, not_found
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["Organization"]

_STANDARD_NAMES = frozenset({"Webex Calling - Standard", "Webex Calling - Basic"})
_PROVIDER = "WSNWC10021"


@dataclass(slots=True, kw_only=True)
class Organization:
    """A tenant that anybody may change between two requests.

    People, locations, licenses and tokens are keyed by id (tokens by their text); the order of
    `people` is the order Webex lists them in.
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

    def effective_vendor(self, location: Location) -> Vendor:
        """Return the vendor that records this location's calls."""
        return self.vendor if location.follows_organization_vendor else location.own_vendor

    def calling_fails_for(self, person: Person) -> bool:
        """Say whether the calling back end is out of order for this person."""
        return person.email in self.calling_failures

    def read_recording(self, person_id: str) -> Document:
        """Return the recording document in its wire form.

        Raises:
            Rejection: no such person, or one without Webex Calling.
        """
        person, location = self._calling(person_id)
        provider = {
            "serviceProvider": _PROVIDER,
            "externalGroup": location.external_group,
            "externalIdentifier": person.external_identifier,
        }
        return wire_form(
            person.recording,
            provider=provider,
            webex_vendor=self._records_with_webex(location),
            switches=self.switches,
        )

    def write_recording(self, person_id: str, body: JSON) -> None:
        """Carry out a PUT.

        Raises:
            Rejection: the person, the license or a value does not allow it; nothing changed.
        """
        person, location = self._calling(person_id)
        webex_vendor = self._records_with_webex(location)
        hidden = fields_not_offered(webex_vendor=webex_vendor, switches=self.switches)
        change = accepted(body, hidden=hidden, switches=self.switches)
        if change.get("enabled") is True and not webex_vendor and self._standard(person):
            raise Rejection(
                self.switches.standard_with_foreign_vendor,
                "A user with a Webex Calling Standard license is not eligible for call recording "
                "by this vendor.",
            )
        person.recording = after_put(person.recording, change, self.switches)

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

    def expire_token(self, token: str) -> None:
        """Let the token die; from now on it is answered 401. Nothing happens if nobody has it."""
        if token in self.tokens:
            self.tokens[token].expired = True

    def _calling(self, person_id: str) -> tuple[Person, Location]:
        person = self.people.get(person_id)
        if person is None:
            raise not_found("Person")
        if person.location_id is None:
            raise not_a_calling_user(known=self.switches.without_calling == "not_assigned")
        return person, self.locations[person.location_id]

    def _records_with_webex(self, location: Location) -> bool:
        return self.effective_vendor(location).name == "Webex"

    def _standard(self, person: Person) -> bool:
        names = {self.licenses[each].name for each in person.licenses if each in self.licenses}
        return bool(names & _STANDARD_NAMES)
