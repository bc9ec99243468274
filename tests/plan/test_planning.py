"""Policies and inventory in, plan out."""

import pytest

from reconciler.catalog.risk import Risk
from reconciler.plan.coverage_state import Coverage
from reconciler.plan.planning import evaluation_at, make_plan
from reconciler.readings import NotOffered, Unread
from reconciler.subjects import Attribute, License
from tests.plan.organization_builder import DUBLIN, LOST, NOW, document, inventory, person
from tests.plan.policy_builder import ON, policies, policy, profile

EVERYONE_ON = policy("all", "on", everyone=True)
EVERYONE_OFF = policy("all", "off", everyone=True)
RECORDED = document(enabled=True, record="Always")
SILENT = document(enabled=False, record="Never")
ACCESS = profile(
    "access",
    enabled=True,
    record="Always",
    **{"callRecordingAccessSettings.deleteRecordingsEnabled": False},
)


def planned(rows, *statements, profiles=None):
    stated = policies(*statements, **({} if profiles is None else {"profiles": profiles}))
    return make_plan(
        stated, inventory(*rows), policy_files=("policies/base.yaml",), at=evaluation_at(NOW)
    )


def test_only_what_differs_is_a_change_and_it_knows_why():
    plan = planned([(person("ada"), SILENT), (person("ben"), RECORDED)], EVERYONE_ON)
    (change,) = plan.changes
    assert change.subject.email == "ada@northwind.example"
    assert change.risk is Risk.COVERAGE_GAIN
    assert [(each.setting, each.before, each.after) for each in change.changes] == [
        ("recording.enabled", False, True),
        ("recording.record", "Never", "Always"),
    ]
    assert str(change.changes[0].because) == "policies/base.yaml:3:5"
    assert (plan.counts.to_change, plan.counts.in_sync) == (1, 1)


def test_losses_stand_first_whoever_they_concern():
    off = policy("silence", "off", people=("zoe@northwind.example",))
    plan = planned([(person("ada"), SILENT), (person("zoe"), RECORDED)], EVERYONE_ON, off)
    assert [change.risk for change in plan.changes] == [Risk.COVERAGE_LOSS, Risk.COVERAGE_GAIN]


def test_a_document_that_is_off_and_shall_be_off_is_in_sync_whatever_else_it_says():
    plan = planned([(person("ada"), document(enabled=False, record="Always"))], EVERYONE_OFF)
    assert plan.changes == ()
    assert plan.counts.in_sync == 1


def test_a_document_that_leaves_fields_out_while_off_is_taken_to_hold_defaults():
    plan = planned([(person("ada"), document(enabled=False))], EVERYONE_ON)
    (change,) = plan.changes
    assert change.changes[1].before == "Never"


def test_turning_on_names_the_safeguards_that_nobody_manages():
    plan = planned([(person("ada"), SILENT)], EVERYONE_ON)
    assert "recording.notification.enabled" in plan.changes[0].becomes_default
    assert "recording.record" not in plan.changes[0].becomes_default


@pytest.mark.parametrize(
    ("who", "reading", "coverage", "words"),
    [
        (
            {"license": License.NONE, "location": None},
            None,
            Coverage.INELIGIBLE,
            "no Webex Calling",
        ),
        ({}, NotOffered(reason="not a calling user"), Coverage.INELIGIBLE, "not a calling user"),
        ({"location": DUBLIN, "license": License.STANDARD}, SILENT, Coverage.INELIGIBLE, "Dubber"),
        ({"location": LOST, "license": License.STANDARD}, SILENT, Coverage.UNDETERMINED, "vendor"),
        ({}, Unread(reason="HTTP 500"), Coverage.UNDETERMINED, "HTTP 500"),
        (
            {"unknown": frozenset({Attribute.LOCATION})},
            SILENT,
            Coverage.UNDETERMINED,
            "calling data",
        ),
        ({"unknown": frozenset({Attribute.LICENSE})}, SILENT, Coverage.UNDETERMINED, "licenses"),
    ],
)
def test_whoever_cannot_have_what_policy_wants_is_a_gap_with_a_reason(
    who, reading, coverage, words
):
    plan = planned([(person("ada", **who), reading)], EVERYONE_ON)
    assert plan.changes == ()
    (gap,) = plan.gaps
    assert gap.coverage is coverage
    assert words in gap.reason


