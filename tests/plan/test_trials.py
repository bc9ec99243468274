"""Tests that people write beside their policies: the invented subject, and what is said of it."""

from dataclasses import replace

import pytest

from reconciler.plan.coverage_state import Coverage
from reconciler.plan.trials import run_tests
from reconciler.policy.cases import Expect, ExpectedState, Given, PolicyTest
from reconciler.source import SourcedValue
from reconciler.subjects import License, SettingName, SubjectKind
from tests.plan.organization_builder import NOW
from tests.plan.policy_builder import HERE, hold, policies, policy, profile

DELETE = "callRecordingAccessSettings.deleteRecordingsEnabled"
STRICT = profile("strict", enabled=True, record="Always", **{DELETE: False})
OFF = profile("off", enabled=False)
EVERYBODY = policy("all", "strict", everyone=True)
RECORDED = {SettingName("recording.enabled"): True, SettingName("recording.record"): "Always"}


def tried(given, *statements, state=None, settings=(), **besides):
    wanted = {
        SettingName(f"recording.{name}"): SourcedValue(value, HERE)
        for name, value in dict(settings).items()
    }
    case = PolicyTest(
        name="case",
        given=Given(**given),
        expect=Expect(state=state, settings=wanted),
        span=HERE,
    )
    stated = policies(*statements, profiles=(STRICT, OFF), tests=(case,), **besides)
    (trial,) = run_tests(stated, NOW.date())
    return trial


def told(trial):
    return [(each.what, each.expected, each.got) for each in trial.mismatches]


def test_without_a_location_the_vendor_is_known_all_the_same():
    trial = tried({}, EVERYBODY, state=ExpectedState.GOVERNED, settings={DELETE: False})
    assert (told(trial), trial.reason) == ([], "")
    standard = {"license": License.STANDARD, "vendor": "Dubber"}
    assert told(tried(standard, EVERYBODY, state=ExpectedState.INELIGIBLE)) == []


def test_a_case_without_a_location_is_in_none():
    local = policy("local", "strict", locations=("London",))
    assert told(tried({}, local, state=ExpectedState.UNMANAGED)) == []


def test_a_held_subject_is_held_and_not_governed():
    off = policy("all", "off", everyone=True)
    case = {"observed": RECORDED}
    kept = {"holds": [hold("case-1", everyone=True)]}
    assert told(tried(case, off, state=ExpectedState.HELD, **kept)) == []
    assert told(tried(case, off, state=ExpectedState.GOVERNED, **kept)) == [
        ("state", "governed", "held")
    ]


def test_what_webex_leaves_out_is_undetermined():
    case = {"observed": {SettingName("recording.enabled"): True}}
    assert told(tried(case, EVERYBODY, state=ExpectedState.UNDETERMINED)) == []


def test_every_state_of_the_planner_can_be_expected():
    assert {each.value for each in ExpectedState} == {each.value for each in Coverage}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"license": License.NONE}, "nothing: no Webex Calling license"),
        (
            {"license": License.STANDARD, "vendor": "Dubber"},
            "nothing: a Standard license cannot be recorded by Dubber",
        ),
    ],
)
def test_who_cannot_be_recorded_gets_no_setting(given, why):
    trial = tried(given, EVERYBODY, settings={"record": "Always"})
    assert told(trial) == [("record", "Always", why)]
    assert told(tried(given, EVERYBODY, settings={"record": None})) == []


def test_a_setting_that_the_vendor_does_not_offer_is_not_got():
    elsewhere = {"vendor": "Dubber"}
    trial = tried(elsewhere, EVERYBODY, settings={"record": "Always", DELETE: False})
    assert told(trial) == [
        (DELETE, "false", "nothing: a person under Dubber does not have it"),
    ]


def test_a_setting_that_the_kind_does_not_have_is_not_got():
    rooms = replace(EVERYBODY, subjects=frozenset({SubjectKind.WORKSPACE}))
    lobby = {"kind": SubjectKind.WORKSPACE, "name": "Lobby"}
    trial = tried(lobby, rooms, settings={"record": "Always", DELETE: False})
    assert told(trial) == [
        (DELETE, "false", "nothing: a workspace under Webex does not have it"),
    ]


def test_what_a_hold_stops_is_not_got():
    off = policy("all", "off", everyone=True)
    kept = {"holds": [hold("case-1", everyone=True)]}
    trial = tried({"observed": RECORDED}, off, settings={"enabled": False}, **kept)
    assert [each.got for each in trial.mismatches] == [
        "nothing: hold 'case-1' keeps it recorded: Preservation order"
    ]
