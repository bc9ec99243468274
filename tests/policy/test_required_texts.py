"""What must be said about exceptions is really said, and hints lead to sound files."""

import pytest

from tests.policy.policy_drafts import complaints

SOUND = """version: 1
profiles: {recorded: {settings: {enabled: true}}}
policies: [{name: a, profile: recorded, match: {everyone: true}}]
waivers:
  - name: leave
    match: {people: [ada@northwind.example]}
    instead: leave-alone
    reason: on leave
    approved_by: ben@northwind.example
    expires: 2027-03-31
"""


@pytest.mark.parametrize("key", ["reason: on leave", "approved_by: ben@northwind.example"])
@pytest.mark.parametrize(("value", "ends"), [('"  "', "is a text of blanks only"), ("", "a text")])
def test_a_blank_is_no_reason_and_no_approval(key: str, value: str, ends: str) -> None:
    assert complaints(SOUND) == []
    [said] = complaints(SOUND.replace(key, f"{key.partition(':')[0]}: {value}"))
    assert said.endswith(ends)


def test_an_optional_key_may_be_deleted() -> None:
    [said] = complaints(SOUND.replace("    reason", "    controls:\n    reason"))
    assert said.endswith("or delete the key")


def test_leave_alone_is_suggested_where_it_may_stand() -> None:
    [said] = complaints(SOUND.replace("leave-alone", "leave_alone"))
    assert said.endswith("; did you mean 'leave-alone'?")
    [said, *_] = complaints(SOUND.replace("profile: recorded", "profile: leave_alone"))
    assert "leave-alone" not in said


@pytest.mark.parametrize("comment", ["ignore", "ignore unused-profile kept", "ignore[] kept"])
def test_an_ignore_comment_without_a_rule_shows_how_it_is_written(comment: str) -> None:
    [said] = complaints(f"{SOUND}# reconciler: {comment}\n")
    assert said.endswith("; write '# reconciler: ignore[RULE] why it is right'")
    assert "names no rule in brackets" in said
