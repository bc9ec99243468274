"""Laws of policies: order never matters, ignorance never flips an answer, nothing crashes."""

from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reconciler.errors import PolicyInvalid
from reconciler.policy.meaning import policy_digest
from reconciler.policy.patterns import fits_glob
from reconciler.policy.people_rows import people_rows
from reconciler.policy.policy_set import Policy
from reconciler.policy.policy_text import PolicyText
from reconciler.policy.precedence import outranks
from reconciler.policy.selection import PeopleFrom, Selector, folded
from reconciler.policy.selector_keys import SUBJECT_KINDS
from reconciler.policy.selectors import Match, policy_matches
from reconciler.policy.understand import Loaded, understand
from reconciler.source import Finding, Severity, SourceSpan
from reconciler.subjects import Attribute, Group, License, Location, LocationId, Subject, SubjectId
from tests.policy.policy_drafts import around

HERE = SourceSpan("policies/example.yaml", 1, 1)
PEOPLE = ("ada@x.example", "bob@x.example", "bob@y.example", "*@x.example", "b*", "Y2lz")
PLACES = ("London", "Paris", "TG9u")
DEPARTMENTS = ("Trading", "trading", "Sales")

FILES = (
    """version: 1
profiles:
  recorded: {settings: {enabled: true, record: Always, repeat: {enabled: true, interval: 30}}}
  regulated: {extends: recorded, settings: {recordVoicemailEnabled: true}}
""",
    """version: 1
organization: {id: 41c8be34-1f5a-4b0c-9d3e-7a2f6c0d1e55}
profiles:
  not-recorded:
    description: nobody
    settings: {enabled: false}
""",
    """version: 1
policies:
  - name: traders
    profile: regulated
    match:
      departments: [Trading]
      locations: [London, New York]
    except: {people: ["*@y.example"], titles: ["*intern*"]}
    effective: {from: 2027-01-01, until: 2027-12-31}
    controls: [C1]
    priority: 10
  - {name: everyone, profile: not-recorded, match: {everyone: true}}
  - name: rooms
    profile: recorded
    subjects: [workspaces]
    match: {extensions: ["2000-2999"]}
waivers:
  - name: away
    match: {groups: [Traders]}
    policies: [traders]
    controls: [C1]
    instead: leave-alone
    reason: leave
    approved_by: head@x.example
    expires: 2027-03-31
holds:
  - {name: case, match: {people: [bob@x.example]}, reason: r, approved_by: a}
controls:
  - id: C1
    title: recorded
    applies_to: {licenses: [professional]}
    require: {enabled: true, record: [Always], level: {min: always}}
    severity: high
tests:
  - name: one
    given: {email: t@x.example, department: Trading, date: 2027-02-01}
    expect: {policy: traders, settings: {repeat: unmanaged}}
""",
    """version: 1
policies:
  - {name: sales, profile: recorded, match: {departments: [Sales]}}
  - {name: more-sales, profile: not-recorded, match: {departments: [Service, sales]}}
  - {name: sales, profile: recordd, match: {people: [ada@x.example]}}
""",
)


ValueT = TypeVar("ValueT")


def some(texts: tuple[ValueT, ...]) -> st.SearchStrategy[tuple[ValueT, ...]]:
    return st.lists(st.sampled_from(texts), max_size=3).map(tuple)


