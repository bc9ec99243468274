"""All files together: names, references, inheritance and ties.

Rule: the order of files and of entries never matters. Where two things collide, the place that
comes later by path and line gets the finding, and it names the earlier one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reconciler.policy.inheritance import Inheritance, inherit, unknown_profile
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.rules import Rule, warning, wrong
from reconciler.policy.ties import provable_ties
from reconciler.policy.wording import quoted
from reconciler.policy.written import (
    WrittenFile,
    WrittenOrganization,
    WrittenPolicy,
    WrittenProfile,
)
from reconciler.source import Finding, SourceSpan
from reconciler.subjects import SettingName

__all__ = ["Resolved", "resolve", "second_thoughts"]

_ENABLED: Final = SettingName("recording.enabled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The files put together."""

    policy_set: PolicySet
    """Sound if no file and no stage had an error; otherwise as much of it as stands."""
    findings: tuple[Finding, ...]


def resolve(files: Iterable[WrittenFile], may_define: Callable[[str], bool]) -> Resolved:
    """Return the policy set of all files, and whatever contradicts itself across them.

    `may_define` says whether a file that could not be read may define a profile of a name.
    """
    written = sorted(files, key=lambda file: file.span)
    findings: list[Finding] = []
    profiles = _profiles(written, findings)
    policies = _policies(written, findings)
    owner = _organization(written, findings)
    inheritance = inherit(profiles, may_define)
    findings += inheritance.findings
    findings += _unknown_references(policies, profiles, may_define)
    findings += _without_enabled(policies, inheritance)
    known = inheritance.profiles.keys() - inheritance.incomplete
    sound = [each.policy for each in policies if each.policy and each.policy.profile in known]
    findings += provable_ties(sound, inheritance.profiles)
    policy_set = PolicySet(
        organization_id=owner.id if owner else None,
        profiles=inheritance.profiles,
        policies=tuple(sorted(sound, key=lambda policy: policy.name)),
    )
    return Resolved(policy_set=policy_set, findings=tuple(findings))


def second_thoughts(policy_set: PolicySet, files: Iterable[WrittenFile]) -> Iterator[Finding]:
    """Return what is odd, but not wrong, about a sound policy set."""
    if not policy_set.policies:
        first = min(file.span for file in files)
        hint = "write one under 'policies'; until then a plan changes nothing"
        yield warning(Rule.NO_POLICIES, first, "no file holds a policy", hint)
    used = {policy.profile for policy in policy_set.policies}
    used |= {profile.extends for profile in policy_set.profiles.values() if profile.extends}
    for profile in policy_set.profiles.values():
        if profile.name not in used:
            message = f"no policy uses profile {quoted(profile.name)}"
            yield warning(Rule.UNUSED_PROFILE, profile.span, message, "use it, or delete it")


def _profiles(files: list[WrittenFile], findings: list[Finding]) -> dict[str, WrittenProfile]:
    unique: dict[str, WrittenProfile] = {}
    for profile in sorted((each for file in files for each in file.profiles), key=_place):
        first = unique.setdefault(profile.name, profile)
        if first is not profile:
            message = f"a profile {quoted(profile.name)} stands already at {first.span}"
            findings.append(wrong(Rule.DUPLICATE_NAME, profile.span, message, "rename one of them"))
    return unique


def _place(profile: WrittenProfile) -> SourceSpan:
    return profile.span


def _policies(files: list[WrittenFile], findings: list[Finding]) -> list[WrittenPolicy]:
    """Return the policies, of those with one name the first; in order of their places."""
    unique: list[WrittenPolicy] = []
    places: dict[str, SourceSpan] = {}
    for policy in (each for file in files for each in file.policies):
        if policy.name is None:
            unique.append(policy)
        elif policy.name.value in places:
            name, first = policy.name, places[policy.name.value]
            message = f"a policy {quoted(name.value)} stands already at {first}"
            findings.append(wrong(Rule.DUPLICATE_NAME, name.span, message, "rename one of them"))
        else:
            places[policy.name.value] = policy.name.span
            unique.append(policy)
    return unique


def _organization(files: list[WrittenFile], findings: list[Finding]) -> WrittenOrganization | None:
    first: WrittenOrganization | None = None
    for owner in (file.organization for file in files if file.organization):
        if first is None:
            first = owner
            continue
        message = f"'organization' stands already at {first.span}"
        hint = "keep one of them; it counts for all files"
        findings.append(wrong(Rule.DUPLICATE_SINGLETON, owner.span, message, hint))
    return first


def _unknown_references(
    policies: Iterable[WrittenPolicy],
    profiles: Mapping[str, WrittenProfile],
    may_define: Callable[[str], bool],
) -> Iterator[Finding]:
    for reference in (policy.profile for policy in policies if policy.profile):
        if reference.value not in profiles and not may_define(reference.value):
            yield unknown_profile(reference, profiles)


def _without_enabled(
    policies: Iterable[WrittenPolicy], inheritance: Inheritance
) -> Iterator[Finding]:
    judged = set(inheritance.incomplete)
    for reference in (policy.profile for policy in policies if policy.profile):
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
