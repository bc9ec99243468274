"""All files together: names, references, inheritance and ties.

Rule: the order of files and of entries never matters. Where two things collide, the place that
comes later by path and line gets the finding, and it names the earlier one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from reconciler.policy.cross_references import Entries, profiles_in_use, unknown_references
from reconciler.policy.inheritance import Inheritance, inherit
from reconciler.policy.meaning import used_profiles
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.rules import Rule, warning, wrong
from reconciler.policy.sense import contradicting_waivers, impossible_keys, impossible_policy
from reconciler.policy.ties import provable_ties
from reconciler.policy.unique_names import first_by_name, only_one
from reconciler.policy.waivers import LEAVE_ALONE
from reconciler.policy.wording import quoted
from reconciler.policy.written import WrittenFile, WrittenProfile, WrittenStatement
from reconciler.source import Finding, SourcedValue
from reconciler.subjects import SettingName

__all__ = ["Resolved", "resolve", "second_thoughts"]

ValueT = TypeVar("ValueT")

_ENABLED: Final = SettingName("recording.enabled")
_DEFAULT_ZONE: Final = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The files put together."""

    policy_set: PolicySet
    """Sound if no file and no stage had an error; otherwise as much of it as stands."""
    findings: tuple[Finding, ...]


def resolve(
    files: Iterable[WrittenFile],
    may_define: Callable[[str], bool],
    is_time_zone: Callable[[str], bool],
) -> Resolved:
    """Return the policy set of all files, and whatever contradicts itself across them.

    `may_define` says whether a file that could not be read may define something of a name.
    """
    written = sorted(files, key=lambda file: file.span)
    findings: list[Finding] = []
    entries = _entries(written, findings)
    inheritance = inherit(entries.profiles, may_define)
    findings += inheritance.findings
    findings += unknown_references(entries, may_define)
    findings += _without_enabled(profiles_in_use(entries), inheritance)
    known = inheritance.profiles.keys() - inheritance.incomplete
    sound = [
        each.policy for each in entries.policies if each.policy and each.policy.profile in known
    ]
    policy_set = PolicySet(
        organization_id=_organization(written, findings),
        timezone=_timezone(written, is_time_zone, findings),
        profiles=inheritance.profiles,
        policies=tuple(sorted(sound, key=lambda policy: policy.name)),
        waivers=tuple(sorted(_values(entries.waivers), key=lambda waiver: waiver.name)),
        holds=tuple(sorted(_values(entries.holds), key=lambda hold: hold.name)),
        controls=tuple(sorted(_values(entries.controls), key=lambda control: control.id)),
        tests=tuple(sorted(_values(entries.tests), key=lambda test: test.span)),
    )
    findings += _nonsense(policy_set)
    return Resolved(policy_set=policy_set, findings=tuple(findings))


def _entries(files: list[WrittenFile], findings: list[Finding]) -> Entries:
    return Entries(
        profiles=_profiles(files, findings),
        policies=first_by_name((x for file in files for x in file.policies), "policy", findings),
        waivers=first_by_name((x for file in files for x in file.waivers), "waiver", findings),
        holds=first_by_name((x for file in files for x in file.holds), "hold", findings),
        controls=first_by_name((x for file in files for x in file.controls), "control", findings),
        tests=first_by_name((x for file in files for x in file.tests), "test", findings),
    )


def _profiles(files: list[WrittenFile], findings: list[Finding]) -> dict[str, WrittenProfile]:
    unique: dict[str, WrittenProfile] = {}
    profiles = (each for file in files for each in file.profiles)
    for profile in sorted(profiles, key=lambda each: each.span):
        first = unique.setdefault(profile.name, profile)
        if first is not profile:
            message = f"a profile {quoted(profile.name)} stands already at {first.span}"
            findings.append(wrong(Rule.DUPLICATE_NAME, profile.span, message, "rename one of them"))
    reserved = unique.get(LEAVE_ALONE.value)
    if reserved is not None:
        message = f"'instead: {LEAVE_ALONE.value}' in a waiver would not mean this profile"
        findings.append(wrong(Rule.RESERVED_NAME, reserved.span, message, "rename it"))
    return unique


def _values(statements: Iterable[WrittenStatement[ValueT]]) -> Iterator[ValueT]:
    return (each.value for each in statements if each.value is not None)


def _organization(files: list[WrittenFile], findings: list[Finding]) -> SourcedValue[str] | None:
    written = [(file.organization.span, file.organization) for file in files if file.organization]
    owner = only_one("organization", written, findings)
    return owner.id if owner else None


def _timezone(
    files: list[WrittenFile], is_time_zone: Callable[[str], bool], findings: list[Finding]
) -> str:
    written = [(file.timezone.span, file.timezone) for file in files if file.timezone]
    zone = only_one("timezone", written, findings)
    if zone is None:
        return _DEFAULT_ZONE
    if not is_time_zone(zone.value):
        hint = "write a name of the time zone database, such as 'Europe/London'"
        message = f"there is no time zone {quoted(zone.value)}"
        findings.append(wrong(Rule.UNKNOWN_TIME_ZONE, zone.span, message, hint))
        return _DEFAULT_ZONE
    return zone.value


def _nonsense(policy_set: PolicySet) -> Iterator[Finding]:
    """Yield what cannot be meant, in sound entries and between them."""
    for policy in policy_set.policies:
        yield from impossible_policy(policy)
    for waiver in policy_set.waivers:
        yield from impossible_keys(waiver.match, waiver.exclude)
    for hold in policy_set.holds:
        yield from impossible_keys(hold.match, hold.exclude)
    for control in policy_set.controls:
        yield from impossible_keys(control.applies_to, control.exclude)
    yield from provable_ties(policy_set.policies, policy_set.profiles)
    yield from contradicting_waivers(policy_set.waivers)


def _without_enabled(
    references: Iterable[SourcedValue[str]], inheritance: Inheritance
) -> Iterator[Finding]:
    judged = set(inheritance.incomplete)
    for reference in references:
        profile = inheritance.profiles.get(reference.value)
        if profile is None or profile.name in judged:
            continue
        judged.add(profile.name)
        if _ENABLED not in profile.settings:
            message = (
                f"profile {quoted(profile.name)}, used at {reference.span}, "
                "does not say whether recording is on"
            )
            hint = "add 'enabled: true' or 'enabled: false' to its settings"
            yield wrong(Rule.PROFILE_WITHOUT_ENABLED, profile.span, message, hint)


def second_thoughts(policy_set: PolicySet, files: Iterable[WrittenFile]) -> Iterator[Finding]:
    """Return what is odd, but not wrong, about a sound policy set."""
    if not policy_set.policies:
        first = min(file.span for file in files)
        hint = "write one under 'policies'; until then a plan changes nothing"
        yield warning(Rule.NO_POLICIES, first, "no file holds a policy", hint)
    used = used_profiles(policy_set)
    used |= {profile.extends for profile in policy_set.profiles.values() if profile.extends}
    for profile in policy_set.profiles.values():
        if profile.name not in used:
            message = f"no policy uses profile {quoted(profile.name)}"
            yield warning(Rule.UNUSED_PROFILE, profile.span, message, "use it, or delete it")