lists_of_people = st.builds(
    PeopleFrom,
    path=st.just("p/l.csv"),
    column=st.just("c"),
    span=st.just(HERE),
    people=some(PEOPLE),
)
selectors = st.builds(
    Selector,
    span=st.just(HERE),
    everyone=st.booleans(),
    people=some(PEOPLE),
    people_from=st.lists(lists_of_people, max_size=1).map(tuple),
    workspaces=some(("Lobby", "Y2lz")),
    virtual_lines=some(("Front desk", "Y2ly")),
    locations=some(PLACES),
    groups=some(("Traders", "R1")),
    departments=some(DEPARTMENTS),
    titles=some(("*manager*", "trader", "*")),
    licenses=some(tuple(License)),
    extensions=some(("2*", "2000-2999", "0755")),
) | st.builds(
    Selector,
    span=st.just(HERE),
    people=some(PEOPLE),
    locations=some(PLACES),
    groups=some(("Traders", "R1")),
    departments=some(DEPARTMENTS),
)
policies = st.builds(
    Policy,
    name=st.just("p"),
    profile=st.just("p"),
    match=selectors,
    exclude=st.none() | selectors,
    subjects=st.frozensets(st.sampled_from(SUBJECT_KINDS), min_size=1),
    priority=st.integers(0, 1),
    span=st.just(HERE),
    profile_span=st.just(HERE),
)
places = st.sampled_from(PLACES).map(
    lambda name: Location(id=LocationId("TG9u"), name=name, vendor=None)
)
some_groups = st.lists(
    st.sampled_from((Group(id="R1", name="Sales people"), Group(id="R2", name="traders"))),
    max_size=2,
).map(tuple)
people = st.builds(
    Subject,
    kind=st.sampled_from(SUBJECT_KINDS),
    id=st.sampled_from(("Y2lz", "Y2ly")).map(SubjectId),
    name=st.just("A Person"),
    emails=some(("ada@x.example", "bob@y.example", "cy@z.example")),
    location=st.none() | places,
    department=st.none() | st.sampled_from(DEPARTMENTS),
    title=st.none() | st.sampled_from(("Trader", "Office Manager")),
    groups=some_groups,
    extensions=some(("2500", "0755", "25000")),
    license=st.sampled_from(License),
    unknown=st.frozensets(st.sampled_from(Attribute), max_size=1),
)


def forget(subject: Subject, attribute: Attribute) -> Subject:
    """Return the subject as it reads when one attribute could not be read."""
    empty: dict[Attribute, Subject] = {
        Attribute.EMAIL: replace(subject, emails=()),
        Attribute.LOCATION: replace(subject, location=None),
        Attribute.DEPARTMENT: replace(subject, department=None),
        Attribute.LICENSE: replace(subject, license=License.NONE),
        Attribute.GROUPS: replace(subject, groups=()),
        Attribute.TITLE: replace(subject, title=None),
        Attribute.EXTENSION: replace(subject, extensions=()),
    }
    return replace(empty[attribute], unknown=subject.unknown | {attribute})


def outcome(texts: list[PolicyText]) -> Loaded | tuple[Finding, ...]:
    try:
        return understand(texts, around())
    except PolicyInvalid as error:
        return error.findings


@given(policies, people, st.sampled_from(Attribute))
def test_ignorance_never_flips_an_answer(
    policy: Policy, subject: Subject, attribute: Attribute
) -> None:
    before = policy_matches(policy, subject)
    after = policy_matches(policy, forget(subject, attribute))
    assert after in {before, Match.UNKNOWN}


@given(policies, people)
def test_what_is_known_is_never_unknown(policy: Policy, subject: Subject) -> None:
    known = replace(subject, unknown=frozenset())
    assert policy_matches(policy, known) is not Match.UNKNOWN


@given(policies, policies, policies)
@settings(max_examples=500)
def test_precedence_is_a_strict_partial_order(one: Policy, two: Policy, three: Policy) -> None:
    assert not outranks(one, one)
    assert not (outranks(one, two) and outranks(two, one))
    if outranks(one, two) and outranks(two, three):
        assert outranks(one, three)


@given(st.text("ab*", max_size=6), st.text("ab", max_size=6))
def test_a_glob_fits_as_its_stars_can_be_filled(glob: str, text: str) -> None:
    def fits(pattern: str, rest: str) -> bool:
        if not pattern:
            return not rest
        if pattern[0] == "*":
            return fits(pattern[1:], rest) or (bool(rest) and fits(pattern, rest[1:]))
        return rest[:1] == pattern[0] and fits(pattern[1:], rest[1:])

    assert fits_glob(glob, text) is fits(glob, text)


