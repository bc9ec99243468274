"""Legal holds: recording may not be lowered, and everybody sees why."""

from dataclasses import replace

import pytest

from reconciler.plan.coverage_state import Coverage
from reconciler.plan.planning import evaluation_at, make_plan
from reconciler.subjects import Attribute
from tests.plan.organization_builder import NOW, document, inventory, person
from tests.plan.policy_builder import hold, policies, policy, profile

OFF_FOR_ALL = policy("all", "off", everyone=True, priority=1000)
RECORDED = document(enabled=True, record="Always")
ADA = person("ada")
CASE = hold("case-4711", people=("ada@northwind.example",))


def planned(rows, *statements, holds=(CASE,)):
    stated = policies(*statements, holds=holds)
    return make_plan(stated, inventory(*rows), policy_files=("a.yaml",), at=evaluation_at(NOW))


def test_a_held_subject_keeps_its_recording_whatever_the_priority():
    plan = planned([(ADA, RECORDED), (person("ben"), RECORDED)], OFF_FOR_ALL)
    assert [each.subject.name for each in plan.changes] == ["Ben"]
    (gap,) = plan.gaps
    assert gap.coverage is Coverage.HELD
    assert "case-4711" in gap.reason
    assert "Preservation order" in gap.reason
    assert (plan.counts.held, plan.holds[0].stopped) == (1, 1)


@pytest.mark.parametrize("before", [{"enabled": False}, {"enabled": True, "record": "Never"}])
def test_a_hold_lets_gains_pass(before):
    plan = planned([(ADA, document(**before))], policy("all", "on", everyone=True))
    assert len(plan.changes) == 1
    assert plan.counts.held == 0
    assert [each.name for each in plan.holds[0].subjects] == ["Ada"]


def test_a_hold_that_may_match_stops_the_loss_too():
    dim = replace(ADA, unknown=frozenset({Attribute.DEPARTMENT}))
    plan = planned([(dim, RECORDED)], OFF_FOR_ALL, holds=[hold("case", departments=("Legal",))])
    assert plan.changes == ()
    assert plan.gaps[0].coverage is Coverage.UNDETERMINED


def test_a_hold_keeps_the_person_from_deleting_what_was_recorded():
    access = "callRecordingAccessSettings.deleteRecordingsEnabled"
    free = profile("free", enabled=True, record="Always", **{access: True})
    kept = document(enabled=True, record="Always", **{access: False})
    stated = policies(policy("all", "free", everyone=True), profiles=(free,), holds=(CASE,))
    rows = [(ADA, kept), (person("ben"), kept)]
    plan = make_plan(stated, inventory(*rows), policy_files=(), at=evaluation_at(NOW))
    assert [each.subject.name for each in plan.changes] == ["Ben"]
    assert plan.gaps[0].coverage is Coverage.HELD
