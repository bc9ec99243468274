"""Files together: names, inheritance, references, and no nonsense after a broken file."""

import pytest

from reconciler.policy.meaning import policy_digest
from reconciler.policy.policy_text import PolicyText
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.understand import understand
from reconciler.source import SourceSpan
from reconciler.subjects import SettingName
from tests.policy.policy_drafts import HERE, complaints, draft, rules, sound

ENABLED = SettingName("recording.enabled")
RECORD = SettingName("recording.record")
INTERVAL = SettingName("recording.repeat.interval")

PROFILES = """version: 1
profiles:
  recorded: {settings: {enabled: true, record: Always with Pause/Resume}}
  regulated: {extends: recorded, settings: {record: Always}}
  not-recorded: {settings: {enabled: false}}
"""
POLICIES = """version: 1
organization: {id: 41C8BE34-1f5a-4b0c-9d3e-7a2f6c0d1e55}
policies:
  - name: traders
    profile: regulated
    match: {departments: [Trading, SALES]}
    except: {people: [Intern@northwind.example]}
    priority: 5
    owner: compliance@northwind.example
  - {name: everyone, profile: not-recorded, match: {everyone: true}}
  - {name: desk, profile: recorded, match: {departments: [Service Desk]}}
"""


def test_a_required_example_of_many_slips_is_one_line_each() -> None:
    slips = """version: 1
profiles:
  recorded:
    settings:
      enabled: true
      enabled: false
      record: always
      repeat: {enabled: true, interval: 5}
policies:
  - name: trading-desk
    profile: recorded
    filter: {departments: [Trading]}
  - {name: everyone, profile: recordd, match: {everyone: true}}
"""
    tabbed = "version: 1\npolicies:\n\t- name: sales\n"
    one, other = "policies/example.yaml", "policies/other.yaml"
    assert complaints(slips, tabbed) == [
        (
            f"{one}:6:7 duplicate-key 'enabled' stands here twice; the first is in line 5; "
            "delete one of the two"
        ),
        f"{one}:7:15 not-allowed-value 'always' is no value of 'record'; did you mean 'Always'?",
        f"{one}:8:41 out-of-range 'interval' cannot be 5; allowed: 10 to 1800",
        f"{one}:12:5 unknown-key 'filter' is no key of a policy; did you mean 'match'?",
        (
            f"{one}:13:31 unknown-profile no file defines a profile 'recordd'; "
            f"did you mean 'recorded' ({one}:3:3)?"
        ),
        (
            f"{other}:3:1 tab a tab stands in the indentation; "
            "indent with blanks; most editors can convert tabs"
        ),
    ]


def test_files_become_one_policy_set_with_places() -> None:
    policies = sound(POLICIES, PROFILES)
    assert [policy.name for policy in policies.policies] == ["desk", "everyone", "traders"]
    traders = policies.policies[2]
    assert traders.span == SourceSpan("policies/example.yaml", 4, 5)
    assert traders.profile_span == SourceSpan("policies/example.yaml", 5, 14)
    assert traders.match.departments == ("Trading", "SALES")
    assert traders.match.entries["departments"] == {"trading", "sales"}
    assert (traders.priority, traders.owner) == (5, "compliance@northwind.example")
    assert traders.exclude is not None
    assert policies.organization_id is not None
    assert policies.organization_id.span == SourceSpan("policies/example.yaml", 2, 20)


def test_a_child_wins_setting_by_setting_and_keeps_the_places() -> None:
    regulated = sound(POLICIES, PROFILES).profiles["regulated"]
    assert regulated.values == {ENABLED: True, RECORD: "Always"}
    assert regulated.settings[ENABLED].span.line == 3
    assert regulated.settings[RECORD].span.line == 4
    assert regulated.extends == "recorded"


def test_the_digest_is_the_meaning_without_the_writing() -> None:
    respelled = (
        POLICIES.replace("[Trading, SALES]", "[sales, trading]")
        .replace("compliance@", "somebody.else@")
        .replace("41C8BE34", "41c8be34")
    )
    flattened = PROFILES.replace("extends: recorded, settings: {", "settings: {enabled: true, ")
    same = policy_digest(sound(POLICIES, PROFILES))
    assert policy_digest(sound(flattened, "# a line more\n" + respelled)) == same


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("priority: 5", "priority: 6"),
        ("Trading", "Legal"),
        ("Intern@", "apprentice@"),
        ("name: desk", "name: desks"),
        ("41C8BE34", "51C8BE34"),
    ],
)
def test_the_digest_moves_with_the_meaning(old: str, new: str) -> None:
    changed = sound(POLICIES.replace(old, new), PROFILES)
    assert policy_digest(changed) != policy_digest(sound(POLICIES, PROFILES))