@given(st.lists(st.sampled_from(FILES), min_size=1, unique=True), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_files_never_matters(texts: list[str], chance: object) -> None:
    shuffle = getattr(chance, "shuffle", None)
    assert callable(shuffle)
    files = [PolicyText(path=f"policies/{FILES.index(text)}.yaml", content=text) for text in texts]
    expected = outcome(files)
    shuffle(files)
    assert outcome(files) == expected


@given(st.permutations(FILES[:3]))
@settings(deadline=None)
def test_it_never_matters_which_file_says_what(texts: list[str]) -> None:
    names = [PolicyText(path=f"{n}.yaml", content=text) for n, text in enumerate(texts)]
    usual = [PolicyText(path=f"{n}.yaml", content=text) for n, text in enumerate(FILES[:3])]
    assert policy_digest(understand(names).policies) == policy_digest(understand(usual).policies)


TEXTS = st.text(st.characters(), max_size=80) | st.text("{}[]:-,'\"&*!|>#%@\n\t ab1", max_size=80)
SPLINTERS = st.sampled_from(
    (
        *(
            "",
            "\t",
            ":",
            "- ",
            "[",
            "}",
            "*x",
            "&x ",
            "!t ",
            "null",
            "yes",
            "\n",
            "{a: b}",
            "<<: 1",
        ),
        *("unmanaged", "2027-02-30", "{min: always}", "version: 1", "\x00", "\ufeff", "\r\n"),
    )
)
FUZZED = settings(max_examples=200, deadline=None)
SOAKED = settings(max_examples=2_000, deadline=None)


@given(TEXTS)
@FUZZED
def test_any_text_gives_findings_and_no_traceback(text: str) -> None:
    judge_any(text)


@pytest.mark.soak
@given(TEXTS)
@SOAKED
def test_very_many_texts_give_findings_and_no_traceback(text: str) -> None:
    judge_any(text)


def judge_any(text: str) -> None:
    answer = outcome([PolicyText(path="a.yaml", content=text)])
    if isinstance(answer, tuple):
        assert answer
        assert all(each.span.line >= 1 and each.span.column >= 1 for each in answer)


@given(st.sampled_from(FILES), st.data(), SPLINTERS)
@FUZZED
def test_a_mutated_file_gives_findings_and_no_traceback(
    text: str, data: st.DataObject, splinter: str
) -> None:
    judge_mutated(text, data, splinter)


@pytest.mark.soak
@given(st.sampled_from(FILES), st.data(), SPLINTERS)
@SOAKED
def test_very_many_mutated_files_give_findings_and_no_traceback(
    text: str, data: st.DataObject, splinter: str
) -> None:
    judge_mutated(text, data, splinter)


def judge_mutated(text: str, data: st.DataObject, splinter: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    mutated = text[:start] + splinter + text[end:]
    assume(mutated != text)
    others = [PolicyText(path=f"{n}.yaml", content=other) for n, other in enumerate(FILES[:3])]
    answer = outcome([PolicyText(path="mutated.yaml", content=mutated), *others])
    if isinstance(answer, tuple):
        assert list(answer) == sorted(answer, key=lambda each: each.span)
        assert len({(each.span, each.rule, each.message) for each in answer}) == len(answer)


@given(st.text('ab,;"\n\r @*', max_size=60))
@FUZZED
def test_any_list_of_people_gives_people_or_findings(content: str) -> None:
    rows = people_rows("people.csv", f"a,b\n{content}", "b")
    wrong = any(each.severity is Severity.ERROR for each in rows.findings)
    assert wrong is (rows.people is None)
    assert len(rows.people or ()) == len({folded(each) for each in rows.people or ()})
