"""The tests that people write beside their policies, run on the planner itself.

A case is an invented subject; it stands where `plan.standing` says it does, exactly as a real one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.settings import BY_NAME, offered
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.organization import Organization
from reconciler.plan.coverage_state import Coverage, Waived
from reconciler.plan.standing import Census, Standing
from reconciler.policy.cases import Expect, Given, PolicyTest
from reconciler.policy.policy_set import Policy, PolicySet, Profile
from reconciler.policy.waivers import LeaveAlone
from reconciler.readings import Document
from reconciler.source import SourceSpan
from reconciler.subjects import (
    Group,
    License,
    Location,
    LocationId,
    SettingName,
    Settings,
    SettingValue,
    Subject,
    SubjectId,
)

__all__ = ["Mismatch", "Trial", "Untested", "run_tests", "untested"]

_OFF: Final[Settings] = {SettingName("recording.enabled"): False}
_UNMANAGED: Final = "unmanaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """One expectation that was not met."""

    what: str
    expected: str
    got: str
    span: SourceSpan | None = None
    """Where policy says what was got."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of one test."""

    test: PolicyTest
    mismatches: tuple[Mismatch, ...]
    """Empty: it passed."""
    policy: Policy | None
    """Who governs the case."""
    profile: Profile | None
    """What it gets."""
    reason: str
    """Why it is stuck, where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untested:
    """A policy or profile that no test exercises."""

    kind: str
    name: str
    span: SourceSpan


def run_tests(policies: PolicySet, today: date) -> tuple[Trial, ...]:
    """Return every test with what became of it, in the order of the policy set."""
    by_day: defaultdict[date, list[int]] = defaultdict(list)
    for place, test in enumerate(policies.tests):
        by_day[test.given.day or today].append(place)
    trials: dict[int, Trial] = {}
    for day, places in by_day.items():
        cases = {place: _subject(policies.tests[place].given, place) for place in places}
        census = Census(policies, _inventory(policies.tests, cases), day)
        for place, subject in cases.items():
            standing = census.standing(subject)
            trials[place] = _trial(policies, policies.tests[place], standing)
    return tuple(trials[place] for place in range(len(policies.tests)))


def untested(policies: PolicySet, trials: Iterable[Trial]) -> tuple[Untested, ...]:
    """Return the policies that no test shows to govern, and the profiles that none shows in use."""
    ran = tuple(trials)
    won = {each.policy.name for each in ran if each.policy is not None}
    got = {
        name
        for each in ran
        if each.profile is not None
        for name in _lineage(policies, each.profile.name)
    }
    return (
        *(
            Untested(kind="policy", name=each.name, span=each.span)
            for each in policies.policies
            if each.name not in won
        ),
        *(
            Untested(kind="profile", name=each.name, span=each.span)
            for each in policies.profiles.values()
            if each.name not in got
        ),
    )


def _lineage(policies: PolicySet, name: str | None) -> Iterator[str]:
    """Yield a profile and everything that it inherits from."""
    while name is not None:
        yield name
        name = policies.profiles[name].extends


def _subject(given: Given, place: int) -> Subject:
    """Return the invented subject.

    Without a location it gets one without a name, which no selector asks for: the vendor is known.
    """
    where = given.location or ""
    return Subject(
        kind=given.kind,
        id=SubjectId(f"test-{place}"),
        name=given.name or given.email or f"test {place}",
        emails=() if given.email is None else (given.email.lower(),),
        location=Location(id=LocationId(where), name=where, vendor=given.vendor),
        department=given.department,
        title=given.title,
        groups=tuple(Group(id=each, name=each) for each in given.groups),
        extensions=() if given.extension is None else (given.extension,),
        license=given.license,
    )


def _inventory(tests: Sequence[PolicyTest], cases: dict[int, Subject]) -> Inventory:
    return Inventory(
        organization=Organization(id="test", name="test"),
        base_url="",
        taken_at=datetime(1970, 1, 1, tzinfo=UTC),
        locations=(),
        subjects=tuple(cases.values()),
        documents={
            DocumentKey(subject.id, RECORDING.name): Document(
                settings=tests[place].given.observed or _OFF
            )
            for place, subject in cases.items()
            if subject.license is not License.NONE
        },
    )


def _trial(policies: PolicySet, test: PolicyTest, standing: Standing) -> Trial:
    profile = _profile(policies, standing)
    return Trial(
        test=test,
        mismatches=tuple(_mismatches(test.expect, standing, profile)),
        policy=standing.policy,
        profile=profile,
        reason=standing.reason,
    )


def _profile(policies: PolicySet, standing: Standing) -> Profile | None:
    if isinstance(standing.ruling, Waived):
        instead = standing.ruling.waiver.instead
        return None if isinstance(instead, LeaveAlone) else policies.profiles[instead]
    return None if standing.policy is None else policies.profiles[standing.policy.profile]


def _mismatches(expect: Expect, standing: Standing, profile: Profile | None) -> Iterator[Mismatch]:
    policy = standing.policy
    if expect.state is not None and expect.state.value != standing.coverage.value:
        yield Mismatch(what="state", expected=expect.state, got=standing.coverage)
    if expect.policy is not None and (policy is None or policy.name != expect.policy.value):
        yield Mismatch(
            what="policy",
            expected=expect.policy.value,
            got="none" if policy is None else policy.name,
            span=None if policy is None else policy.span,
        )
    if expect.profile is not None and (profile is None or profile.name != expect.profile.value):
        yield Mismatch(
            what="profile",
            expected=expect.profile.value,
            got="none" if profile is None else profile.name,
            span=None if profile is None else profile.span,
        )
    yield from _wrong_settings(expect, standing, profile)


def _wrong_settings(
    expect: Expect, standing: Standing, profile: Profile | None
) -> Iterator[Mismatch]:
    """Yield each setting that policy does not bring about as expected."""
    written = {} if profile is None else profile.settings
    for name, wanted in expect.settings.items():
        sourced = written.get(name)
        instead = None if sourced is None else _barrier(name, standing)
        got = None if sourced is None or instead is not None else sourced.value
        if got != wanted.value or type(got) is not type(wanted.value):
            yield Mismatch(
                what=name.partition(".")[2],
                expected=_say(wanted.value),
                got=instead or _say(got),
                span=None if sourced is None else sourced.span,
            )


def _barrier(name: SettingName, standing: Standing) -> str | None:
    """Return why a setting that policy asks for is not written; None: it is."""
    subject = standing.subject
    if standing.coverage not in {Coverage.GOVERNED, Coverage.WAIVED}:
        return f"nothing: {standing.reason}"
    vendor = None if subject.location is None else subject.location.vendor
    if offered(BY_NAME[name], subject.kind, vendor):
        return None
    kind = subject.kind.replace("_", " ")
    return f"nothing: a {kind} under {vendor} does not have it"


def _say(value: SettingValue) -> str:
    if value is None:
        return _UNMANAGED
    return str(value).lower() if isinstance(value, bool) else str(value)
