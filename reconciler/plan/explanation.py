"""Why one subject gets what it gets: everything that had a say, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.normal_form import observed_value
from reconciler.catalog.settings import SETTINGS
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.plan.control_verdicts import Controls
from reconciler.plan.coverage_state import Conflicted, Governed, Lost, Waived
from reconciler.plan.diff import applicable
from reconciler.plan.requirements import Judgement
from reconciler.plan.standing import Census, Standing
from reconciler.policy.controls import Control
from reconciler.policy.dates import in_force, is_expired
from reconciler.policy.policy_set import Policy, PolicySet, Profile
from reconciler.policy.selectors import Match, claims, policy_matches
from reconciler.policy.waivers import LeaveAlone, Waiver
from reconciler.readings import Document, Reading
from reconciler.source import SourceSpan
from reconciler.subjects import SettingName, SettingValue, Subject

__all__ = ["DesiredSetting", "Explanation", "explain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredSetting:
    """One setting that policy asks for."""

    name: SettingName
    desired: SettingValue
    observed: SettingValue
    """None: not reported, or not read."""
    span: SourceSpan
    """The line that said it, followed through `extends`."""
    applicable: bool
    """False: the subject does not have the setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that had a say about one subject."""

    subject: Subject
    evaluation_date: date
    standing: Standing
    reading: Reading | None
    winners: tuple[Policy, ...]
    """One; none; or several that conflict."""
    losers: tuple[Lost, ...]
    profile: Profile | None
    """What the subject gets; None: nothing, or it is left alone."""
    settings: tuple[DesiredSetting, ...]
    """In catalog order."""
    waivers: tuple[tuple[Waiver, str], ...]
    """Those that match, with what became of them."""
    controls: tuple[tuple[Control, Judgement], ...]
    """Judged on what Webex reports now."""


def explain(policies: PolicySet, inventory: Inventory, subject: Subject, day: date) -> Explanation:
    """Return why a subject of the inventory stands where it stands on a day."""
    census = Census(policies, inventory, day)
    standing = census.standing(subject)
    reading = inventory.documents.get(DocumentKey(subject.id, RECORDING.name))
    profile = _profile(policies, standing)
    judged = Controls(policies, day).judged(subject, reading, governed_by=standing.leaders)
    return Explanation(
        subject=subject,
        evaluation_date=day,
        standing=standing,
        reading=reading,
        winners=_winners(standing),
        losers=(*_losers(standing), *_out_of_force(policies, subject, day)),
        profile=profile,
        settings=() if profile is None else tuple(_settings(profile, subject, reading)),
        waivers=tuple(_waivers(policies, standing, day)),
        controls=tuple(judged),
    )


def _winners(standing: Standing) -> tuple[Policy, ...]:
    if isinstance(standing.ruling, Conflicted):
        return standing.ruling.policies
    return () if standing.policy is None else (standing.policy,)


def _losers(standing: Standing) -> tuple[Lost, ...]:
    match standing.ruling:
        case Governed(losers=losers) | Waived(governed=Governed(losers=losers)):
            return losers
        case _:
            return ()


def _out_of_force(policies: PolicySet, subject: Subject, day: date) -> Iterator[Lost]:
    for policy in policies.policies:
        if in_force(policy, day) or policy_matches(policy, subject) is Match.NO:
            continue
        starts = policy.effective.start if policy.effective else None
        if starts is not None and day < starts:
            yield Lost(policy=policy, reason=f"not in force before {starts}")
        elif policy.effective is not None:
            yield Lost(policy=policy, reason=f"not in force since {policy.effective.until}")


def _profile(policies: PolicySet, standing: Standing) -> Profile | None:
    match standing.ruling:
        case Governed(policy=policy):
            return policies.profiles[policy.profile]
        case Waived(waiver=waiver) if not isinstance(waiver.instead, LeaveAlone):
            return policies.profiles[waiver.instead]
        case _:
            return None


def _settings(
    profile: Profile, subject: Subject, reading: Reading | None
) -> Iterator[DesiredSetting]:
    vendor = subject.location.vendor if subject.location else None
    has, _ = applicable(profile.values, subject.kind, vendor)
    document = reading if isinstance(reading, Document) else None
    for row in SETTINGS:
        sourced = profile.settings.get(row.name)
        if sourced is None:
            continue
        yield DesiredSetting(
            name=row.name,
            desired=sourced.value,
            observed=None if document is None else observed_value(document.settings, row),
            span=sourced.span,
            applicable=row.name in has,
        )


def _waivers(policies: PolicySet, standing: Standing, day: date) -> Iterator[tuple[Waiver, str]]:
    for waiver in policies.waivers:
        answer = claims(waiver.match, waiver.exclude, standing.subject)
        if answer is Match.NO:
            continue
        named = [each.value for each in waiver.policies]
        if is_expired(waiver, day):
            yield waiver, f"expired on {waiver.expires}"
        elif answer is Match.UNKNOWN:
            yield waiver, "may match; too little could be read"
        elif isinstance(standing.ruling, Conflicted) and waiver in standing.ruling.waivers:
            yield waiver, "in conflict with another one"
        elif named and not set(named).intersection(standing.leaders):
            yield waiver, f"acts only where {' or '.join(named)} would govern"
        elif not isinstance(standing.ruling, Waived):
            why = standing.reason or "no policy governs"
            yield waiver, f"does nothing here: {why}"
        else:
            yield waiver, f"acts until {waiver.expires}"
