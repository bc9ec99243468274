"""Departures from the language: one finding each, at its place, in plain words."""

import pytest

from tests.policy.policy_drafts import complaints, rules

PROFILE = "version: 1\nprofiles:\n  recorded:\n    settings:\n      enabled: true\n"
USED = PROFILE + "policies:\n  - name: all\n    profile: recorded\n    match: {everyone: true}\n"


def with_setting(line: str) -> str:
    return USED.replace("enabled: true\n", f"enabled: true\n      {line}\n")


def with_match(match: str) -> str:
    return USED.replace("{everyone: true}", match)


def message(text: str) -> str:
    """Return message and hint of the only finding."""
    [only] = complaints(text)
    return only.split(" ", 2)[2]


def test_a_sound_file_has_no_findings() -> None:
    assert complaints(USED) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("record: always", "'always' is no value of 'record'; did you mean 'Always'?"),
        (
            "record: On Demand",
            (
                "'On Demand' is no value of 'record'; "
                "did you mean 'On Demand with User Initiated Start'?"
            ),
        ),
        (
            "record: sometimes",
            (
                "'sometimes' is no value of 'record'; allowed: 'Never', "
                "'On Demand with User Initiated Start', 'Always with Pause/Resume', 'Always'"
            ),
        ),
        ("record: true", "true is no value of 'record'; allowed: 'Never', 'On Demand with User "),
        ("notification: {type: null}", "nothing is no value of 'type'; did you mean 'None'?"),
        ("repeat: {interval: 5}", "'interval' cannot be 5; allowed: 10 to 1800"),
        ("repeat: {interval: 1801}", "'interval' cannot be 1801; allowed: 10 to 1800"),
        ("repeat: {interval: 30.0}", "'interval' must be a whole number, not 30.0; write a whole"),
        ('repeat: {interval: "30"}', "'interval' must be a whole number, not '30'; write 30 with"),
        ("repeat: true", "'repeat' must be a mapping of keys to values, not true; write 'key: v"),
        ("record: 7", "7 is no value of 'record'; allowed: "),
        ("record: [Always]", "a list is no value of 'record'; did you mean 'Always'?"),
        ("repeat: [interval]", "'repeat' must be a mapping of keys to values, not a list; write"),
        ("recordVoicemailEnabled: 1", "'recordVoicemailEnabled' must be true or false, not 1; wr"),
        ("recordVoicemailEnabled:", "'recordVoicemailEnabled' must be true or false, not nothing"),
        ("mode: Always", "'mode' is no key of 'settings'; did you mean 'record'?"),
        ("Record: Always", "'Record' is no key of 'settings'; did you mean 'record'?"),
        ("interval: 30", "'interval' is no key of 'settings'; it belongs under 'repeat'"),
        ("externalGroup: X", "'externalGroup' is reported by Webex and cannot be set; delete"),
    ],
)
def test_a_setting_is_judged_by_the_catalog(line: str, expected: str) -> None:
    text = with_setting(line)
    assert message(text).startswith(expected)
    assert rules(text)[0].startswith("6:")


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("{}", "'match' selects nobody; name people"),
        ("{everyone: false}", "false is no value of 'everyone'; allowed: true"),
        ("{people: ada@northwind.example}", "'people' must be a list, not 'ada@northwind.example'"),
        ("{people: []}", "'people' is an empty list; name at least one"),
        ("{people: [7]}", "an entry of 'people' must be a text, not 7; put it in quotes"),
        ('{people: [""]}', "an entry of 'people' is an empty text"),
        ('{people: ["  "]}', "an entry of 'people' is a text of blanks only"),
        ("{people: {a: b}}", "'people' must be a list, not a mapping; begin each entry with '- '"),
        ("{location: [London]}", "'location' is no key of 'match'; did you mean 'locations'?"),
        ("{teams: [Trading]}", "'teams' is no key of 'match'; did you mean 'departments'?"),
        ("{floor: [3]}", "'floor' is no key of 'match'; allowed: 'everyone', 'people', 'people_f"),
        ("[everyone]", "'match' must be a mapping of keys to values, not a list"),
    ],
)
def test_a_selector_is_checked(match: str, expected: str) -> None:
    assert message(with_match(match)).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("profiles: {}\n", ["1:1 missing-key"]),
        ("version: 2\n", ["1:10 unsupported-version"]),
        ("version: '1'\n", ["1:10 wrong-type"]),
        ("version: 1.0\n", ["1:10 wrong-type"]),
        ("version: true\n", ["1:10 wrong-type"]),
        ("just text\n", ["1:1 wrong-type"]),
        ("- version: 1\n", ["1:1 wrong-type"]),
        ("version: 1\npolicies:\n", ["2:10 wrong-type"]),
        ("version: 1\norganization: {}\n", ["2:15 missing-key"]),
        ("version: 1\nprofiles: {p: }\n", ["2:15 wrong-type"]),
        ("version: 1\npolicies: [{}]\n", ["2:12 missing-key"] * 3),
    ],
)
def test_the_frame_of_a_file_is_checked(text: str, expected: list[str]) -> None:
    assert rules(text) == expected


def test_settings_without_their_key_are_sent_to_where_they_belong() -> None:
    text = USED.replace("    settings:\n      enabled: true\n", "    enabled: true\n")
    assert complaints(text) == [
        (
            "policies/example.yaml:4:5 unknown-key 'enabled' is no key of profile 'recorded'; "
            "it belongs under 'settings'"
        )
    ]


def test_a_selector_without_its_key_is_sent_to_where_it_belongs() -> None:
    assert message(USED.replace("match: {everyone: true}", "departments: [Trading]")) == (
        "'departments' is no key of a policy; it belongs under 'match'"
    )


def test_what_yaml_refused_is_not_refused_again() -> None:
    assert rules(with_setting("recordVoicemailEnabled: off")) == ["6:31 ambiguous-value"]
    assert rules(with_match("*everyone")) == ["9:12 alias"]
    assert rules(with_match("{<<: *everyone}")) == ["9:13 merge-key"]


@pytest.mark.parametrize(
    "text",
    [
        with_setting(f'record: "{"x" * 500}\\n{"y" * 500}"'),
        with_setting(f"repeat: {{interval: {'9' * 500}}}"),
        with_setting(f"record: 0{'7' * 500}"),
        with_setting(f"record: *{'a' * 500}"),
        with_setting(f"record: !{'t' * 500} Always"),
        with_setting(f"enabled: true\n      {'k' * 500}: 1").replace("enabled: true\n", "", 1),
        USED.replace("profile: recorded", f"profile: {'p' * 500}"),
    ],
)
def test_a_long_value_is_cut_and_stays_on_one_line(text: str) -> None:
    found = complaints(text)
    assert found
    assert all(len(line) < 450 and "\n" not in line for line in found)
