"""Ties that the files prove, and those that they do not."""

import pytest

from tests.policy.policy_drafts import complaints, rules

HEAD = """version: 1
profiles:
  live: {settings: {enabled: true}}
  also-live: {settings: {enabled: true}}
  silent: {settings: {enabled: false}}
policies:
"""
USES = """
  - {name: c, profile: live, priority: 99, match: {people: [x@y.example]}}
  - {name: d, profile: also-live, priority: 98, match: {people: [x@y.example]}}
  - {name: e, profile: silent, priority: 97, match: {people: [x@y.example]}}
"""


def pair(one: str, other: str, profiles: tuple[str, str] = ("live", "silent")) -> str:
    """Write two policies; each text is what stands after the profile."""
    first = f"  - {{name: a, profile: {profiles[0]}, {one}}}\n"
    second = f"  - {{name: b, profile: {profiles[1]}, {other}}}\n"
    return HEAD + first + second + USES


def ties(text: str) -> list[str]:
    return [line for line in complaints(text) if " policy-tie " in line]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("match: {everyone: true}", "match: {everyone: true}"),
        ("match: {departments: [Trading]}", "match: {departments: [Legal, TRADING]}"),
        (
            "match: {departments: [X], locations: [London]}",
            "match: {locations: [london], departments: [X]}",
        ),
        ("match: {people: ['a*@x.example']}", "match: {people: ['*@x.example']}"),
        ("match: {people: ['*']}", "match: {people: [b@x.example, '*@y.example']}"),
        ("match: {departments: [X]}", "match: {departments: [X]}, except: {people: [a@b.example]}"),
        ("match: {locations: [A, B]}", "match: {locations: [A, B]}, except: {locations: [A]}"),
        (
            "match: {departments: [X, Z], locations: [A, B]}",
            (
                "match: {departments: [X, Z], locations: [A, B]}, "
                "except: {departments: [X], locations: [A]}"
            ),
        ),
    ],
)
def test_two_policies_that_claim_the_same_people_tie(one: str, other: str) -> None:
    assert rules(pair(one, other)) == ["8:5 policy-tie"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("match: {everyone: true}", "match: {everyone: true}, priority: 1"),
        ("match: {departments: [X]}", "match: {departments: [Z]}"),
        ("match: {departments: [X]}", "match: {departments: [X], locations: [A]}"),
        ("match: {locations: [A, '*']}", "match: {locations: [B]}"),
        (
            "match: {departments: [X], locations: [A]}",
            "match: {departments: [X], locations: [B]}",
        ),
        ("match: {people: ['a*@x.example']}", "match: {people: ['b*@x.example']}"),
        ("match: {departments: [X]}", "match: {departments: [X, Z]}, except: {departments: [x]}"),
        ("match: {departments: [X]}", "match: {departments: [X]}, except: {everyone: true}"),
        (
            "match: {locations: [A, B]}, except: {locations: [A]}",
            "match: {locations: [A, B]}, except: {locations: [B]}",
        ),
        (
            "match: {departments: [X], locations: [A]}",
            (
                "match: {departments: [X], locations: [A, B]}, "
                "except: {departments: [X], locations: [A]}"
            ),
        ),
        (
            "match: {people: [a@x.example]}",
            "match: {people: [a@x.example]}, except: {people: ['*@x.example']}",
        ),
    ],
)
def test_policies_that_are_told_apart_do_not_tie(one: str, other: str) -> None:
    assert ties(pair(one, other)) == []


def test_equal_settings_are_no_conflict() -> None:
    same = "match: {everyone: true}"
    assert ties(pair(same, same, profiles=("live", "also-live"))) == []


def test_a_policy_in_a_crowd_is_reported_once() -> None:
    crowd = "".join(
        f"  - {{name: p{n}, profile: {'live' if n % 2 else 'silent'}, match: {{everyone: true}}}}\n"
        for n in range(6)
    )
    assert rules(HEAD + crowd + USES) == [f"{line}:5 policy-tie" for line in range(8, 13)]
