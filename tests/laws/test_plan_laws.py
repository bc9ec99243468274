"""What holds for every plan, whatever the policies and the people."""

from dataclasses import fields, replace
from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from reconciler.apply.writing import body_of
from reconciler.catalog.level import recorded
from reconciler.catalog.normal_form import observed_value
from reconciler.catalog.risk import complete
from reconciler.catalog.settings import BY_NAME, SETTINGS
from reconciler.catalog.value_schema import Choice, Switch
from reconciler.inventory.snapshot import DocumentKey
from reconciler.plan.plan_file import content_digest, dump_plan, load_plan
from reconciler.plan.planning import evaluation_at, make_plan
from reconciler.policy.selectors import Match, matches
from reconciler.policy.waivers import LEAVE_ALONE
from reconciler.readings import Document, NotOffered, Unread
from reconciler.source import SourcedValue
from reconciler.subjects import Attribute, Group, License, SettingName
from tests.plan.organization_builder import DUBLIN, LONDON, LOST, NOW, document, inventory, person
from tests.plan.policy_builder import HERE, control, hold, policies, policy, profile, waiver

NAMES = ("ada", "ben", "cy", "dee")
DEPARTMENTS = ("Trading", "Sales")
DEALERS = Group(id="G1", name="Dealers")
BLANK = {
    Attribute.LOCATION: {"location": None},
    Attribute.DEPARTMENT: {"department": None},
    Attribute.LICENSE: {"license": License.NONE},
    Attribute.EMAIL: {"emails": ()},
    Attribute.GROUPS: {"groups": ()},
    Attribute.TITLE: {"title": None},
    Attribute.EXTENSION: {"extensions": ()},
}


def value_of(row):
    match row.schema:
        case Switch():
            return st.booleans()
        case Choice(words):
            return st.sampled_from(words)
        case _:
            return st.integers(row.schema.least, row.schema.most)


settings = st.fixed_dictionaries(
    {SettingName("recording.enabled"): st.booleans()},
    optional={row.name: value_of(row) for row in SETTINGS if row.name != "recording.enabled"},
)
readings = st.one_of(
    settings.map(lambda held: Document(settings=held)),
    st.just(NotOffered(reason="no")),
    st.just(Unread(reason="no answer")),
)
attributes = st.fixed_dictionaries(
    {
        "department": st.sampled_from((*DEPARTMENTS, None)),
        "location": st.sampled_from((LONDON, DUBLIN, LOST)),
        "license": st.sampled_from(License),
        "groups": st.sampled_from(((), (DEALERS,))),
        "title": st.sampled_from(("Head of Desk", None)),
        "extensions": st.sampled_from(((), ("2001",))),
    }
)
rows = st.tuples(*(st.tuples(st.builds(person, st.just(n)), attributes, readings) for n in NAMES))


def selector():
    some = st.fixed_dictionaries(
        {},
        optional={
            "people": st.sampled_from((("ada@northwind.example",), ("*a*",))),
            "departments": st.sampled_from((("Trading",), DEPARTMENTS)),
            "locations": st.sampled_from((("London",), ("London", "Dublin"))),
            "groups": st.just(("Dealers",)),
            "titles": st.just(("Head of *",)),
            "licenses": st.just((License.PROFESSIONAL,)),
            "extensions": st.just(("2000-2999",)),
        },
    )
    return some.map(lambda keys: keys or {"everyone": True})


@st.composite
def stated(draw):
    profiles = tuple(
        profile(name, **{key.partition(".")[2]: value for key, value in draw(settings).items()})
        for name in ("red", "blue")
    )
    statements = [
        policy(
            name,
            draw(st.sampled_from(("red", "blue"))),
            priority=draw(st.integers(0, 1)),
            exclude=draw(st.none() | selector()),
            **draw(selector()),
        )
        for name in "pqr"[: draw(st.integers(0, 3))]
    ]
    return policies(
        *statements,
        profiles=profiles,
        waivers=draw(waivers_of([each.name for each in statements])),
        holds=[hold("case", **draw(selector()))] if draw(st.booleans()) else (),
        controls=[control("C", require={"enabled": (True,)}, **draw(selector()))],
    )


@st.composite
def waivers_of(draw, names):
    return [
        waiver(
            name,
            instead=draw(st.sampled_from((LEAVE_ALONE, "red", "blue"))),
            on=sorted(draw(st.sets(st.sampled_from(names), max_size=2))) if names else (),
            excuses=draw(st.sampled_from(((), ("C",)))),
            expires=draw(st.sampled_from((NOW.date(), NOW.date() - timedelta(days=1)))),
            **draw(selector()),
        )
        for name in ("w", "x")[: draw(st.integers(0, 2))]
    ]


@st.composite
def organizations(draw):
    return inventory(*((replace(who, **about), reading) for who, about, reading in draw(rows)))


def plan_of(policy_set, there):
    return make_plan(policy_set, there, policy_files=("a.yaml",), at=evaluation_at(NOW))


def changed(plan):
    return {
        (each.subject.id, step.setting): (step.before, step.after)
        for each in plan.changes
        for step in each.changes
    }


@given(stated(), organizations())
def test_taking_every_step_leaves_nothing_to_plan(policy_set, there):
    plan = plan_of(policy_set, there)
    documents = dict(there.documents)
    for change in plan.changes:
        key = DocumentKey(change.subject.id, change.document)
        held = documents[key]
        documents[key] = Document(
            settings={**held.settings, **body_of(change.desired, held).settings}
        )
    again = plan_of(policy_set, replace(there, documents=documents))
    assert again.changes == ()
    # A setting that Webex does not report shows as a gap once nothing else is left to do.
    assert set(again.gaps) >= set(plan.gaps)


