"""Waivers, holds, controls, tests and dates: what is written becomes what is meant."""

from datetime import UTC, date, datetime

import pytest

from reconciler.catalog.level import RecordingLevel
from reconciler.policy.cases import ExpectedState
from reconciler.policy.controls import ControlSeverity
from reconciler.policy.dates import (
    active_policies,
    expires_soon,
    in_force,
    is_expired,
)
from reconciler.policy.meaning import policy_digest
from reconciler.policy.policy_set import Effective, PolicySet
from reconciler.policy.time_zones import is_time_zone, today_in
from reconciler.policy.understand import understand
from reconciler.policy.waivers import LEAVE_ALONE
from reconciler.subjects import License, SettingName, SubjectKind
from tests.policy.policy_drafts import around, complaints, draft, rules

ENABLED = SettingName("recording.enabled")
INTERVAL = SettingName("recording.repeat.interval")
DELETE = SettingName("recording.callRecordingAccessSettings.deleteRecordingsEnabled")

WHOLE = """version: 1
timezone: Asia/Tokyo
profiles:
  recorded: {settings: {enabled: true, record: Always, repeat: {enabled: true, interval: 30}}}
  quiet: {extends: recorded, settings: {repeat: unmanaged}}
  slow: {extends: recorded, settings: {repeat: {interval: unmanaged}}}
policies:
  - name: desk
    profile: quiet
    subjects: [workspaces, virtual_lines]
    match: {locations: [London], extensions: ["2*", "3000-3999"]}
    effective: {from: 2027-01-01, until: 2027-06-30}
    controls: [C1]
  - {name: rest, profile: slow, match: {everyone: true}}
waivers:
  - name: away
    match: {people: [ada@northwind.example]}
    except: {departments: [Legal]}
    policies: [rest]
    controls: [C1]
    instead: leave-alone
    reason: leave
    approved_by: head@northwind.example
    expires: 2027-03-31
  - name: trial
    match: {groups: [Pilots]}
    instead: recorded
    reason: a trial
    approved_by: head@northwind.example
    expires: 2027-04-30
holds:
  - {name: case-1, match: {people: [bob@northwind.example]}, reason: r, approved_by: a}
controls:
  - id: C1
    title: recorded
    applies_to: {titles: ["*trader*"]}
    require:
      enabled: true
      repeat: {interval: [10, 30]}
      callRecordingAccessSettings: {deleteRecordingsEnabled: [false]}
      level: {min: on demand}
    severity: critical
    references: [law]
    retention: 5 years
tests:
  - name: first
    given: {kind: workspace, name: Lobby, extension: "2001", license: standard, groups: [G],
            vendor: Dubber, observed: {enabled: true}, date: 2027-02-01}
    expect: {policy: desk, profile: quiet, state: governed,
             settings: {enabled: true, repeat: {interval: unmanaged}}}
"""


@pytest.fixture
def policies() -> PolicySet:
    return understand(draft(WHOLE), around()).policies


def test_kinds_and_dates_of_a_policy(policies: PolicySet) -> None:
    desk, rest = policies.policies
    assert desk.subjects == {SubjectKind.WORKSPACE, SubjectKind.VIRTUAL_LINE}
    assert rest.subjects == {SubjectKind.PERSON}
    assert desk.effective == Effective(start=date(2027, 1, 1), until=date(2027, 6, 30))
    assert [each.value for each in desk.controls] == ["C1"]
    assert policies.timezone == "Asia/Tokyo"


def test_unmanaged_drops_one_setting_or_a_whole_object(policies: PolicySet) -> None:
    inherited = policies.profiles["recorded"].values
    assert set(inherited) - set(policies.profiles["quiet"].values) == {
        SettingName("recording.repeat.enabled"),
        INTERVAL,
    }
    assert set(inherited) - set(policies.profiles["slow"].values) == {INTERVAL}


def test_a_waiver_says_who_until_when_and_what_instead(policies: PolicySet) -> None:
    away, trial = policies.waivers
    assert away.instead is LEAVE_ALONE
    assert trial.instead == "recorded"
    assert away.expires == date(2027, 3, 31)
    assert [each.value for each in (*away.policies, *away.controls)] == ["rest", "C1"]
    assert away.exclude is not None
    assert trial.policies == ()
    assert [hold.name for hold in policies.holds] == ["case-1"]


def test_a_control_requires_values_and_a_level(policies: PolicySet) -> None:
    [control] = policies.controls
    assert {name: each.values for name, each in control.require.items()} == {
        ENABLED: (True,),
        INTERVAL: (10, 30),
        DELETE: (False,),
    }
    assert control.level is RecordingLevel.ON_DEMAND
    assert control.severity is ControlSeverity.CRITICAL
    assert control.severity.refuses
    assert control.retention == "5 years"


def test_a_test_gives_a_subject_and_expects_an_answer(policies: PolicySet) -> None:
    [case] = policies.tests
    given, expect = case.given, case.expect
    assert (given.kind, given.name) == (SubjectKind.WORKSPACE, "Lobby")
    assert (given.license, given.vendor) == (License.STANDARD, "Dubber")
    assert (given.observed, given.day) == ({ENABLED: True}, date(2027, 2, 1))
    assert (expect.state, expect.policy and expect.policy.value) == (
        ExpectedState.GOVERNED,
        "desk",
    )
    assert {name: each.value for name, each in expect.settings.items()} == {
        ENABLED: True,
        INTERVAL: None,
    }


def test_the_first_and_the_last_day_count(policies: PolicySet) -> None:
    desk, rest = policies.policies
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2027, 7, 1)]
    assert [in_force(desk, day) for day in days] == [False, True, True, False]
    assert active_policies(policies, days[3]) == (rest,)


