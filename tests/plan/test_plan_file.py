"""A plan as a file."""

import pytest

from reconciler.errors import PlanStale
from reconciler.plan.plan_file import content_digest, dump_plan, load_plan, plan_id
from reconciler.plan.planning import evaluation_at, make_plan
from tests.plan.organization_builder import NOW, document, inventory, person
from tests.plan.policy_builder import policies, policy

STATED = policies(policy("all", "on", everyone=True))
ROWS = [
    (person("ada"), document(enabled=False)),
    (person("ben"), document(enabled=True, record="Always")),
]


def plan_of(rows=ROWS, now=NOW):
    return make_plan(STATED, inventory(*rows), policy_files=("a.yaml",), at=evaluation_at(now))


def test_a_plan_survives_its_file():
    plan = plan_of()
    assert load_plan(dump_plan(plan), "plan.json") == plan


def test_the_content_digest_is_the_same_an_hour_later_and_the_id_is_not():
    early, late = plan_of(), plan_of(now=NOW.replace(hour=10))
    assert content_digest(early) == content_digest(late)
    assert plan_id(early) != plan_id(late)


def test_the_content_digest_depends_on_everybody_who_was_read():
    assert content_digest(plan_of()) != content_digest(plan_of(ROWS[:1]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"after": true', b'"after": false'),
        (b'"to_change": 1', b'"to_change": 0'),
        (b'"valid_until": "2026', b'"valid_until": "2036'),
        (b'"format": 1', b'"format": 2'),
        (b'"notes": []', b'"notes": [], "approved": true'),
    ],
)
def test_one_edited_word_is_noticed(old, new):
    data = dump_plan(plan_of())
    assert old in data
    with pytest.raises(PlanStale):
        load_plan(data.replace(old, new, 1), "plan.json")


def test_a_key_given_twice_is_an_edit():
    data = dump_plan(plan_of())
    shown = b'"after": "harmless",\n     "after": true'
    with pytest.raises(PlanStale, match="edited"):
        load_plan(data.replace(b'"after": true', shown, 1), "plan.json")


def test_even_white_space_is_an_edit():
    with pytest.raises(PlanStale, match="edited"):
        load_plan(dump_plan(plan_of()) + b"\n", "plan.json")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff\xfe"])
def test_what_is_no_plan_is_refused_with_its_name(data):
    with pytest.raises(PlanStale, match=r"plan\.json"):
        load_plan(data, "plan.json")
