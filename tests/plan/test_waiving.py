"""Dated exceptions: they act on the winner, say so, and end."""

from dataclasses import replace
from datetime import date

import pytest

from reconciler.plan.coverage_state import Coverage
from reconciler.plan.exception_uses import WaiverState
from reconciler.plan.notes import Weight
from reconciler.plan.planning import Evaluation, make_plan
from reconciler.subjects import Attribute
from tests.plan.organization_builder import NOW, document, inventory, person
from tests.plan.policy_builder import policies, policy, waiver

EVERYONE = policy("all", "off", everyone=True)
TRADING = policy("desk", "on", departments=("Trading",))
SILENT = document(enabled=False, record="Never")
RECORDED = document(enabled=True, record="Always")
ADA = person("ada", department="Trading")
BEN = person("ben", department="Trading")
TODAY = NOW.date()
ADA_ONLY = {"people": ("ada@northwind.example",)}


def planned(rows, *waivers, day=TODAY):
    stated = policies(EVERYONE, TRADING, waivers=waivers)
    at = Evaluation(now=NOW, day=day)
    return make_plan(stated, inventory(*rows), policy_files=("a.yaml",), at=at)


def changed(plan):
    return {each.subject.name: each.profile for each in plan.changes}


def test_a_waived_subject_is_left_alone_and_counted():
    plan = planned([(ADA, SILENT), (BEN, SILENT)], waiver("leave", on=("desk",), **ADA_ONLY))
    assert changed(plan) == {"Ben": "on"}
    assert (plan.counts.waived, plan.counts.to_change) == (1, 1)
    assert [each.name for each in plan.waivers[0].subjects] == ["Ada"]


def test_a_waiver_may_put_another_profile_in_the_place_of_the_policys():
    plan = planned([(ADA, RECORDED)], waiver("leave", instead="off", **ADA_ONLY))
    (change,) = plan.changes
    assert (change.policy, change.profile, change.waiver) == ("desk", "off", "leave")
    assert planned([(ADA, SILENT)], waiver("leave", instead="off", **ADA_ONLY)).counts.waived == 1


def test_a_waiver_acts_only_where_its_policy_would_govern():
    plan = planned([(ADA, SILENT)], waiver("leave", on=("all",), **ADA_ONLY))
    assert changed(plan) == {"Ada": "on"}
    assert plan.waivers[0].subjects == ()


def test_an_expired_waiver_is_enforced_again_and_its_last_day_still_counts():
    ended = waiver("leave", expires=date(2026, 11, 22), **ADA_ONLY)
    plan = planned([(ADA, SILENT)], ended)
    assert changed(plan) == {"Ada": "on"}
    assert [each.weight for each in plan.notes] == [Weight.WARNING]
    assert plan.waivers[0].state is WaiverState.EXPIRED
    last_day = planned([(ADA, SILENT)], ended, day=date(2026, 11, 22))
    assert changed(last_day) == {}
    assert [each.weight for each in last_day.notes] == [Weight.NOTE]


@pytest.mark.parametrize(
    ("expires", "told"), [(date(2026, 12, 23), Weight.NOTE), (date(2026, 12, 24), None)]
)
def test_a_waiver_is_noted_thirty_days_before_it_ends(expires, told):
    plan = planned([(ADA, SILENT)], waiver("leave", expires=expires, **ADA_ONLY))
    assert [each.weight for each in plan.notes] == ([] if told is None else [told])


def test_two_waivers_with_different_things_instead_are_a_conflict():
    one, two = waiver("one", **ADA_ONLY), waiver("two", instead="off", **ADA_ONLY)
    plan = planned([(ADA, SILENT)], one, two)
    assert plan.counts.conflicted == 1
    assert "'one' and 'two'" in plan.gaps[0].reason
    same = planned([(ADA, SILENT)], one, waiver("two", **ADA_ONLY))
    assert same.counts.waived == 1


def test_a_waiver_that_may_match_leaves_the_subject_undetermined():
    dim = person("ada", department="Trading", unknown=frozenset({Attribute.TITLE}))
    plan = planned([(dim, SILENT)], waiver("leave", titles=("Head of *",)))
    assert plan.gaps[0].coverage is Coverage.UNDETERMINED
    assert "waiver 'leave'" in plan.gaps[0].reason


def equal_policies(*statements, ada, on):
    stated = policies(*statements, waivers=[waiver("leave", on=on, **ADA_ONLY)])
    rows = inventory((ada, RECORDED), (replace(BEN, unknown=ada.unknown), RECORDED))
    return make_plan(stated, rows, policy_files=("a.yaml",), at=Evaluation(now=NOW, day=TODAY))


@pytest.mark.parametrize("named", ["one", "two"])
def test_a_waiver_of_any_policy_that_leads_acts_whatever_they_are_called(named):
    one = policy("one", "off", departments=("Trading",), locations=("London",))
    two = policy("two", "off", departments=("Trading", "Sales"))
    plan = equal_policies(one, two, ada=ADA, on=(named,))
    assert (changed(plan), plan.counts.waived) == ({"Ben": "off"}, 1)


def test_a_waiver_of_a_policy_that_may_lead_leaves_its_subjects_undetermined_and_nobody_else():
    first = policy("first", "off", departments=("Trading",), priority=10)
    dim = replace(ADA, department=None, unknown=frozenset({Attribute.DEPARTMENT}))
    plan = equal_policies(EVERYONE, first, ada=dim, on=("first",))
    assert changed(plan) == {"Ben": "off"}
    assert "waiver 'leave' may excuse it; not read: department" in plan.gaps[0].reason
    other_way = equal_policies(EVERYONE, first, ada=dim, on=("all",))
    assert other_way.counts.undetermined == 1
    either_way = equal_policies(EVERYONE, first, ada=dim, on=("all", "first"))
    assert either_way.counts.waived == 1
