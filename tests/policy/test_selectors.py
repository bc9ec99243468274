"""A selector answers yes, no, or that nobody can say."""

import time

import pytest

from reconciler.policy.patterns import fits_glob
from reconciler.policy.selection import Selector
from reconciler.policy.selectors import Match, matches, policy_matches
from reconciler.subjects import Attribute, Location, LocationId, Subject, SubjectId, SubjectKind
from tests.policy.policy_drafts import EVERYONE, HERE, policy

LONDON = Location(id=LocationId("TG9uZG9u"), name="London", vendor="Webex")


def person(
    *unknown: Attribute,
    emails: tuple[str, ...] = ("ada@northwind.example", "a.okafor@northwind.example"),
    department: str | None = "Trading",
    location: Location | None = LONDON,
    kind: SubjectKind = SubjectKind.PERSON,
) -> Subject:
    return Subject(
        kind=kind,
        id=SubjectId("Y2lzY29BZGE"),
        name="Ada",
        emails=emails,
        department=department,
        location=location,
        unknown=frozenset(unknown),
    )


def selector(
    *, people: str = "", locations: str = "", departments: str = "", everyone: bool = False
) -> Selector:
    """Build a selector; lists are written with a bar between their entries."""
    lists = [tuple(text.split("|")) if text else () for text in (people, locations, departments)]
    return Selector(
        span=HERE, everyone=everyone, people=lists[0], locations=lists[1], departments=lists[2]
    )


@pytest.mark.parametrize(
    "chosen",
    [
        EVERYONE,
        selector(people="ADA@Northwind.example"),
        selector(people="a.okafor@northwind.example"),
        selector(people="Y2lzY29BZGE"),
        selector(people="Y2lzY29BZGE=="),
        selector(people="nobody@x.example|*@northwind.example"),
        selector(people="a*o*@*.example"),
        selector(people="*"),
        selector(locations="LONDON"),
        selector(locations="TG9uZG9u"),
        selector(departments="Sales|trading"),
        selector(departments="Trading", locations="London|Paris", people="ada@*"),
        selector(everyone=True, departments="Trading"),
    ],
)
def test_it_matches_when_every_key_holds(chosen: Selector) -> None:
    assert matches(chosen, person()) is Match.YES


@pytest.mark.parametrize(
    "chosen",
    [
        Selector(span=HERE),
        selector(people="bob@northwind.example"),
        selector(people="Y2l*"),
        selector(locations="Lon*"),
        selector(departments="Trad"),
        selector(departments="Trading", locations="Paris"),
        selector(everyone=True, departments="Sales"),
    ],
)
def test_it_does_not_match_when_one_key_fails(chosen: Selector) -> None:
    assert matches(chosen, person()) is Match.NO


def test_a_known_empty_attribute_is_a_no() -> None:
    bare = person(emails=(), department=None, location=None)
    assert matches(selector(departments="Trading"), bare) is Match.NO
    assert matches(selector(locations="London"), bare) is Match.NO
    assert matches(selector(people="*"), bare) is Match.NO
    assert matches(EVERYONE, bare) is Match.YES


@pytest.mark.parametrize(
    ("chosen", "attribute"),
    [
        (selector(departments="Sales"), Attribute.DEPARTMENT),
        (selector(locations="Paris"), Attribute.LOCATION),
        (selector(people="*@x.example"), Attribute.EMAIL),
    ],
)
def test_an_unread_attribute_is_never_a_no(chosen: Selector, attribute: Attribute) -> None:
    assert matches(chosen, person(attribute)) is Match.UNKNOWN


def test_another_key_settles_what_is_unknown() -> None:
    chosen = selector(departments="Trading", locations="Paris")
    assert matches(chosen, person(Attribute.DEPARTMENT)) is Match.NO


def test_an_id_is_known_when_no_address_is() -> None:
    unread = person(Attribute.EMAIL, emails=())
    assert matches(selector(people="Y2lzY29BZGE"), unread) is Match.YES


def test_a_padded_id_is_the_same_id_on_either_side() -> None:
    padded = Location(id=LocationId("Y2lzY29Mb25kb24="), name="London", vendor="Webex")
    for written in (padded.id, padded.id.rstrip("=")):
        assert matches(selector(locations=written), person(location=padded)) is Match.YES


def test_a_name_is_not_an_id_and_ends_as_it_is_written() -> None:
    research = person(department="R&D=")
    assert matches(selector(departments="r&d="), research) is Match.YES
    assert matches(selector(departments="R&D"), research) is Match.NO
    assert matches(selector(departments="R&D="), person(department="R&D")) is Match.NO


def test_an_unread_license_concerns_no_key() -> None:
    assert matches(selector(departments="Sales"), person(Attribute.LICENSE)) is Match.NO


@pytest.mark.parametrize(
    ("unknown", "exclude", "expected"),
    [
        ((), selector(people="ada@*"), Match.NO),
        ((), selector(people="bob@*"), Match.YES),
        ((Attribute.DEPARTMENT,), selector(departments="Legal"), Match.UNKNOWN),
        ((Attribute.DEPARTMENT,), selector(departments="Legal", locations="Paris"), Match.YES),
        ((Attribute.DEPARTMENT,), selector(locations="London"), Match.NO),
    ],
)
def test_a_policy_claims_its_match_without_its_except(
    unknown: tuple[Attribute, ...], exclude: Selector, expected: Match
) -> None:
    claiming = policy("p", selector(locations="London"), exclude=exclude)
    subject = person(*unknown)
    assert policy_matches(claiming, subject) is expected


def test_policies_speak_about_people_only() -> None:
    for kind in set(SubjectKind) - {SubjectKind.PERSON}:
        assert policy_matches(policy("p"), person(kind=kind)) is Match.NO


def test_a_key_that_a_kind_cannot_have_does_not_hold() -> None:
    desk_phone = person(Attribute.DEPARTMENT, kind=SubjectKind.WORKSPACE)
    assert matches(selector(locations="London"), desk_phone) is Match.YES
    assert matches(selector(departments="Trading"), desk_phone) is Match.NO


def test_composed_and_decomposed_letters_are_the_same() -> None:
    subject = person(department="Büro Zürich")
    assert matches(selector(departments="Bu\u0308ro Zu\u0308rich"), subject) is Match.YES


@pytest.mark.parametrize(
    ("glob", "text", "fits"),
    [
        ("*", "", True),
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("*b*", "abc", True),
        ("a*c*e", "abcde", True),
        ("a*c*e", "aec", False),
        ("ab*bc", "abc", False),
        ("a?c", "abc", False),
        ("[a]", "a", False),
        ("a.c", "abc", False),
    ],
)
def test_only_the_star_is_special(glob: str, text: str, fits: bool) -> None:
    assert fits_glob(glob, text) is fits


def test_a_hostile_glob_takes_no_time() -> None:
    began = time.perf_counter()
    assert not fits_glob("*a" * 400 + "*b", "a" * 3000)
    assert time.perf_counter() - began < 1