@given(stated(), organizations(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_people_does_not_matter(policy_set, there, chance):
    subjects, statements = list(there.subjects), list(policy_set.policies)
    chance.shuffle(subjects)
    chance.shuffle(statements)
    shuffled = replace(there, documents=dict(reversed(there.documents.items())))
    plan = plan_of(policy_set, there)
    other = plan_of(replace(policy_set, policies=tuple(statements)), shuffled)
    assert content_digest(plan) == content_digest(other)
    assert changed(plan) == changed(plan_of(policy_set, replace(there, subjects=tuple(subjects))))


@given(
    stated(),
    organizations(),
    st.sampled_from(NAMES),
    st.sets(st.sampled_from(Attribute)),
)
@example(
    policies(
        policy("p", "off", everyone=True),
        policy("q", "off", departments=DEPARTMENTS, priority=10),
        waivers=[waiver("w", on=("q",), people=("ada@northwind.example",))],
    ),
    inventory((person("ada", department="Trading"), document(enabled=True, record="Always"))),
    "ada",
    {Attribute.DEPARTMENT},
)
def test_making_an_attribute_unknown_never_adds_a_change(policy_set, there, name, unknown):
    def forget(subject):
        if subject.id != f"id-{name}":
            return subject
        blank = {field: value for each in unknown for field, value in BLANK[each].items()}
        return replace(subject, unknown=frozenset(unknown), **blank)

    before = changed(plan_of(policy_set, there))
    dim = replace(there, subjects=tuple(forget(each) for each in there.subjects))
    after = changed(plan_of(policy_set, dim))
    assert after.items() <= before.items()


@given(stated(), organizations())
def test_a_write_says_nothing_new_about_settings_that_no_policy_names(policy_set, there):
    for change in plan_of(policy_set, there).changes:
        held = there.documents[DocumentKey(change.subject.id, change.document)]
        body = body_of(change.desired, held)
        for name, value in body.settings.items():
            if name not in change.desired:
                assert value == observed_value(held.settings, BY_NAME[name])


@given(stated(), organizations())
def test_nobody_is_lost_from_the_counts(policy_set, there):
    counts = plan_of(policy_set, there).counts
    parts = [getattr(counts, each.name) for each in fields(counts) if each.name != "population"]
    assert sum(parts) == counts.population == len(NAMES)


@given(stated(), organizations())
def test_nobody_in_the_scope_of_a_control_is_lost_from_its_counts(policy_set, there):
    (scope,) = (each.applies_to for each in policy_set.controls)
    (count,) = plan_of(policy_set, there).controls
    in_scope = [each for each in there.subjects if matches(scope, each) is not Match.NO]
    assert count.in_scope == len(in_scope)
    assert len(count.violations) == count.violated


@given(stated(), organizations())
def test_a_waiver_never_changes_anybody_else(policy_set, there):
    with_waivers = plan_of(policy_set, there)
    without = plan_of(replace(policy_set, waivers=()), there)
    for subject in there.subjects:
        matched = [
            each for each in policy_set.waivers if matches(each.match, subject) is not Match.NO
        ]
        if not matched:
            assert about(with_waivers, subject) == about(without, subject)


@given(stated(), organizations())
def test_nobody_under_a_hold_records_less(policy_set, there):
    for change in plan_of(policy_set, there).changes:
        (subject,) = (each for each in there.subjects if each.id == change.subject.id)
        if any(matches(each.match, subject) is not Match.NO for each in policy_set.holds):
            held = there.documents[DocumentKey(change.subject.id, change.document)]
            before = complete(held.settings)
            was = recorded(before)
            will_be = recorded({**before, **body_of(change.desired, held).settings})
            assert will_be.level >= was.level
            assert will_be.scope >= was.scope


@given(stated(), organizations(), st.permutations("pqr"))
@example(
    policies(
        policy("p", "off", departments=DEPARTMENTS, locations=("London",)),
        policy("q", "off", departments=("Trading",)),
        waivers=[waiver("w", on=("q",), people=("ada@northwind.example",))],
    ),
    inventory((person("ada", department="Trading"), document(enabled=True, record="Always"))),
    ("q", "p", "r"),
)
def test_what_a_policy_is_called_decides_nothing(policy_set, there, names):
    plan = plan_of(policy_set, there)
    other = plan_of(renamed(policy_set, dict(zip("pqr", names, strict=True))), there)
    assert changed(plan) == changed(other)
    assert plan.counts == other.counts
    assert [each.violations for each in plan.controls] == [
        each.violations for each in other.controls
    ]


def renamed(policy_set, names):
    statements = [replace(each, name=names[each.name]) for each in policy_set.policies]
    waivers = [
        replace(each, policies=tuple(SourcedValue(names[on.value], HERE) for on in each.policies))
        for each in policy_set.waivers
    ]
    return policies(
        *statements,
        profiles=policy_set.profiles.values(),
        waivers=waivers,
        holds=policy_set.holds,
        controls=policy_set.controls,
    )


def about(plan, subject):
    return [
        [each for each in found if each.subject.id == subject.id]
        for found in (plan.changes, plan.gaps)
    ]


@given(stated(), organizations())
def test_a_plan_survives_its_file(policy_set, there):
    plan = plan_of(policy_set, there)
    assert load_plan(dump_plan(plan), "plan.json") == plan
