"""What profiles inherit: `extends`, followed to its end.

The child wins setting by setting. A chain that ends in nothing or in itself is a finding, and
every profile on it is incomplete: nobody should complain about what it might have inherited.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from reconciler.policy.did_you_mean import nearest
from reconciler.policy.policy_set import Profile
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.wording import quoted
from reconciler.policy.written import WrittenProfile
from reconciler.source import Finding, SourcedValue
from reconciler.subjects import SettingName, SettingValue

__all__ = ["Inheritance", "inherit", "unknown_profile"]

_Settings: TypeAlias = Mapping[SettingName, SourcedValue[SettingValue]]


@dataclass(slots=True)
class Inheritance:
    """The profiles with all they inherit."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    """Names of profiles of which something is missing or was refused."""
    findings: list[Finding] = field(default_factory=list)


def inherit(
    written: Mapping[str, WrittenProfile], may_define: Callable[[str], bool]
) -> Inheritance:
    """Return every profile with its inherited settings.

    `may_define` says whether a file that could not be read may define a name.
    """
    result = Inheritance()
    for name in sorted(written):
        chain, end = _unresolved(name, written, result)
        if end is not None and end.value in written:
            result.findings.append(_cycle(end.value, chain))
        elif end is not None and not may_define(end.value):
            result.findings.append(unknown_profile(end, written))
        for profile in reversed(chain):
            _add(profile, result)
    return result


def unknown_profile(reference: SourcedValue[str], known: Mapping[str, WrittenProfile]) -> Finding:
    """Return the finding for a name that no file defines."""
    near = nearest(reference.value, known)
    hint = "define it under 'profiles'"
    if near is not None:
        hint = f"did you mean {quoted(near)} ({known[near].span})?"
    message = f"no file defines a profile {quoted(reference.value)}"
    return wrong(Rule.UNKNOWN_PROFILE, reference.span, message, hint)


def _unresolved(
    name: str, written: Mapping[str, WrittenProfile], result: Inheritance
) -> tuple[list[WrittenProfile], SourcedValue[str] | None]:
    """Return the profiles from a name upwards that are not resolved yet.

    With them comes the reference at which the chain breaks, if it does: its name is either
    unknown or one of the chain.
    """
    chain: dict[str, WrittenProfile] = {}
    current: WrittenProfile | None = written[name]
    reference: SourcedValue[str] | None = None
    while current is not None and current.name not in result.profiles:
        if current.name in chain:
            return list(chain.values()), reference
        chain[current.name] = current
        reference = current.extends
        if reference is None:
            return list(chain.values()), None
        current = written.get(reference.value)
    return list(chain.values()), reference if current is None else None


def _add(profile: WrittenProfile, result: Inheritance) -> None:
    """Resolve a profile whose parent, if it has a sound one, is resolved."""
    inherited = None
    if profile.extends is not None:
        inherited = result.profiles.get(profile.extends.value)
        if inherited is None or inherited.name in result.incomplete:
            result.incomplete.add(profile.name)
    if not profile.whole:
        result.incomplete.add(profile.name)
    result.profiles[profile.name] = Profile(
        name=profile.name,
        settings={**_kept(inherited, profile), **profile.settings},
        span=profile.span,
        extends=profile.extends.value if profile.extends else None,
        description=profile.description,
    )


def _kept(inherited: Profile | None, profile: WrittenProfile) -> _Settings:
    """Return what a profile inherits and does not drop."""
    settings = inherited.settings if inherited else {}
    return {name: value for name, value in settings.items() if name not in profile.unmanaged}


def _cycle(again: str, chain: list[WrittenProfile]) -> Finding:
    """Return the finding for a cycle, told from its first place on, wherever one entered it."""
    names = [profile.name for profile in chain]
    members = chain[names.index(again) :]
    first = members.index(min(members, key=lambda each: each.span))
    told = [*members[first:], *members[:first]]
    way = " extends ".join(quoted(each.name) for each in (*told, told[0]))
    place = told[0].extends.span if told[0].extends else told[0].span
    return wrong(Rule.EXTENDS_CYCLE, place, way, "delete one 'extends' of the circle")
