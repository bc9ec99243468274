"""What a row of `/people` says about a person, and what it fails to say.

Pure reading of rows. Rule: an attribute that the row does not show, where Webex should have
shown it, is unknown; it is never taken for "has none".
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reconciler.subjects import (
    Attribute,
    License,
    Location,
    LocationId,
    Subject,
    SubjectId,
    SubjectKind,
)
from reconciler.values import JSONValue
from reconciler.webex.wire_answer import Row

__all__ = ["CallingLicenses", "calling_licenses", "person_of"]

_PROFESSIONAL: Final = frozenset(
    {
        "webex calling - professional",
        "webex calling - standard enterprise",
        "webex calling sp - standard enterprise",
    }
)
_STANDARD: Final = frozenset({"webex calling - standard", "webex calling - basic"})
_MACHINES: Final = frozenset({"bot", "appuser"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingLicenses:
    """The ids of the calling licenses of an organization, one set a class."""

    professional: frozenset[str]
    standard: frozenset[str]

    def held(self, ids: frozenset[str]) -> License:
        """Return the class of calling license among a person's license ids."""
        if ids & self.professional:
            return License.PROFESSIONAL
        return License.STANDARD if ids & self.standard else License.NONE


def calling_licenses(rows: Iterable[Row]) -> CallingLicenses:
    """Return the calling licenses among the rows of `/licenses`, known by name.

    Source: seen live: the id of the Professional license says "standard", one name may belong
    to several subscriptions, and `Standard Enterprise` is an older name of Professional.
    """
    named = [(str(row["id"]), " ".join(str(row.get("name")).lower().split())) for row in rows]
    return CallingLicenses(
        professional=frozenset(key for key, name in named if name in _PROFESSIONAL),
        standard=frozenset(key for key, name in named if name in _STANDARD),
    )


def person_of(
    row: Row, locations: Mapping[LocationId, Location], licenses: CallingLicenses
) -> Subject | None:
    """Return the person that a row describes; None: it is a machine account.

    Source: OpenAPI, list people; seen live: an `errors` map on a person whose calling back end
    did not answer, real booleans where strings are documented.
    """
    if row.get("type") in _MACHINES:
        return None
    held = _license_ids(row.get("licenses"))
    license_class = License.NONE if held is None else licenses.held(held)
    location = locations.get(LocationId(_text(row, "locationId").rstrip("=")))
    emails = _emails(row.get("emails"))
    department, title, extension = (_text(row, key) for key in ("department", "title", "extension"))
    return Subject(
        kind=SubjectKind.PERSON,
        id=SubjectId(str(row["id"]).rstrip("=")),
        name=_name(row) or (emails[0] if emails else str(row["id"])),
        emails=emails,
        location=location,
        department=sys.intern(department) if department else None,
        title=sys.intern(title) if title else None,
        extensions=(extension,) if extension else (),
        license=license_class,
        login_enabled=str(row.get("loginEnabled", True)).lower() != "false",
        invite_pending=str(row.get("invitePending")).lower() == "true",
        unknown=_unknown(row, held, location, license_class),
    )


def _unknown(
    row: Row, held: frozenset[str] | None, location: Location | None, license_class: License
) -> frozenset[Attribute]:
    """Return the attributes that the row leaves open."""
    # Rows without `licenses` are not the administrator's view; they may lack other fields too.
    whole = held is not None
    known = {
        # A location belongs to whoever has calling; under a license with a name that nobody
        # here knows, so whether it suffices is not known either.
        Attribute.LICENSE: whole and not (location and license_class is License.NONE),
        Attribute.LOCATION: location is not None or _has_no_location(row, held, license_class),
        Attribute.EMAIL: bool(_emails(row.get("emails"))),
        Attribute.DEPARTMENT: whole or bool(_text(row, "department")),
        Attribute.TITLE: whole or bool(_text(row, "title")),
        # The extension is calling data, as the location is.
        Attribute.EXTENSION: bool(_text(row, "extension")) or (whole and not row.get("errors")),
    }
    return frozenset(attribute for attribute, told in known.items() if not told)


def _has_no_location(row: Row, held: frozenset[str] | None, license_class: License) -> bool:
    """Say whether a missing location is Webex's word: only for who cannot have one."""
    told = not row.get("locationId") and not row.get("errors")
    return told and held is not None and license_class is License.NONE


def _license_ids(value: JSONValue) -> frozenset[str] | None:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return None
    return frozenset(str(each).strip() for each in value)


def _emails(value: JSONValue) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else []
    return tuple(each.strip().lower() for each in texts if isinstance(each, str) and each.strip())


def _name(row: Row) -> str:
    parts = (_text(row, "firstName"), _text(row, "lastName"))
    return _text(row, "displayName") or " ".join(part for part in parts if part)


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""
