"""Controls on everybody in their scope: five verdicts that add up."""

import pytest

from reconciler.catalog.level import RecordingLevel
from reconciler.plan.planning import evaluation_at, make_plan
from reconciler.plan.requirements import Verdict, judge_state
from reconciler.readings import NotOffered, Unread
from reconciler.subjects import Attribute, License, SettingName
from tests.plan.organization_builder import DUBLIN, LOST, NOW, document, inventory, person
from tests.plan.policy_builder import control, policies, policy, waiver

RECORDED = document(enabled=True, record="Always")
SILENT = document(enabled=False)
ALWAYS = control("MIFID", require={"enabled": (True,), "record": ("Always",)}, everyone=True)
DELETE = "callRecordingAccessSettings.deleteRecordingsEnabled"
NO_DELETE = control("DEL", require={DELETE: (False,)}, everyone=True)
EVERY_CALL = control("LEVEL", level=RecordingLevel.PAUSABLE, everyone=True)


def counted(rows, *statements, controls=(ALWAYS,), waivers=()):
    stated = policies(*statements, controls=controls, waivers=waivers)
    plan = make_plan(stated, inventory(*rows), policy_files=("a.yaml",), at=evaluation_at(NOW))
    return plan.controls[0]


def test_the_projected_state_is_judged_whoever_governs():
    rows = [(person("ada", department="Trading"), SILENT), (person("ben"), SILENT)]
    count = counted(rows, policy("desk", "on", departments=("Trading",)))
    assert (count.passed, count.violated) == (1, 1)
    assert [each.subject.name for each in count.violations] == ["Ben"]
    assert "enabled is false, required true" in count.violations[0].why


def test_a_violation_that_the_plan_causes_is_told_apart():
    rows = [(person("ada"), RECORDED), (person("ben"), SILENT)]
    count = counted(rows, policy("all", "off", everyone=True))
    assert {each.subject.name: each.caused for each in count.violations} == {
        "Ada": True,
        "Ben": False,
    }


def test_every_subject_in_scope_has_exactly_one_verdict():
    dim = person("eve", unknown=frozenset({Attribute.DEPARTMENT}))
    desk = control("DESK", require={"enabled": (True,)}, departments=("Trading",))
    rows = [
        (person("ada", department="Trading"), RECORDED),
        (person("ben", department="Trading"), SILENT),
        (person("cy", department="Trading"), NotOffered(reason="not a calling user")),
        (person("dee", department="Trading"), Unread(reason="timeout")),
        (dim, RECORDED),
        (person("fay", department="Sales"), SILENT),
        (person("gus", department="Trading"), SILENT),
    ]
    excused = waiver("leave", excuses=("DESK",), people=("gus@northwind.example",))
    count = counted(rows, controls=[desk], waivers=[excused])
    assert (count.passed, count.violated, count.waived) == (1, 1, 1)
    assert (count.not_applicable, count.undetermined) == (1, 2)
    assert count.in_scope == 6


def test_a_waiver_excuses_only_the_controls_it_names():
    excused = waiver("leave", excuses=("OTHER",), everyone=True)
    assert counted([(person("ada"), SILENT)], waivers=[excused]).violated == 1


@pytest.mark.parametrize(
    ("who", "state", "verdict"),
    [
        ({}, {"enabled": True, DELETE: False}, Verdict.PASS),
        ({}, {"enabled": True, DELETE: True}, Verdict.VIOLATED),
        ({}, {"enabled": True}, Verdict.UNDETERMINED),
        ({}, {"enabled": False, DELETE: True}, Verdict.NOT_APPLICABLE),
        ({"location": DUBLIN}, {"enabled": True, DELETE: True}, Verdict.NOT_APPLICABLE),
        ({"location": LOST}, {"enabled": True, DELETE: True}, Verdict.UNDETERMINED),
    ],
)
def test_a_safeguard_counts_where_it_guards_something(who, state, verdict):
    assert verdict_of(NO_DELETE, state, who) is verdict


