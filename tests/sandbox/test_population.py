"""Northwind Trading: the same every time, and as mixed as a real organization."""

from collections import Counter
from dataclasses import asdict

import pytest

from reconciler.sandbox.identifiers import bare_key, webex_id
from reconciler.sandbox.northwind import DEPARTMENTS
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Person
from reconciler.sandbox.population import populate
from tests.sandbox.sandbox_client import ADA, BEN, BOB, CY, INTERN


def license_names(organization: Organization, person: Person) -> set[str]:
    return {organization.licenses[each].name for each in person.licenses}


def calling(organization: Organization, person: Person) -> str:
    found = {each for each in license_names(organization, person) if "Webex Calling - " in each}
    assert len(found) <= 1
    return found.pop() if found else "none"


def test_the_same_seed_and_size_give_the_same_organization() -> None:
    assert asdict(populate(people=60, seed=3)) == asdict(populate(people=60, seed=3))


def test_another_seed_gives_another_organization() -> None:
    one, other = populate(people=10, seed=1), populate(people=10, seed=2)
    assert one.id != other.id
    assert one.admin_token != other.admin_token
    assert not one.people.keys() & other.people.keys()


def test_the_five_known_people_keep_their_ids_whatever_the_size() -> None:
    small, large = populate(people=10), populate(people=400)
    assert list(small.people)[:5] == list(large.people)[:5]
    assert [small.people[each].email for each in list(small.people)[:5]] == [
        ADA,
        BEN,
        INTERN,
        CY,
        BOB,
    ]


@pytest.mark.parametrize(
    ("email", "department", "location", "license_name"),
    [
        (ADA, "Trading", "London", "Webex Calling - Professional"),
        (BEN, "Service Desk", "New York", "Webex Calling - Standard"),
        (INTERN, "Trading", "London", "Webex Calling - Professional"),
        (BOB, "Legal", "Frankfurt", "Webex Calling - Professional"),
        (CY, "IT", None, "none"),
    ],
)
def test_the_known_people_are_who_they_are(
    email: str, department: str, location: str | None, license_name: str
) -> None:
    organization = populate(people=10)
    person = organization.person_by_email(email)
    assert person.department == department
    assert calling(organization, person) == license_name
    place = organization.locations[person.location_id].name if person.location_id else None
    assert place == location


def test_fewer_than_ten_people_are_no_organization() -> None:
    with pytest.raises(ValueError, match="at least 10"):
        populate(people=9)


def test_addresses_and_ids_are_unique_among_two_thousand() -> None:
    organization = populate(people=2000)
    assert len(organization.people) == 2000
    assert len({each.email for each in organization.people.values()}) == 2000
    assert any(each.email.split("@")[0][-1].isdigit() for each in organization.people.values())


def test_addresses_are_plain_ascii_although_names_are_not() -> None:
    people = populate(people=400).people.values()
    assert not all(each.display_name.isascii() for each in people)
    assert all(each.email.isascii() and each.email == each.email.lower() for each in people)


def test_licenses_are_mixed_as_promised() -> None:
    organization = populate(people=2000)
    share = Counter(calling(organization, each) for each in organization.people.values())
    assert share["Webex Calling - Professional"] / 2000 == pytest.approx(0.70, abs=0.04)
    assert share["Webex Calling - Standard"] / 2000 == pytest.approx(0.18, abs=0.03)
    assert share["none"] / 2000 == pytest.approx(0.12, abs=0.03)


def test_everybody_may_use_call_on_webex_which_is_not_webex_calling() -> None:
    organization = populate()
    for person in organization.people.values():
        names = license_names(organization, person)
        assert {"Basic Messaging", "Call on Webex (1:1 call, non-PSTN)"} <= names


def test_exactly_those_with_a_calling_license_have_a_location_and_an_extension() -> None:
    organization = populate()
    for person in organization.people.values():
        has_calling = calling(organization, person) != "none"
        assert (person.location_id is not None) is has_calling
        assert (person.extension is not None) is has_calling


def test_an_extension_is_unique_in_its_location() -> None:
    people = [each for each in populate(people=1000).people.values() if each.extension]
    assert len({(each.location_id, each.extension) for each in people}) == len(people)


def test_the_license_id_lies_about_the_type() -> None:
    organization = populate(people=10)
    codes = {each.name: bare_key(each.id).split(":")[1] for each in organization.licenses.values()}
    assert codes["Webex Calling - Professional"].startswith("BCSTD_")


def test_two_licenses_carry_the_name_of_professional_and_both_are_in_use() -> None:
    organization = populate()
    professional = {
        each.id for each in organization.licenses.values() if each.name.endswith("Professional")
    }
    used = {held for person in organization.people.values() for held in person.licenses}
    assert len(professional) == 2
    assert professional <= used


def test_departments_are_the_known_ones_or_none() -> None:
    found = {each.department for each in populate().people.values()}
    assert found == set(DEPARTMENTS)
    assert None in found


def test_some_people_never_accepted_their_invitation() -> None:
    pending = [each for each in populate().people.values() if each.invite_pending]
    assert 2 <= len(pending) <= 12
    assert {each.status for each in pending} == {"unknown"}


def test_about_half_of_the_organization_was_never_configured() -> None:
    people = populate().people.values()
    untouched = sum(each.recording is None for each in people if each.location_id)
    assert 0.4 < untouched / len(people) < 0.6


def recorded_as(organization: Organization, department: str) -> Counter[str]:
    return Counter(
        str(each.recording["record"])
        for each in organization.people.values()
        if each.department == department and each.recording and each.recording["enabled"]
    )


def test_traders_are_mostly_recorded_and_a_few_back_office_people_are_too() -> None:
    organization = populate()
    assert recorded_as(organization, "Trading").total() > 20
    for department in ("Finance", "Human Resources"):
        assert 1 <= recorded_as(organization, department)["Always"] <= 8


def test_standard_people_in_dublin_exist_and_are_not_recorded() -> None:
    organization = populate()
    dublin = next(each for each in organization.locations.values() if each.name == "Dublin")
    people = [each for each in organization.people.values() if each.location_id == dublin.id]
    standard = [each for each in people if calling(organization, each).endswith("Standard")]
    assert standard
    assert all(each.recording is None for each in standard)


def test_ids_use_the_url_safe_alphabet_without_padding() -> None:
    made = webex_id("PEOPLE", "2b0c5b1e-6a3a-4b55-8a7e-5f6f2f3f1a01")
    expected = "Y2lzY29zcGFyazovL3VzL1BFT1BMRS8yYjBjNWIxZS02YTNhLTRiNTUtOGE3ZS01ZjZmMmYzZjFhMDE"
    assert made == expected
    assert bare_key(made) == "2b0c5b1e-6a3a-4b55-8a7e-5f6f2f3f1a01"


@pytest.mark.parametrize("text", ["not an id", "%%%", "Zm9v", ""])
def test_what_is_no_id_is_its_own_key(text: str) -> None:
    assert bare_key(text) == text