def test_unused_profiles_do_not_move_the_digest() -> None:
    spare = PROFILES + "  spare: {settings: {enabled: true}}\n"
    with_spare = understand(draft(POLICIES, spare))
    assert [each.rule for each in with_spare.warnings] == [Rule.UNUSED_PROFILE]
    assert policy_digest(with_spare.policies) == policy_digest(sound(POLICIES, PROFILES))


def test_a_policy_name_that_stands_twice_names_both_places() -> None:
    again = "version: 1\npolicies:\n  - {name: desk, profile: recorded, match: {everyone: true}}\n"
    assert complaints(POLICIES, again, PROFILES) == [
        (
            "policies/other.yaml:3:12 duplicate-name a policy 'desk' stands already at "
            "policies/example.yaml:11:12; rename one of them"
        )
    ]


def test_a_cycle_is_one_finding_and_hides_follow_ups() -> None:
    cycle = """version: 1
profiles:
  a: {extends: b, settings: {}}
  b: {extends: c, settings: {}}
  c: {extends: b, settings: {}}
  self: {extends: self, settings: {}}
policies:
  - {name: one, profile: a, match: {everyone: true}}
  - {name: two, profile: self, match: {departments: [X]}}
"""
    assert complaints(cycle) == [
        (
            "policies/example.yaml:4:16 extends-cycle 'b' extends 'c' extends 'b'; "
            "delete one 'extends' of the circle"
        ),
        (
            "policies/example.yaml:6:19 extends-cycle 'self' extends 'self'; "
            "delete one 'extends' of the circle"
        ),
    ]


def test_an_unknown_parent_is_one_finding() -> None:
    orphan = """version: 1
profiles:
  a: {extends: nowhere, settings: {record: Always}}
  b: {extends: a, settings: {}}
policies:
  - {name: one, profile: b, match: {everyone: true}}
"""
    assert rules(orphan) == ["3:16 unknown-profile"]


def test_a_chain_of_a_thousand_profiles_resolves() -> None:
    chain = "".join(
        f"  p{n}: {{extends: p{n - 1}, settings: {{repeat: {{interval: {10 + n}}}}}}}\n"
        for n in range(1, 1000)
    )
    text = f"version: 1\nprofiles:\n  p0: {{settings: {{enabled: true}}}}\n{chain}"
    use = "policies:\n  - {name: one, profile: p999, match: {everyone: true}}\n"
    assert sound(text + use).profiles["p999"].values == {ENABLED: True, INTERVAL: 1009}


def test_an_unused_profile_may_leave_enabled_open() -> None:
    part = PROFILES.replace("enabled: true, record: Always with Pause/Resume", "record: Always")
    text = part.replace("settings: {record: Always}}\n  not", "settings: {enabled: true}}\n  not")
    policies = POLICIES.replace("profile: recorded", "profile: regulated")
    assert sound(policies, text).profiles["recorded"].values == {RECORD: "Always"}


@pytest.mark.parametrize(
    "broken",
    [
        PROFILES + "\tx",
        PROFILES.replace("profiles:", "profiles: &x") + "other: *x\n",
        PROFILES.replace("profiles:", "profile:"),
        PROFILES.replace("record: Always}", "record: always}"),
        PROFILES.replace("enabled: false", "enabled: no"),
    ],
)
def test_a_broken_file_makes_no_other_file_look_wrong(broken: str) -> None:
    paths = {complaint.split(":")[0] for complaint in complaints(POLICIES, broken)}
    assert paths == {"policies/other.yaml"}


def test_a_file_that_could_not_even_be_decoded_may_define_anything() -> None:
    finding = wrong(Rule.NOT_UTF8, HERE, "no text")
    lost = PolicyText(path="policies/lost.yaml", content=finding)
    [text] = draft(POLICIES)
    with pytest.raises(Exception, match="1 problem in") as caught:
        understand([text, lost])
    assert getattr(caught.value, "findings", ()) == (finding,)


def test_a_name_that_no_broken_file_holds_is_still_unknown() -> None:
    text = POLICIES.replace("profile: recorded", "profile: unheard")
    assert rules(text, PROFILES + "\tx") == ["11:27 unknown-profile", "6:1 tab"]
