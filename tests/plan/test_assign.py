"""Who governs a subject."""

from reconciler.plan.assign import assign, wants_of
from reconciler.plan.coverage_state import Conflicted, Governed, Undetermined, Unmanaged
from reconciler.subjects import Attribute
from tests.plan.organization_builder import person
from tests.plan.policy_builder import policies, policy

EVERYONE = policy("all", "off", everyone=True)
TRADING = policy("desk", "on", departments=("Trading",))


def assigned(who, *statements):
    stated = policies(*statements)
    return assign(stated, wants_of(stated), who)


def test_nobody_claims_what_no_policy_matches():
    assert assigned(person("ada", department="Sales"), TRADING) == Unmanaged()


def test_the_more_specific_policy_governs_and_the_other_lost_for_a_reason():
    verdict = assigned(person("ada", department="Trading"), EVERYONE, TRADING)
    assert isinstance(verdict, Governed)
    assert verdict.policy is TRADING
    assert [lost.policy.name for lost in verdict.losers] == ["all"]
    assert verdict.losers[0].reason


def test_priority_beats_specificity():
    loud = policy("loud", "off", everyone=True, priority=1)
    verdict = assigned(person("ada", department="Trading"), loud, TRADING)
    assert isinstance(verdict, Governed)
    assert verdict.policy is loud


def test_equal_rank_with_different_settings_is_a_conflict():
    one = policy("one", "on", departments=("Trading",), locations=("London",))
    two = policy("two", "off", departments=("Trading", "Sales"))
    verdict = assigned(person("ada", department="Trading"), one, two)
    assert isinstance(verdict, Conflicted)
    assert {each.name for each in verdict.policies} == {"one", "two"}


def test_equal_rank_with_equal_settings_is_no_conflict():
    one = policy("one", "on", departments=("Trading",), locations=("London",))
    two = policy("two", "on", departments=("Trading", "Sales"))
    verdict = assigned(person("ada", department="Trading"), one, two)
    assert isinstance(verdict, Governed)
    assert verdict.losers[0].reason == "asks for the same"
    assert verdict.leaders == ("one", "two")


def test_an_excepted_person_falls_to_the_next_policy():
    desk = policy(
        "desk", "on", departments=("Trading",), exclude={"people": ("ada@northwind.example",)}
    )
    verdict = assigned(person("ada", department="Trading"), EVERYONE, desk)
    assert isinstance(verdict, Governed)
    assert verdict.policy is EVERYONE


def test_a_department_that_was_not_read_leaves_the_subject_undetermined():
    ada = person("ada", unknown=frozenset({Attribute.DEPARTMENT}))
    verdict = assigned(ada, EVERYONE, TRADING)
    assert isinstance(verdict, Undetermined)
    assert "'desk'" in verdict.reason
    assert "department" in verdict.reason


def test_an_unknown_claim_that_would_lose_anyway_does_not_matter():
    ada = person("ada", unknown=frozenset({Attribute.DEPARTMENT}))
    exact = policy("exact", "on", people=("ada@northwind.example",))
    verdict = assigned(ada, exact, TRADING)
    assert isinstance(verdict, Governed)
    assert verdict.policy is exact


def test_a_policy_that_may_lead_and_asks_for_the_same_is_told_of():
    ada = person("ada", unknown=frozenset({Attribute.DEPARTMENT}))
    silent = policy("silent", "off", departments=("Trading",))
    verdict = assigned(ada, EVERYONE, silent)
    assert isinstance(verdict, Governed)
    assert (verdict.policy, verdict.perhaps) == (EVERYONE, (silent,))


def test_calling_data_that_was_not_read_leaves_whoever_is_claimed_undetermined():
    ada = person("ada", location=None, unknown=frozenset({Attribute.LOCATION}))
    assert isinstance(assigned(ada, EVERYONE), Undetermined)
    assert assigned(ada, TRADING) == Unmanaged()
