"""Turning chance into people: names, addresses, departments, places, licenses, extensions."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from reconciler.sandbox.identifiers import random_uuid, webex_id
from reconciler.sandbox.name_pool import FIRST_NAMES, LAST_NAMES, address_part
from reconciler.sandbox.northwind import (
    CALL_ON_WEBEX,
    DEPARTMENTS,
    HEADCOUNT_BY_LOCATION,
    MESSAGING,
    PROFESSIONAL,
    STANDARD,
    TITLES,
)
from reconciler.sandbox.person_record import License, Location, Person
from reconciler.sandbox.wall_clock import timestamp

__all__ = ["Calling", "Hiring", "Vacancy"]

Calling: TypeAlias = Literal["professional", "standard", "none"]

_DOMAIN = "northwind.example"
_CALLING: dict[Calling, int] = {"professional": 70, "standard": 18, "none": 12}
_LICENSE_NAMES: dict[Calling, str] = {"professional": PROFESSIONAL, "standard": STANDARD}
_PENDING, _WITHOUT_TITLE, _SECOND_SUBSCRIPTION, _WITHOUT_NUMBER = 0.02, 0.04, 0.2, 0.25
_STATUSES = ("active", "inactive", "inactive", "meeting", "OutOfOffice", "DoNotDisturb")
_OPENED = datetime(2021, 1, 4, 8, 0, tzinfo=UTC)
_MINUTES_UNTIL_NOW = 5 * 365 * 24 * 60
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """What is settled about a person before chance decides the rest."""

    first_name: str
    last_name: str
    department: str | None
    title: str | None
    location: str
    calling: Calling
    address: str | None = None
    """The part of the email before the @; None derives it from the name."""
    roles: tuple[str, ...] = ()
    pending: bool = False


@dataclass(slots=True, kw_only=True)
class Hiring:
    """Hires people one after the other; the order of calls decides everything."""

    chance: random.Random
    locations: dict[str, Location]
    licenses: dict[str, License]
    _addresses: Counter[str] = field(default_factory=Counter)
    _extensions: Counter[str] = field(default_factory=Counter)
    _licenses_by_name: dict[str, list[str]] = field(default_factory=dict)
    _locations_by_name: dict[str, Location] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.licenses.values():
            self._licenses_by_name.setdefault(each.name, []).append(each.id)
        self._locations_by_name = {each.name: each for each in self.locations.values()}

    def anybody(self) -> Vacancy:
        """Return somebody chance made up."""
        chance = self.chance
        department = chance.choices(tuple(DEPARTMENTS), tuple(DEPARTMENTS.values()))[0]
        places, weights = tuple(HEADCOUNT_BY_LOCATION), tuple(HEADCOUNT_BY_LOCATION.values())
        title = None if chance.random() < _WITHOUT_TITLE else chance.choice(TITLES[department])
        return Vacancy(
            first_name=chance.choice(FIRST_NAMES),
            last_name=chance.choice(LAST_NAMES),
            department=department,
            title=title,
            location=chance.choices(places, weights)[0],
            calling=chance.choices(tuple(_CALLING), tuple(_CALLING.values()))[0],
            pending=chance.random() < _PENDING,
        )

    def hire(self, vacancy: Vacancy) -> Person:
        """Return the new person, with an address nobody else has."""
        joined = _OPENED + timedelta(minutes=self.chance.randrange(_MINUTES_UNTIL_NOW))
        changed = joined + timedelta(minutes=self.chance.randrange(_MINUTES_UNTIL_NOW // 20))
        person = Person(
            id=webex_id("PEOPLE", random_uuid(self.chance)),
            email=self._address(vacancy),
            first_name=vacancy.first_name,
            last_name=vacancy.last_name,
            department=vacancy.department,
            title=vacancy.title,
            licenses=self._licenses_for(vacancy.calling),
            roles=vacancy.roles,
            invite_pending=vacancy.pending,
            created=timestamp(joined),
            last_modified=timestamp(changed),
            # Whoever never logged in shows "unknown", not "pending" (source: seen live).
            status="unknown" if vacancy.pending else self.chance.choice(_STATUSES),
            external_identifier=self._external_identifier(),
        )
        if vacancy.calling != "none":
            self._give_phone(person, self._locations_by_name[vacancy.location])
        return person

    def _address(self, vacancy: Vacancy) -> str:
        first, last = address_part(vacancy.first_name), address_part(vacancy.last_name)
        wanted = vacancy.address or f"{first}.{last}"
        self._addresses[wanted] += 1
        taken = self._addresses[wanted]
        return f"{wanted}{taken if taken > 1 else ''}@{_DOMAIN}"

    def _licenses_for(self, calling: Calling) -> tuple[str, ...]:
        everybody = self._licenses_by_name[MESSAGING] + self._licenses_by_name[CALL_ON_WEBEX]
        if calling == "none":
            return tuple(everybody)
        first, *more = self._licenses_by_name[_LICENSE_NAMES[calling]]
        other = bool(more) and self.chance.random() < _SECOND_SUBSCRIPTION
        return (*everybody, more[0] if other else first)

    def _give_phone(self, person: Person, location: Location) -> None:
        self._extensions[location.id] += 1
        person.location_id = location.id
        person.extension = str(1000 + self._extensions[location.id])
        if self.chance.random() >= _WITHOUT_NUMBER:
            person.phone_number = location.number_prefix + person.extension

    def _external_identifier(self) -> str:
        name = "".join(self.chance.choices(_LETTERS, k=10))
        return f"{name}@52817093.int10.bcld.webex.com"
