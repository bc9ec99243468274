"""What is told from the words alone is true of every subject there could be."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.catalog.level import RecordingLevel
from reconciler.catalog.settings import BY_NAME
from reconciler.plan.assign import assign, wants_of
from reconciler.plan.coverage_state import Governed
from reconciler.plan.requirements import Verdict, judge_state
from reconciler.policy.containment import inside
from reconciler.policy.control_conflicts import contradicted_controls, unkept_controls
from reconciler.policy.controls import Control, ControlSeverity, Requirement
from reconciler.policy.idle_policies import unreachable
from reconciler.policy.selection import Selector
from reconciler.policy.selectors import Match, claims
from reconciler.subjects import SubjectKind
from tests.laws.test_assigning_laws import policy_sets, selectors, subjects
from tests.laws.test_plan_laws import settings as documents
from tests.laws.test_plan_laws import value_of
from tests.plan.organization_builder import person
from tests.plan.policy_builder import HERE, policies, policy, profile

MANY = settings(max_examples=200, deadline=None)
selections = selectors().map(lambda keys: Selector(span=HERE, **keys))
claims_made = st.tuples(selections, st.none() | selections)


@MANY
@given(claims_made, claims_made, st.lists(subjects(), max_size=5))
def test_whoever_is_claimed_is_claimed_by_what_contains_the_claim(inner, outer, people):
    if inside(inner, outer):
        for each in people:
            if claims(*inner, each) is Match.YES:
                assert claims(*outer, each) is Match.YES


@MANY
@given(policy_sets(), st.lists(subjects(), max_size=8))
def test_a_policy_that_is_told_never_to_win_never_wins(stated, people):
    beaten = unreachable(stated)
    for each in people:
        answer = assign(stated, wants_of(stated), each)
        assert not (isinstance(answer, Governed) and answer.policy.name in beaten)


@st.composite
def controls(draw):
    rows = draw(st.lists(st.sampled_from(sorted(BY_NAME)), max_size=3, unique=True))
    return Control(
        id="c",
        title="a control",
        applies_to=Selector(span=HERE, everyone=True),
        require={
            name: Requirement(
                values=tuple(draw(st.lists(value_of(BY_NAME[name]), min_size=1, max_size=2))),
                span=HERE,
            )
            for name in rows
        },
        level=draw(st.none() | st.sampled_from(RecordingLevel)),
        severity=ControlSeverity.HIGH,
        span=HERE,
    )


def in_scope(held, control):
    desk = profile("desk", **{name.partition(".")[2]: value for name, value in held.items()})
    desks = policy("desks", "desk", departments=("Trading",))
    return policies(desks, profiles=(desk,), controls=(control,))


@MANY
@given(documents, documents, controls())
def test_a_policy_that_contradicts_a_control_passes_it_on_no_document(held, before, control):
    stated = in_scope(held, control)
    trader = person("ada", department="Trading")
    verdict = judge_state(control, trader, {**before, **held}).verdict
    if tuple(contradicted_controls(stated)):
        assert verdict is not Verdict.PASS


@MANY
@given(documents, controls())
def test_a_control_that_nothing_is_told_about_is_kept_by_the_settings_alone(held, control):
    stated = in_scope(held, control)
    told = {each.rule for each in (*contradicted_controls(stated), *unkept_controls(stated))}
    trader = person("ada", department="Trading")
    if told <= {"unused-control"} and control.level is None and control.require:
        verdict = judge_state(control, trader, held).verdict
        assert verdict in {Verdict.PASS, Verdict.NOT_APPLICABLE}


def test_a_policy_about_several_kinds_is_held_to_what_all_of_them_have():
    row = BY_NAME["recording.callRecordingAccessSettings.deleteRecordingsEnabled"]
    control = Control(
        id="c",
        title="nobody deletes",
        applies_to=Selector(span=HERE, everyone=True),
        require={row.name: Requirement(values=(False,), span=HERE)},
        severity=ControlSeverity.HIGH,
        span=HERE,
    )
    stated = in_scope({"recording.enabled": True, row.name: True}, control)
    assert tuple(contradicted_controls(stated))
    [desks] = stated.policies
    lines = replace(
        desks, match=Selector(span=HERE, everyone=True), subjects=frozenset({*SubjectKind})
    )
    assert not tuple(contradicted_controls(replace(stated, policies=(lines,))))