SOME_CALLS = "selectiveCallRecordingSettings.recordInboundInternalCallsEnabled"


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        ({"enabled": False}, Verdict.VIOLATED),
        ({"enabled": True, "record": "Never"}, Verdict.VIOLATED),
        ({"enabled": True, "record": "Always with Pause/Resume"}, Verdict.PASS),
        ({"enabled": True}, Verdict.UNDETERMINED),
        ({"enabled": True, "record": "Always", SOME_CALLS: False}, Verdict.UNDETERMINED),
        ({"enabled": True, "record": "Always", SOME_CALLS: True}, Verdict.PASS),
    ],
)
def test_a_level_is_reached_not_reached_or_not_known(state, verdict):
    assert verdict_of(EVERY_CALL, state, {}) is verdict


def test_true_is_not_one():
    assert verdict_of(ALWAYS, {"enabled": 1, "record": "Always"}, {}) is Verdict.VIOLATED


def verdict_of(asked, state, who):
    settings = {SettingName(f"recording.{name}"): value for name, value in state.items()}
    return judge_state(asked, person("ada", **who), settings).verdict


def test_retention_longer_than_webex_keeps_is_noted():
    long = control("KEEP", require={"enabled": (True,)}, retention="5 years", everyone=True)
    stated = policies(controls=[long])
    rows = [(person("ada"), RECORDED)]
    plan = make_plan(stated, inventory(*rows), policy_files=("a.yaml",), at=evaluation_at(NOW))
    assert "5 years" in plan.notes[0].text
    elsewhere = inventory((person("ada", location=DUBLIN), RECORDED))
    assert make_plan(stated, elsewhere, policy_files=("a.yaml",), at=evaluation_at(NOW)).notes == ()


BEEP = "repeat.enabled"
DIRECTIONS = (
    "InboundInternal",
    "InboundExternal",
    "OutboundInternal",
    "OutboundExternal",
)
NO_CALLS = {
    f"selectiveCallRecordingSettings.record{each}CallsEnabled": False for each in DIRECTIONS
}


def test_a_stale_value_is_not_what_turning_recording_on_leads_to():
    beeps = control("BEEP", require={BEEP: (True,)}, everyone=True)
    stale = document(enabled=False, **{BEEP: True})
    count = counted([(person("ada"), stale)], policy("all", "on", everyone=True), controls=[beeps])
    assert (count.passed, count.violated) == (0, 1)
    assert "repeat.enabled is false" in count.violations[0].why


def test_a_stale_value_that_policy_asks_for_is_written_and_counts():
    stale = document(enabled=False, record="Always", **NO_CALLS)
    count = counted([(person("ada"), stale)], policy("all", "on", everyone=True))
    assert count.passed == 1


def test_always_with_every_call_switched_off_is_no_recording():
    state = {"enabled": True, "record": "Always", **NO_CALLS}
    assert verdict_of(ALWAYS, state, {}) is Verdict.VIOLATED
    some = dict(list(NO_CALLS.items())[:3])
    assert verdict_of(ALWAYS, {**state, next(iter(NO_CALLS)): True}, {}) is Verdict.PASS
    partly = {"enabled": True, "record": "Always", **some}
    assert verdict_of(ALWAYS, partly, {}) is Verdict.UNDETERMINED
    settings = {SettingName(f"recording.{name}"): value for name, value in state.items()}
    assert judge_state(ALWAYS, person("ada"), settings).why == (
        "record is Always and all four selective switches are off, so that nothing is recorded,"
        " required Always"
    )


def test_a_license_that_was_not_read_leaves_a_control_undetermined():
    dim = person("ada", license=License.NONE, unknown=frozenset({Attribute.LICENSE}))
    count = counted([(dim, None), (person("ben", license=License.NONE), None)])
    assert (count.undetermined, count.not_applicable) == (1, 1)


def test_a_retention_note_says_whose_vendor_it_is_and_not_who_is_recorded():
    long = control("KEEP", require={"enabled": (True,)}, retention="5 years", everyone=True)
    rows = [(person("ada"), RECORDED), (person("ben"), SILENT)]
    stated = policies(controls=[long])
    plan = make_plan(stated, inventory(*rows), policy_files=("a.yaml",), at=evaluation_at(NOW))
    assert "Webex, the recording vendor of 2 of its subjects, keeps them" in plan.notes[0].text