def test_a_waiver_acts_on_its_last_day_and_not_after(policies: PolicySet) -> None:
    away, trial = policies.waivers
    assert not is_expired(away, date(2027, 3, 31))
    assert is_expired(away, date(2027, 4, 1))
    assert not is_expired(trial, date(2027, 4, 1))
    assert [expires_soon(trial, day) for day in (date.min, date.max)] == [False, False]
    assert [expires_soon(away, date(2027, 3, day)) for day in (1, 31)] == [True, True]
    assert not expires_soon(away, date(2027, 2, 28))
    assert not expires_soon(away, date(2027, 4, 1))


def test_a_day_begins_where_the_policies_live() -> None:
    evening = datetime(2026, 12, 31, 20, tzinfo=UTC)
    assert today_in("Asia/Tokyo", evening) == date(2027, 1, 1)
    assert today_in("UTC", evening) == date(2026, 12, 31)
    assert is_time_zone("Europe/London")
    assert not is_time_zone("../etc/passwd")
    assert not is_time_zone("London")


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Effective(), Effective(), True),
        (Effective(until=date(2027, 1, 1)), Effective(start=date(2027, 1, 1)), True),
        (Effective(until=date(2027, 1, 1)), Effective(start=date(2027, 1, 2)), False),
    ],
)
def test_two_periods_meet_on_a_day_of_both(one: Effective, other: Effective, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Asia/Tokyo", "UTC"),
        ("[workspaces, virtual_lines]", "[workspaces]"),
        ("until: 2027-06-30", "until: 2027-06-29"),
        ("3000-3999", "3000-3998"),
        ("expires: 2027-03-31", "expires: 2027-03-30"),
        ("policies: [rest]", "policies: [desk]"),
        ("instead: recorded", "instead: quiet"),
        ("bob@", "ben@"),
        ("[10, 30]", "[10, 40]"),
        ("min: on demand", "min: always"),
        ("severity: critical", "severity: low"),
        ("retention: 5 years", "retention: 7 years"),
        ('"*trader*"', '"*dealer*"'),
    ],
)
def test_the_digest_moves_with_every_meaning(old: str, new: str, policies: PolicySet) -> None:
    assert WHOLE.count(old) == 1
    changed = understand(draft(WHOLE.replace(old, new)), around()).policies
    assert policy_digest(changed) != policy_digest(policies)


@pytest.mark.parametrize(
    ("old", "new"),
    [("reason: leave", "reason: holiday"), ("[10, 30]", "[30, 10]"), ("[law]", "[laws]")],
)
def test_the_digest_does_not_move_with_the_words(old: str, new: str, policies: PolicySet) -> None:
    changed = understand(draft(WHOLE.replace(old, new)), around()).policies
    assert policy_digest(changed) == policy_digest(policies)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2027-03-31", "soon", "24:14 not-a-date"),
        ("2027-03-31", "2027-02-30", "24:14 not-a-date"),
        ("2027-03-31", "2027-3-31", "24:14 not-a-date"),
        ("2027-03-31", "20270331", "24:14 wrong-type"),
        ("reason: leave", "reason: 2027-01-01", "22:13 ambiguous-value"),
        ("policies: [rest]", "policies: [reste]", "19:16 unknown-policy"),
        ("instead: recorded", "instead: record", "27:14 unknown-profile"),
        (
            "    controls: [C1]\n    instead",
            "    controls: [C2]\n    instead",
            "20:16 unknown-control",
        ),
        ("interval: [10, 30]", "interval: [10, 5]", "39:31 out-of-range"),
        ("interval: [10, 30]", "interval: []", "39:26 empty-list"),
        (
            "enabled: true\n      repeat",
            "record: {min: always}\n      repeat",
            "38:15 not-allowed-value",
        ),
        ("enabled: true\n      repeat", 'enabled: "true"\n      repeat', "38:16 wrong-type"),
        ("retention: 5 years", "retention: five years", "44:16 not-allowed-value"),
        ("3000-3999", "3999-3000", "11:53 not-allowed-value"),
        ("3000-3999", "300-3999", "11:53 not-allowed-value"),
        ("subjects: [workspaces", "subjects: [people, workspaces", ""),
        ("repeat: unmanaged", "repeat: unmanged", "5:49 not-allowed-value"),
        ("policy: desk", "policy: desks", "49:22 unknown-policy"),
        ("timezone: Asia/Tokyo", "timezone: Asia/Kyoto", "2:11 unknown-time-zone"),
        ("state: governed", "state: ruled", "49:51 not-allowed-value"),
    ],
)
def test_a_slip_is_one_finding_at_its_place(old: str, new: str, expected: str) -> None:
    assert WHOLE.count(old) == 1
    assert rules(WHOLE.replace(old, new)) == ([expected] if expected else [])


def test_the_hint_for_a_level_under_a_setting_leads_to_it() -> None:
    text = WHOLE.replace("require:\n      enabled: true", "require:\n      record: {min: always}")
    [line] = complaints(text)
    assert line.endswith("the recording level is asked for with 'level: {min: ...}'")


def test_a_waiver_that_no_policy_can_share_does_not_contradict() -> None:
    waiver = """  - name: again
    match: {people: [ada@northwind.example]}
    policies: [%s]
    instead: recorded
    reason: r
    approved_by: a
    expires: 2027-03-31
"""
    for policy, expected in (("rest", ["30:5 waiver-conflict"]), ("desk", [])):
        text = WHOLE.replace("holds:\n", waiver % policy + "holds:\n").replace(
            "    except: {departments: [Legal]}\n", ""
        )
        assert rules(text) == expected
