"""The population against policy: who is covered, who is not, and which policies do nothing.

Rule: the states add up to the population. People who cannot make calls yet, or any more, are
counted apart, so that they hide nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from reconciler.inventory.snapshot import Inventory, incomplete
from reconciler.organization import Organization
from reconciler.plan.control_census import count_controls
from reconciler.plan.control_counts import ControlCount
from reconciler.plan.control_verdicts import Controls
from reconciler.plan.coverage_state import Coverage
from reconciler.plan.dormant_policies import IdlePolicy, idle_policies
from reconciler.plan.exception_census import holds_used, waiver_notes, waivers_used
from reconciler.plan.exception_uses import HoldUse, WaiverUse
from reconciler.plan.notes import Note
from reconciler.plan.standing import Census, Standing
from reconciler.plan.subject_ref import SubjectRef, ref_of
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.selector_keys import KIND_WORDS
from reconciler.subjects import Attribute, License, Subject, SubjectKind

__all__ = [
    "NOT_MANAGED",
    "Account",
    "CoverageReport",
    "Reason",
    "Tally",
    "cover",
    "uncovered",
]

NOT_MANAGED: Final = (
    "Customer Assist queues (call recording of a call queue and its agents)",
    "Webex Meetings and Webex App calls outside of Webex Calling",
    "Webex Contact Center",
)
"""What can record calls and is no document of any subject here."""


class Account(StrEnum):
    """Whether a person can make calls today."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    INVITE_PENDING = "invite pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many subjects of one group are in each state."""

    name: str
    states: Mapping[Coverage, int]
    """Every state, in the order of `Coverage`; zeros included."""

    @property
    def population(self) -> int:
        """Return how many there are in all."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Subjects that are not covered, and why."""

    coverage: Coverage
    reason: str
    subjects: tuple[SubjectRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReport:
    """Policy and population at one moment."""

    organization: Organization
    taken_at: datetime
    evaluation_date: date
    incomplete: bool
    accounts: tuple[Tally, ...]
    """By `Account`, all three; together they are the population."""
    breakdowns: tuple[tuple[str, tuple[Tally, ...]], ...]
    """Active subjects by kind, license, location and department."""
    uncovered: tuple[Reason, ...]
    """Active subjects that policy does not reach, grouped by the reason."""
    waivers: tuple[WaiverUse, ...]
    holds: tuple[HoldUse, ...]
    controls: tuple[ControlCount, ...]
    """Judged on what Webex reports now."""
    idle: tuple[IdlePolicy, ...]
    not_managed: tuple[str, ...]
    notes: tuple[Note, ...]


def cover(
    policies: PolicySet, inventory: Inventory, day: date, notes: Sequence[Note] = ()
) -> CoverageReport:
    """Return the coverage of the whole organization."""
    census = Census(policies, inventory, day)
    standings = [census.standing(each) for each in inventory.subjects]
    active = [each for each in standings if _account(each.subject) is Account.ACTIVE]
    waivers = waivers_used(policies, standings, day)
    controls = Controls(policies, day)
    return CoverageReport(
        organization=inventory.organization,
        taken_at=inventory.taken_at,
        evaluation_date=day,
        incomplete=incomplete(inventory),
        accounts=tuple(
            _tally(account, [each for each in standings if _account(each.subject) is account])
            for account in Account
        ),
        breakdowns=tuple(_breakdown(by, active) for by in _BY),
        uncovered=_reasons(active),
        waivers=waivers,
        holds=holds_used(policies, standings),
        controls=count_controls(controls, census, standings, projected=False),
        idle=idle_policies(policies, census, standings),
        not_managed=(*_unread_kinds(inventory), *NOT_MANAGED),
        notes=(*waiver_notes(waivers), *notes),
    )


def uncovered(standing: Standing) -> bool:
    """Say whether policy owes the subject something: it is stuck, or nobody claims it.

    Whoever cannot be called at all (no calling license) needs no policy.
    """
    if standing.coverage is Coverage.UNMANAGED:
        subject = standing.subject
        return subject.license is not License.NONE or Attribute.LICENSE in subject.unknown
    return standing.gap and standing.coverage is not Coverage.HELD


def _unread_kinds(inventory: Inventory) -> Iterator[str]:
    """Yield the kinds that can be recorded and of which the reading holds nobody."""
    read = {each.kind for each in inventory.subjects}
    for kind in (SubjectKind.WORKSPACE, SubjectKind.VIRTUAL_LINE):
        if kind not in read:
            yield f"{KIND_WORDS[kind].replace('_', ' ')} (none in this reading)"


def _account(subject: Subject) -> Account:
    if not subject.login_enabled:
        return Account.SUSPENDED
    return Account.INVITE_PENDING if subject.invite_pending else Account.ACTIVE


def _tally(name: str, standings: Iterable[Standing]) -> Tally:
    counts = Counter(each.coverage for each in standings)
    return Tally(name=name, states={state: counts[state] for state in Coverage})


def _breakdown(by: str, standings: Iterable[Standing]) -> tuple[str, tuple[Tally, ...]]:
    groups: defaultdict[str, list[Standing]] = defaultdict(list)
    for each in standings:
        groups[_value(by, each.subject)].append(each)
    return by, tuple(_tally(name, groups[name]) for name in sorted(groups))


_BY: Final = ("kind", "license", "location", "department")


def _value(by: str, subject: Subject) -> str:
    if by == "kind":
        return subject.kind
    if Attribute(by) in subject.unknown:
        return "(not read)"
    if by == "license":
        return subject.license
    if by == "location":
        return subject.location.name if subject.location else "(none)"
    return subject.department or "(none)"


def _reasons(standings: Iterable[Standing]) -> tuple[Reason, ...]:
    groups: defaultdict[tuple[Coverage, str], list[SubjectRef]] = defaultdict(list)
    for each in standings:
        if uncovered(each):
            reason = each.reason or "no policy claims it"
            groups[each.coverage, reason].append(ref_of(each.subject))
    return tuple(
        Reason(coverage=coverage, reason=reason, subjects=tuple(subjects))
        for (coverage, reason), subjects in sorted(groups.items())
    )
