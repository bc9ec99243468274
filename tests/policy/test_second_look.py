"""What is odd about sound policies, and what is said when somebody wants it so."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.policy.containment import inside
from reconciler.policy.idle_policies import unreachable
from reconciler.policy.selection import Selector
from reconciler.policy.understand import understand
from reconciler.source import Severity
from tests.policy.policy_drafts import HERE, draft, rules, sound

PROFILES = """version: 1
profiles:
  recorded: {settings: {enabled: true, record: Always}}
  not-recorded: {settings: {enabled: false}}
policies:
"""
NO_CALLS = ", ".join(
    f"record{direction}{side}CallsEnabled: false"
    for direction in ("Inbound", "Outbound")
    for side in ("Internal", "External")
)


def odd(*policies):
    return rules(PROFILES + "".join(f"  - {{{each}}}\n" for each in policies))


def selector(**keys):
    return Selector(span=HERE, **keys)


@pytest.mark.parametrize(
    ("narrow", "wide", "contained"),
    [
        ({"departments": ("Trading",)}, {"everyone": True}, True),
        ({"everyone": True}, {"departments": ("Trading",)}, False),
        ({"departments": ("Trading",)}, {"departments": ("Sales", "TRADING")}, True),
        ({"departments": ("Trading", "Sales")}, {"departments": ("Trading",)}, False),
        ({"locations": ("A",), "departments": ("B",)}, {"departments": ("B",)}, True),
        ({"departments": ("B",)}, {"locations": ("A",), "departments": ("B",)}, False),
        ({"people": ("ada@x.example",)}, {"people": ("*@x.example",)}, True),
        ({"people": ("*@x.example",)}, {"people": ("ada@x.example",)}, False),
        ({"extensions": ("2000-2099",)}, {"extensions": ("2000-2999",)}, True),
    ],
)
def test_one_claim_lies_in_another_when_its_words_prove_it(narrow, wide, contained):
    assert inside((selector(**narrow), None), (selector(**wide), None)) is contained


def test_what_the_wider_claim_excepts_the_narrower_must_except_too():
    everyone, interns = selector(everyone=True), selector(departments=("Interns",))
    assert not inside((everyone, None), (everyone, interns))
    assert inside((everyone, interns), (everyone, interns))
    wider = selector(departments=("Interns", "Guests"))
    assert inside((everyone, wider), (everyone, interns))
    assert not inside((everyone, interns), (everyone, wider))


def test_a_policy_below_another_for_all_its_people_never_wins():
    assert odd(
        "name: a, profile: recorded, match: {departments: [Trading]}, priority: 3",
        "name: b, profile: not-recorded, match: {departments: [Trading], locations: [London]}",
    ) == ["7:5 unreachable-policy"]


def test_a_policy_that_keeps_somebody_for_itself_is_reachable():
    assert (
        odd(
            "name: a, profile: recorded, match: {departments: [Trading]}, priority: 3",
            "name: b, profile: not-recorded, match: {departments: [Trading, Sales]}",
        )
        == []
    )


def test_a_narrower_policy_is_reachable_without_any_priority():
    assert (
        odd(
            "name: a, profile: recorded, match: {departments: [Trading]}",
            "name: b, profile: not-recorded, match: {departments: [Trading], locations: [London]}",
        )
        == []
    )


def test_a_profile_that_switches_off_what_it_inherits_is_no_slip():
    text = PROFILES.replace("policies:\n", "")
    text += "  silent: {extends: recorded, settings: {enabled: false}}\n"
    text += "policies:\n"
    text += "  - {name: a, profile: silent, match: {departments: [Trading]}}\n"
    text += "  - {name: b, profile: not-recorded, match: {departments: [Sales]}}\n"
    assert rules(text) == []


@pytest.mark.parametrize(
    ("settings", "at"),
    [
        ("enabled: true, record: Never", "3:48"),
        ("enabled: true, notification: {enabled: true, type: None}", "3:76"),
        (f"enabled: true, record: Always, selectiveCallRecordingSettings: {{{NO_CALLS}}}", None),
    ],
)
def test_settings_that_undo_each_other_are_told_where_the_second_stands(settings, at):
    text = f"version: 1\nprofiles:\n  recorded: {{settings: {{{settings}}}}}\n"
    text += "policies: [{name: a, profile: recorded, match: {everyone: true}}]\n"
    [said] = rules(text)
    assert said.endswith(" contradictory-settings")
    assert at is None or said.startswith(f"{at} ")


def ignoring(comment, place="above"):
    policy = "  - {name: all, profile: recorded, match: {everyone: true}}"
    profile = "  not-recorded: {settings: {enabled: false}}"
    lines = [f"  {comment}", profile] if place == "above" else [f"{profile}  {comment}"]
    head = ["version: 1", "profiles:", "  recorded: {settings: {enabled: true}}"]
    return rules("\n".join([*head, *lines, "policies:", policy, ""]))


@pytest.mark.parametrize("place", ["above", "beside"])
def test_a_warning_that_somebody_explains_is_silent(place):
    assert ignoring("# reconciler: ignore[unused-profile] kept for the audit", place) == []


def test_without_a_reason_nothing_is_ignored():
    assert ignoring("# reconciler: ignore[unused-profile]") == [
        "4:3 ignore-without-reason",
        "5:3 unused-profile",
    ]


def test_another_rule_is_not_ignored_and_the_comment_is_told():
    assert ignoring("# reconciler: ignore[duplicate-policy] sure") == [
        "4:3 unused-ignore",
        "5:3 unused-profile",
    ]


def test_several_comments_may_stand_above_one_line():
    two = "# reconciler: ignore[unused-profile] kept\n\n  # reconciler: ignore[same-as-parent] why"
    assert ignoring(two) == ["6:3 unused-ignore"]


def test_a_comment_inside_a_text_is_text():
    text = PROFILES.replace("policies:\n", "") + (
        "  odd:\n"
        "    description: |\n"
        "      # reconciler: ignore[unused-profile] no comment\n"
        "    extends: recorded\n"
        '    settings: {record: "Never"}\n'
    )
    assert "unused-ignore" not in " ".join(rules(text))
    text = text.replace("extends: recorded", 'extends: "recorded" # reconciler: ignore[x-y] why')
    assert "unused-ignore" in " ".join(rules(text))


def test_an_error_cannot_be_ignored():
    text = "version: 1\n# reconciler: ignore[unknown-key] please\npolices: []\n"
    assert rules(text) == ["3:1 unknown-key"]


@settings(deadline=None)
@given(st.text(alphabet="#reconciler: ignore[unused-profile]\n \t'\"x|>", max_size=80))
def test_no_comment_however_odd_breaks_the_reading(comment):
    text = f"version: 1\nprofiles: {{a: {{settings: {{enabled: true}}}}}} # {comment}\n"
    assert all(" " in each for each in rules(text))


@pytest.mark.parametrize(
    ("expires", "told"),
    [
        ("2026-11-22", ("waiver-expired", Severity.WARNING, "on 2026-11-22")),
        ("2026-11-23", ("waiver-expires-soon", Severity.NOTE, "expires today")),
        ("2026-11-24", ("waiver-expires-soon", Severity.NOTE, "expires tomorrow")),
        ("2026-12-23", ("waiver-expires-soon", Severity.NOTE, "in 30 days")),
        ("2026-12-24", None),
    ],
)
def test_a_waiver_is_told_when_it_is_nearly_over_and_when_it_is(expires, told):
    text = (
        "version: 1\n"
        "profiles: {recorded: {settings: {enabled: true}}}\n"
        "policies: [{name: a, profile: recorded, match: {everyone: true}}]\n"
        "waivers:\n"
        "  - name: leave\n"
        "    match: {people: [ada@northwind.example]}\n"
        "    instead: leave-alone\n"
        "    reason: on leave\n"
        "    approved_by: ben@northwind.example\n"
        f"    expires: {expires}\n"
    )
    found = understand(draft(text), now=datetime(2026, 11, 23, 12, tzinfo=UTC)).warnings
    assert understand(draft(text)).warnings == ()
    if told is None:
        assert found == ()
    else:
        [finding] = found
        rule, severity, words = told
        assert (finding.rule, finding.severity) == (rule, severity)
        assert words in finding.message


def test_thousands_of_policies_are_compared_without_comparing_all_with_all():
    lines = [
        f"  - {{name: p{number}, profile: recorded, match: {{departments: [D{number}]}}}}\n"
        for number in range(2_000)
    ]
    policies = sound(
        PROFILES.replace("  not-recorded: {settings: {enabled: false}}\n", "") + "".join(lines)
    )
    assert unreachable(policies) == {}
