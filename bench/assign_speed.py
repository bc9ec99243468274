"""How fast policies are assigned: 500 of them, of every kind, over 100,000 people.

The figure that matters is the time of one core for everybody, index and all; the second one is
how it grows with ten times the people, which should be ten times.
"""

import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reconciler.plan.assign import Wants, wants_of
from reconciler.plan.assigner import Assigner
from reconciler.plan.coverage_state import Governed
from reconciler.policy.policy_set import Policy, PolicySet, Profile
from reconciler.policy.selection import PeopleFrom, Selector
from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import (
    Group,
    License,
    Location,
    LocationId,
    SettingName,
    Subject,
    SubjectId,
    SubjectKind,
)

__all__ = ["AssignFigures", "assign_speed", "invented_people", "invented_policies"]

_PEOPLE: Final = 100_000
_POLICIES: Final = 500
_LISTED: Final = 10_000
_LOCATIONS: Final = 40
_DEPARTMENTS: Final = 300
_GROUPS: Final = 200
_TITLES: Final = 2_000
_HERE: Final = SourceSpan("policies/bench.yaml", 1, 1)
_RECORD: Final = ("Never", "Always with Pause/Resume", "Always")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignFigures:
    """One measurement."""

    people: int
    governed: int
    cpu_s: float
    tenth_s: float
    peak_mb: float

    def __str__(self) -> str:
        """Return the figures, one a line."""
        return "\n".join(
            (
                f"people assigned           {self.people:>10,}",
                f"  of them governed        {self.governed:>10,}",
                f"CPU, s                    {self.cpu_s:>10.2f}",
                f"CPU a person, us          {1e6 * self.cpu_s / self.people:>10.1f}",
                f"a tenth of them, s        {self.tenth_s:>10.2f}",
                f"growth at ten times       {self.cpu_s / self.tenth_s:>10.1f}",
                f"peak memory, MB           {self.peak_mb:>10.0f}",
            )
        )


def assign_speed(people: int = _PEOPLE) -> AssignFigures:
    """Assign everybody once, and a tenth of them once, and return what that took."""
    policies = invented_policies()
    wants = wants_of(policies)
    everybody = tuple(invented_people(people))
    tenth_s, _ = _assigned(policies, wants, everybody[: people // 10])
    cpu_s, governed = _assigned(policies, wants, everybody)
    return AssignFigures(
        people=people,
        governed=governed,
        cpu_s=cpu_s,
        tenth_s=tenth_s,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _assigned(policies: PolicySet, wants: Wants, people: tuple[Subject, ...]) -> tuple[float, int]:
    began = time.process_time()
    assigner = Assigner(policies, wants)
    rulings = [assigner(each) for each in people]
    took = time.process_time() - began
    return took, sum(isinstance(each, Governed) for each in rulings)


def invented_people(count: int) -> Iterator[Subject]:
    """Yield people with every attribute that a selector may ask; the same ones each time."""
    chance = random.Random(7)  # noqa: S311 - an invented population
    places = [
        Location(id=LocationId(f"L{number}"), name=f"Site {number}", vendor="Webex")
        for number in range(_LOCATIONS)
    ]
    groups = [Group(id=f"G{number}", name=f"Group {number}") for number in range(_GROUPS)]
    for number in range(count):
        yield Subject(
            kind=SubjectKind.PERSON,
            id=SubjectId(f"id-{number}"),
            name=f"Person {number}",
            emails=(f"person{number}@northwind.example",),
            location=chance.choice(places),
            department=f"Department {chance.randrange(_DEPARTMENTS)}",
            title=f"Title {chance.randrange(_TITLES)}",
            groups=tuple(sorted(chance.sample(groups, chance.randrange(4)))),
            extensions=(str(chance.randrange(10_000)),),
            license=chance.choice((License.PROFESSIONAL, License.STANDARD)),
        )


def invented_policies() -> PolicySet:
    """Return policies that select by everything there is, with a list of 10,000 people."""
    chance = random.Random(11)  # noqa: S311 - invented policies
    statements = [_statement(number, chance) for number in range(_POLICIES)]
    return PolicySet(
        organization_id=None,
        profiles={name: _profile(name) for name in _RECORD},
        policies=tuple(sorted(statements, key=lambda each: each.name)),
    )


def _statement(number: int, chance: random.Random) -> Policy:
    place = f"Site {number % _LOCATIONS}"
    department = f"Department {number % _DEPARTMENTS}"
    kinds = (
        Selector(span=_HERE, departments=(department,)),
        Selector(span=_HERE, departments=(department,), locations=(place,)),
        Selector(span=_HERE, locations=(place,), licenses=(License.STANDARD,)),
        Selector(span=_HERE, groups=(f"Group {number % _GROUPS}",)),
        Selector(span=_HERE, titles=(f"Title {number}*", f"Title {number + 7}")),
        Selector(span=_HERE, people=tuple(f"person{number + 9 * n}@*" for n in range(3))),
        Selector(span=_HERE, extensions=(f"{number % 10}000-{number % 10}099", f"{number}")),
    )
    match = kinds[number % len(kinds)]
    if number == 0:
        match = Selector(span=_HERE, everyone=True)
    if number == 1:
        match = Selector(span=_HERE, people_from=(_listed(chance),))
    left_out = Selector(span=_HERE, people=(f"person{number}@northwind.example",))
    return Policy(
        name=f"policy-{number:03}",
        profile=chance.choice(_RECORD),
        match=match,
        exclude=left_out if number % 5 == 0 else None,
        priority=chance.randrange(100) if number else -1,
        span=_HERE,
        profile_span=_HERE,
    )


def _listed(chance: random.Random) -> PeopleFrom:
    numbers = chance.sample(range(_PEOPLE), _LISTED)
    people = tuple(f"person{number}@northwind.example" for number in numbers)
    return PeopleFrom(path="policies/listed.csv", column="email", span=_HERE, people=people)


def _profile(record: str) -> Profile:
    values: dict[str, bool | str] = {"recording.enabled": True, "recording.record": record}
    return Profile(
        name=record,
        settings={SettingName(name): SourcedValue(value, _HERE) for name, value in values.items()},
        span=_HERE,
    )
