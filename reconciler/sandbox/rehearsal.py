"""An organization rebuilt from a snapshot file, so that an apply can be rehearsed on a copy.

The file is read as plain JSON Lines: a header, a line for each subject, an end line. What a
snapshot does not tell (time zones, numbers, who administers) is made up.
"""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence

from reconciler.sandbox.administrators import appoint, token_text
from reconciler.sandbox.identifiers import bare_key, numbered_uuid, webex_id
from reconciler.sandbox.northwind import DUBBER, WEBEX, found_licenses
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Location, Vendor
from reconciler.sandbox.recording_setup import OrganizationSetup
from reconciler.sandbox.rehearsed_subjects import move_in
from reconciler.sandbox.wire_json import JSON

__all__ = ["rehearsed"]

_FORMAT = 1


def rehearsed(content: bytes) -> Organization:
    """Return the organization that the snapshot file shows.

    Tokens are new and the same for the same content. The first person administers.

    Raises:
        ValueError: this is no whole snapshot of format 1.
    """
    header, subjects = _parts(content)
    chance = random.Random(hashlib.sha256(content).digest())  # noqa: S311 - reproducible
    try:
        organization = _opened(header, len(subjects), chance)
        for subject in subjects:
            move_in(organization, subject)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a line of the snapshot lacks what it must have: {error}") from error
    if not organization.people:
        raise ValueError("the snapshot has no people, and somebody must administer it")
    administrator = next(iter(organization.people.values()))
    administrator.roles = (webex_id("ROLE", "id_full_admin"),)
    appoint(organization, administrator.id, chance)
    return organization


def _parts(content: bytes) -> tuple[Mapping[str, JSON], Sequence[Mapping[str, JSON]]]:
    """Return the header and the subject lines of a whole file."""
    lines = [json.loads(line) for line in content.splitlines() if line.strip()]
    if not all(isinstance(line, Mapping) for line in lines) or len(lines) < 2:  # noqa: PLR2004
        raise ValueError("this is no snapshot: every line is an object, two at least")
    header, *subjects, end = lines
    if header.get("kind") != "snapshot" or header.get("format") != _FORMAT:
        raise ValueError(f"this is no snapshot of format {_FORMAT}")
    if end.get("kind") != "end" or end.get("subjects") != len(subjects):
        raise ValueError("the snapshot is not whole: its last line does not fit")
    return header, subjects


def _opened(header: Mapping[str, JSON], people: int, chance: random.Random) -> Organization:
    named, places = header["organization"], header["locations"]
    if not isinstance(named, Mapping) or not isinstance(places, Sequence):
        raise TypeError("organization")
    key = bare_key(str(named["id"]))
    vendors = _vendors(places)
    default = _usual_vendor(places, vendors)
    locations = [
        _location(place, number, vendors, default)
        for number, place in enumerate(places)
        if isinstance(place, Mapping)
    ]
    return Organization(
        id=str(named["id"]),
        name=str(named["name"]),
        created="2021-01-04T08:00:00+00:00",
        people={},
        locations={each.id: each for each in locations},
        licenses=found_licenses(key, people, chance),
        tokens={},
        admin_token=token_text(key, chance),
        reader_token=token_text(key, chance),
        vendors=tuple(vendors.values()),
        vendor=default,
        setup=OrganizationSetup(terms_accepted={each.id for each in vendors.values()}),
    )


def _vendors(places: Sequence[JSON]) -> dict[str, Vendor]:
    """Return every vendor that a location has, by name, and the two that there always are."""
    found = {WEBEX.name: WEBEX, DUBBER.name: DUBBER}
    for place in places:
        name = place.get("vendor") if isinstance(place, Mapping) else None
        if isinstance(name, str) and name not in found:
            found[name] = Vendor(
                id=webex_id("RECORDING_VENDOR", numbered_uuid(name, 0)),
                name=name,
                description=f"{name} Call Recording Provider",
                migrate_user_creation=True,
            )
    return found


def _usual_vendor(places: Sequence[JSON], vendors: Mapping[str, Vendor]) -> Vendor:
    names = [place.get("vendor") for place in places if isinstance(place, Mapping)]
    known = Counter(name for name in names if isinstance(name, str))
    return vendors[known.most_common(1)[0][0]] if known else WEBEX


def _location(
    place: Mapping[str, JSON], number: int, vendors: Mapping[str, Vendor], default: Vendor
) -> Location:
    own = vendors.get(str(place.get("vendor")), default)
    return Location(
        id=str(place["id"]),
        name=str(place["name"]),
        time_zone="UTC",
        language="en_us",
        address={"address1": "1 Sample Street", "city": str(place["name"]), "country": "US"},
        latitude="0.0",
        longitude="0.0",
        routing_prefix=str(8000 + number),
        number_prefix=f"+1555{number:03}",
        external_group=f"WSNWC10021L{40417 + number}",
        own_vendor=own,
        follows_organization_vendor=own is default,
    )
