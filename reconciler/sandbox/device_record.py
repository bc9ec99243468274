"""What the organization keeps of the things besides people that take calls, and of groups.

Mutable for the same reason as people: this is the far side.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reconciler.sandbox.person_record import Person
from reconciler.sandbox.wire_json import Document

__all__ = ["Group", "Recorded", "RecordedKind", "VirtualLine", "Workspace"]

RecordedKind: TypeAlias = Literal["person", "virtual_line", "workspace"]


@dataclass(slots=True, kw_only=True)
class VirtualLine:
    """A number that answers without a person: an extra line, usually on somebody's phone."""

    id: str
    first_name: str
    last_name: str
    location_id: str
    extension: str
    phone_number: str | None
    devices: int
    """How many are assigned."""
    external_identifier: str
    provider_changes: int = 0
    recording: Document | None = None

    @property
    def display_name(self) -> str:
        """First and last name as clients show them."""
        return f"{self.first_name} {self.last_name}"


@dataclass(slots=True, kw_only=True)
class Workspace:
    """A room, a lobby, a desk for whoever comes. Without calling it has no `license_id`."""

    id: str
    display_name: str
    type: str
    capacity: int | None
    supported_devices: str
    created: str
    location_id: str
    license_id: str | None
    professional: bool
    """False is the basic Workspace license, whose calling settings are shut."""
    extension: str | None
    phone_number: str | None
    external_identifier: str
    provider_changes: int = 0
    recording: Document | None = None


@dataclass(slots=True, kw_only=True)
class Group:
    """A group of people, kept by the directory."""

    id: str
    name: str
    created: str
    members: tuple[str, ...]
    """Ids of people, in the order Webex lists them."""


Recorded: TypeAlias = Person | VirtualLine | Workspace
"""Whatever has call recording settings of its own."""
