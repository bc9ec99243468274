"""The fast way to assign is the definition, for every policy set and every subject."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reconciler.plan.assign import assign, wants_of
from reconciler.plan.assigner import Assigner
from reconciler.policy.selection import PeopleFrom
from reconciler.subjects import (
    Attribute,
    Group,
    License,
    Subject,
    SubjectId,
    SubjectKind,
)
from tests.plan.organization_builder import DUBLIN, LONDON, LOST
from tests.plan.policy_builder import HERE, policies, policy, profile

KINDS = (SubjectKind.PERSON, SubjectKind.WORKSPACE, SubjectKind.VIRTUAL_LINE)
MAILS = ("ada@northwind.example", "ADA@northwind.example", "*@northwind.example", "id-1", "b*")
TRADERS, DEALERS = Group(id="G1", name="Traders"), Group(id="G2", name="Dealers")
PROFILES = (
    profile("red", enabled=True),
    profile("crimson", enabled=True),
    profile("blue", enabled=False),
)
LISTS = tuple(
    PeopleFrom(path=path, column="email", span=HERE, people=people)
    for path, people in (("a.csv", ("ada@northwind.example", "id-2")), ("b.csv", ("ben@x",)))
)


def some(*entries):
    return st.lists(st.sampled_from(entries), min_size=1, max_size=2, unique=True).map(tuple)


KEYS = {
    "everyone": st.just(True),
    "people": some(*MAILS),
    "people_from": some(*LISTS),
    "workspaces": some("id-1", "Lobby"),
    "virtual_lines": some("id-1", "Lobby"),
    "locations": some("London", "dublin", "L3"),
    "groups": some("Traders", "g2"),
    "departments": some("Trading", "SALES"),
    "titles": some("Head of *", "Dealer", "*"),
    "licenses": some(License.PROFESSIONAL, License.STANDARD),
    "extensions": some("2001", "2000-2999", "3*"),
}
USUAL = ("everyone", "departments", "locations", "titles")


@st.composite
def selectors(draw):
    """Often of the few keys that meet in one subject, so that there is something to decide."""
    among = draw(st.sampled_from((USUAL, USUAL, tuple(KEYS))))
    chosen = draw(st.sets(st.sampled_from(among), min_size=1, max_size=2))
    return {key: draw(KEYS[key]) for key in sorted(chosen)}


@st.composite
def policy_sets(draw):
    statements = [
        replace(
            policy(
                name,
                draw(st.sampled_from([each.name for each in PROFILES])),
                priority=draw(st.integers(0, 1)),
                exclude=draw(st.none() | selectors()),
                **draw(selectors()),
            ),
            subjects=draw(st.sampled_from((frozenset(KINDS[:1]), frozenset(KINDS)))),
        )
        for name in "pqrst"[: draw(st.integers(0, 5))]
    ]
    return policies(*statements, profiles=PROFILES)


@st.composite
def subjects(draw):
    unknown = frozenset(draw(st.sets(st.sampled_from(Attribute), max_size=2)))
    read = {
        Attribute.EMAIL: ("emails", draw(st.sampled_from(((), ("ada@northwind.example",))))),
        Attribute.LOCATION: ("location", draw(st.sampled_from((None, LONDON, DUBLIN, LOST)))),
        Attribute.DEPARTMENT: ("department", draw(st.sampled_from((None, "Trading", "Sales")))),
        Attribute.TITLE: ("title", draw(st.sampled_from((None, "Head of Desk", "dealer")))),
        Attribute.GROUPS: ("groups", draw(st.sampled_from(((), (TRADERS,), (TRADERS, DEALERS))))),
        Attribute.LICENSE: ("license", draw(st.sampled_from(License))),
        Attribute.EXTENSION: ("extensions", draw(st.sampled_from(((), ("2001",), ("31", "4"))))),
    }
    return Subject(
        kind=draw(st.sampled_from(KINDS)),
        id=SubjectId(draw(st.sampled_from(("id-1", "id-2")))),
        name=draw(st.sampled_from(("Lobby", "Ada"))),
        unknown=unknown,
        **{field: value for each, (field, value) in read.items() if each not in unknown},
    )


@given(policy_sets(), st.lists(subjects(), max_size=5))
def test_the_fast_way_to_assign_is_the_definition(stated, people):
    wants = wants_of(stated)
    assigner = Assigner(stated, wants)
    for subject in people:
        expected = assign(stated, wants, subject)
        assert assigner(subject) == expected
        assert assigner(subject) == expected, "asked again"
