"""Northwind Trading, peopled from a seed: the same seed and size give the same organization."""

import random
from collections.abc import Iterable

from reconciler.sandbox.administrators import appoint, token_text
from reconciler.sandbox.fitting_out import fit_out
from reconciler.sandbox.hiring import Hiring, Vacancy
from reconciler.sandbox.identifiers import random_uuid, webex_id
from reconciler.sandbox.northwind import DUBBER, WEBEX, found_licenses, found_locations
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Person
from reconciler.sandbox.recording_habits import (
    ON_DEMAND,
    PAUSABLE,
    SWITCHED_OFF,
    UNTOUCHED,
    Habit,
    habit_of,
)
from reconciler.sandbox.recording_setup import OrganizationSetup
from reconciler.sandbox.rejections import Rejection

__all__ = ["populate"]

_SMALLEST = 10

_ALWAYS_THERE: tuple[tuple[Vacancy, Habit], ...] = (
    (
        Vacancy(
            first_name="Ada",
            last_name="Okafor",
            department="Trading",
            title="Senior Trader",
            location="London",
            calling="professional",
        ),
        PAUSABLE,
    ),
    (
        Vacancy(
            first_name="Ben",
            last_name="Ruiz",
            department="Service Desk",
            title="Service Agent",
            location="New York",
            calling="standard",
        ),
        ON_DEMAND,
    ),
    (
        Vacancy(
            first_name="Noa",
            last_name="Lindqvist",
            department="Trading",
            title="Intern",
            location="London",
            calling="professional",
            address="intern",
        ),
        UNTOUCHED,
    ),
    (
        Vacancy(
            first_name="Cy",
            last_name="Novak",
            department="IT",
            title="IT Manager",
            location="London",
            calling="none",
            roles=(webex_id("ROLE", "id_full_admin"),),
        ),
        UNTOUCHED,
    ),
    (
        Vacancy(
            first_name="Bob",
            last_name="Larsen",
            department="Legal",
            title="Counsel",
            location="Frankfurt",
            calling="professional",
        ),
        SWITCHED_OFF,
    ),
)
_ADMINISTRATOR = "cy.novak@northwind.example"


def populate(*, people: int = 200, seed: int = 7) -> Organization:
    """Return the organization of this seed with this many people.

    The same five people come first whatever the size and keep their ids.

    Raises:
        ValueError: fewer than 10 people.
    """
    if people < _SMALLEST:
        raise ValueError(f"an organization has at least {_SMALLEST} people, not {people}")
    # The order of draws is the organization; S311 is about secrets, and nothing here is one.
    chance = random.Random(seed)  # noqa: S311 - reproducible on purpose
    organization = _founded(people, chance)
    staff = Hiring(chance=chance, locations=organization.locations, licenses=organization.licenses)
    _move_in(organization, ((staff.hire(each), habit) for each, habit in _ALWAYS_THERE))
    newcomers = (staff.hire(staff.anybody()) for _ in range(people - len(_ALWAYS_THERE)))
    _move_in(organization, ((each, habit_of(each.department, chance)) for each in newcomers))
    # A source of chance of its own: what stands around the people does not change who they are.
    around = random.Random(f"{seed}:around")  # noqa: S311 - reproducible on purpose
    fit_out(organization, around)
    appoint(organization, organization.person_by_email(_ADMINISTRATOR).id, around)
    return organization


def _founded(people: int, chance: random.Random) -> Organization:
    key = random_uuid(chance)
    return Organization(
        id=webex_id("ORGANIZATION", key),
        name="Northwind Trading",
        created="2021-01-04T08:00:00+00:00",
        people={},
        locations=found_locations(chance),
        licenses=found_licenses(key, people, chance),
        tokens={},
        admin_token=token_text(key, chance),
        reader_token=token_text(key, chance),
        vendors=(DUBBER, WEBEX),
        vendor=WEBEX,
        setup=OrganizationSetup(terms_accepted={DUBBER.id}),
    )


def _move_in(organization: Organization, arrivals: Iterable[tuple[Person, Habit]]) -> None:
    for person, habit in arrivals:
        organization.people[person.id] = person
        if person.location_id is None:
            continue
        for body in habit:
            try:
                organization.write_recording(person.id, body)
            except Rejection:
                # A Standard licensee whose location has another vendor: never recorded.
                break
