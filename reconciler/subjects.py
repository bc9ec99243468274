"""Whatever carries settings, and what policies may ask about it.

Attributes are three-valued: a value, `None` for "Webex says there is none", and a name in
`unknown` for "could not be read". Reading them off the wire is `webex.directory`'s work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Protocol, TypeAlias

__all__ = [
    "Attribute",
    "Group",
    "Identified",
    "License",
    "Location",
    "LocationId",
    "SettingName",
    "SettingValue",
    "Settings",
    "Subject",
    "SubjectId",
    "SubjectKind",
]

SubjectId = NewType("SubjectId", str)
"""Webex's id of a subject, unpadded base64; opaque but for logs."""
LocationId = NewType("LocationId", str)
SettingName = NewType("SettingName", str)
"""Document and pointer of a catalog row: `recording.repeat.interval`."""

SettingValue: TypeAlias = bool | int | str | None
Settings: TypeAlias = Mapping[SettingName, SettingValue]
"""Values by setting name, in normal form. Every setting of the catalog is a scalar."""


class SubjectKind(StrEnum):
    """The kinds of subject. The value is the word used in files and on the command line."""

    PERSON = "person"
    VIRTUAL_LINE = "virtual_line"
    WORKSPACE = "workspace"
    LOCATION = "location"
    ORGANIZATION = "organization"


class License(StrEnum):
    """The Webex Calling license classes that decide who can be recorded.

    Source: OpenAPI, person call recording ("Webex Calling Standard ... only when the vendor is
    Webex"). Classes are read off license names, never off license ids, which lie.
    """

    PROFESSIONAL = "professional"
    STANDARD = "standard"
    NONE = "none"


class Attribute(StrEnum):
    """What a selector may ask about a subject and Webex may fail to tell."""

    LOCATION = "location"
    DEPARTMENT = "department"
    LICENSE = "license"
    EMAIL = "email"
    GROUPS = "groups"
    TITLE = "title"
    EXTENSION = "extension"


class Identified(Protocol):
    """Whatever is enough to find a subject's documents."""

    @property
    def kind(self) -> SubjectKind:
        """Return the kind, which decides the path."""
        ...

    @property
    def id(self) -> SubjectId:
        """Return Webex's id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place of the organization."""

    id: LocationId
    name: str
    vendor: str | None
    """Name of the effective recording vendor (`Webex`, `Dubber`); None: could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Group:
    """A group of people of the organization."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One carrier of settings, as the organization's lists describe it."""

    kind: SubjectKind
    id: SubjectId
    name: str
    emails: tuple[str, ...] = ()
    """Lower case; the primary address first. Only people have any."""
    location: Location | None = None
    department: str | None = None
    title: str | None = None
    groups: tuple[Group, ...] = ()
    """Ordered by id."""
    extensions: tuple[str, ...] = ()
    """Digits as dialed within the organization, leading zeros included; ordered."""
    license: License = License.NONE
    invite_pending: bool = False
    login_enabled: bool = True
    """False: someone suspended the person, who stays a subject all the same."""
    unknown: frozenset[Attribute] = frozenset()
    """Attributes that could not be read. Their fields hold the empty value and mean nothing."""

    @property
    def label(self) -> str:
        """Return what people call this subject in output: the address, else the name."""
        return self.emails[0] if self.emails else self.name