def test_evidence_beats_inference():
    who = person("ada", location=DUBLIN, license=License.STANDARD)
    plan = planned([(who, document(enabled=True, record="Never"))], EVERYONE_ON)
    assert len(plan.changes) == 1


def test_a_vendor_that_was_not_read_does_not_hold_up_whoever_is_recorded_already():
    who = person("ada", location=LOST, license=License.STANDARD)
    plan = planned([(who, document(enabled=True, record="Never"))], EVERYONE_ON)
    assert len(plan.changes) == 1


def test_nobody_without_a_license_is_a_gap_where_policy_wants_no_recording():
    plan = planned([(person("ada", license=License.NONE), None)], EVERYONE_OFF)
    assert plan.gaps == ()
    assert plan.counts.ineligible == 1


def test_a_setting_that_the_vendor_does_not_offer_is_shown_and_never_a_change():
    rows = [(person("ada", location=DUBLIN), SILENT), (person("ben", location=DUBLIN), RECORDED)]
    plan = planned(rows, policy("all", "access", everyone=True), profiles=(ACCESS,))
    (change,) = plan.changes
    name = "recording.callRecordingAccessSettings.deleteRecordingsEnabled"
    assert change.not_applicable == (name,)
    assert name not in change.desired
    assert plan.counts.in_sync == 1


def test_a_vendor_that_was_not_read_makes_settings_that_hang_on_it_undetermined():
    plan = planned(
        [(person("ada", location=LOST), SILENT)],
        policy("all", "access", everyone=True),
        profiles=(ACCESS,),
    )
    assert plan.gaps[0].coverage is Coverage.UNDETERMINED


def test_a_setting_that_webex_does_not_report_while_on_is_not_guessed():
    who = [(person("ada"), RECORDED)]
    plan = planned(who, policy("all", "access", everyone=True), profiles=(ACCESS,))
    assert plan.changes == ()
    assert plan.gaps[0].coverage is Coverage.UNDETERMINED
    assert "deleteRecordingsEnabled" in plan.gaps[0].reason
    assert plan.pins.incomplete


def test_a_document_that_is_on_and_does_not_say_how_is_undetermined():
    louder = profile("on", enabled=True, record="Always", recordVoicemailEnabled=True)
    half = document(enabled=True, recordVoicemailEnabled=False)
    plan = planned([(person("ada"), half)], EVERYONE_ON, profiles=(louder,))
    assert plan.changes == ()
    assert "recording.record" in plan.gaps[0].reason


def test_a_setting_of_less_weight_that_is_not_reported_is_left_out_of_the_write():
    known = document(enabled=True, record="Never")
    plan = planned(
        [(person("ada"), known)], policy("all", "access", everyone=True), profiles=(ACCESS,)
    )
    (change,) = plan.changes
    assert "deleteRecordingsEnabled" in change.not_applicable[0]
    assert not any("delete" in name for name in change.desired)


def test_the_counts_add_up_to_the_population():
    rows = [
        (person("ada"), SILENT),
        (person("ben"), RECORDED),
        (person("cy", license=License.NONE), None),
        (person("dee"), Unread(reason="HTTP 500")),
        (person("eve", department="Legal"), SILENT),
    ]
    london = policy("place", "on", locations=("London",), exclude={"departments": ("Legal",)})
    counts = planned(rows, london, profiles=(ON,)).counts
    parts = (
        counts.to_change
        + counts.in_sync
        + counts.ineligible
        + counts.conflicted
        + counts.undetermined
        + counts.unmanaged
    )
    assert parts == counts.population == 5
    assert counts.unmanaged == 1


def test_an_unread_document_makes_the_reading_incomplete_even_of_nobody_governed():
    plan = planned([(person("ada"), Unread(reason="HTTP 500"))])
    assert plan.pins.incomplete
    assert plan.counts.unmanaged == 1
