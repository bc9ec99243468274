"""Scalars that are written read back as they were, by our reader and by others."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reconciler.policy.drafts import Draft, DraftPolicy
from reconciler.policy.understand import understand
from reconciler.policy.yaml_reader import read_yaml
from reconciler.policy.yaml_tree import plain
from reconciler.policy.yaml_writer import MOST_PEOPLE, scalar, write_draft
from tests.policy.policy_drafts import draft


@given(st.text() | st.sampled_from(["no", "On", "0755", "1:30", "2027-01-01", "null", "~", "1_0"]))
def test_a_text_reads_back_the_same_by_every_reader(text):
    line = f"key: [{scalar(text)}, {scalar(text)}]\n"
    reading = read_yaml("a.yaml", line)
    assert reading.findings == ()
    assert plain(reading.tree) == {"key": [text, text]}
    assert yaml.safe_load(line) == {"key": [text, text]}


@given(st.booleans() | st.integers(-(10**9), 10**9))
def test_switches_and_numbers_stay_what_they_are(value):
    assert plain(read_yaml("a.yaml", f"key: {scalar(value)}").tree) == {"key": value}


@pytest.mark.parametrize("text", ["Always with Pause/Resume", "ada@northwind.example", "None"])
def test_what_is_plain_stays_plain(text):
    assert scalar(text) == text


def test_a_comment_cannot_be_broken_out_of():
    said = write_draft(
        Draft(organization_id=None, profiles=(), policies=(), remarks=("a\npolicies: [x]\u2028b",)),
        "t",
    )
    assert said["profiles.yaml"] == "# t\n# a?policies: [x]?b\nversion: 1\n"


def test_long_lists_of_people_are_spread_over_files():
    policies = tuple(
        DraftPolicy(
            name=f"p{number}",
            profile="recorded",
            key="people",
            entries=tuple(f"{number}-{each}@northwind.example" for each in range(MOST_PEOPLE // 2)),
        )
        for number in range(3)
    )
    files = write_draft(
        Draft(organization_id=None, profiles=(), policies=policies, remarks=()), "t"
    )
    assert list(files) == ["profiles.yaml", "people.yaml", "people-2.yaml"]
    assert files["people.yaml"].count("- name:") == 2
    profiles = "version: 1\nprofiles: {recorded: {settings: {enabled: true}}}\n"
    loaded = understand(draft(profiles, files["people.yaml"], files["people-2.yaml"]))
    assert len(loaded.policies.policies) == 3
