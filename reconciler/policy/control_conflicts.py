"""What policies say about controls before anybody looks at an organization.

Only policies that lie in a control's scope by their words are judged. Whether the control holds
on a subject is judged in `plan`.
"""

from collections.abc import Iterator
from typing import Final

from reconciler.catalog.level import COVERAGE_SETTINGS, RecordingLevel, recording_level
from reconciler.catalog.settings import BY_NAME, SETTINGS
from reconciler.policy.containment import inside
from reconciler.policy.controls import Control
from reconciler.policy.idle_policies import unreachable
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.rules import Rule, warning, wrong
from reconciler.policy.selector_keys import can_have
from reconciler.policy.wording import quoted, shown
from reconciler.source import Finding
from reconciler.subjects import SettingName, Settings, SettingValue

__all__ = ["contradicted_controls", "unkept_controls"]

_ENABLED: Final = SettingName("recording.enabled")
_RECORD: Final = SettingName("recording.record")
_OFF: Final[tuple[SettingValue, ...]] = (False, "Never")


def contradicted_controls(policy_set: PolicySet) -> Iterator[Finding]:
    """Yield policies that could only ever violate a control."""
    for control, policy in _in_scope(policy_set):
        values = policy_set.profiles[policy.profile].values
        reason = _violation(control, policy, values)
        if reason is not None:
            message = (
                f"{quoted(policy.name)} contradicts the control {quoted(control.id)} "
                f"({control.span}): {reason}"
            )
            hint = "give it another profile, or excuse single subjects with a waiver"
            yield wrong(Rule.CONTROL_CONTRADICTED, policy.profile_span, message, hint)


def unkept_controls(policy_set: PolicySet) -> Iterator[Finding]:
    """Yield settings that a control requires and no profile in its scope manages."""
    for control, policy in _in_scope(policy_set):
        values = policy_set.profiles[policy.profile].values
        left = [name for name in _required(control, policy) if name not in values]
        if values.get(_ENABLED) is True and left:
            message = (
                f"the control {quoted(control.id)} ({control.span}) requires "
                f"{quoted(_path(left[0]))}{_more(left)}, and {quoted(policy.profile)} leaves it "
                "as it is in Webex"
            )
            hint = "name it in the settings of the profile"
            yield warning(Rule.SAFEGUARD_UNMANAGED, policy.profile_span, message, hint)
    yield from _unused(policy_set)


def _unused(policy_set: PolicySet) -> Iterator[Finding]:
    named = {each.value for policy in policy_set.policies for each in policy.controls}
    for control in policy_set.controls:
        if control.id not in named:
            message = f"no policy names the control {quoted(control.id)} under 'controls'"
            hint = "name it in the policy that is there to fulfill it"
            yield warning(Rule.UNUSED_CONTROL, control.span, message, hint)


def _in_scope(policy_set: PolicySet) -> Iterator[tuple[Control, Policy]]:
    """Yield each control with each policy that may govern and lies in its scope."""
    if not policy_set.controls:
        return
    beaten = unreachable(policy_set)
    for policy in policy_set.policies:
        for control in policy_set.controls:
            scope = (control.applies_to, control.exclude)
            if policy.name not in beaten and inside((policy.match, policy.exclude), scope):
                yield control, policy


def _violation(control: Control, policy: Policy, values: Settings) -> str | None:
    for name in _required(control, policy):
        allowed = control.require[name].values if name in control.require else ()
        off = values.get(_ENABLED) is False
        if off and name in COVERAGE_SETTINGS and allowed and not set(allowed) & set(_OFF):
            return f"recording is off, and it requires {quoted(_path(name))}"
        if not off and name in values and allowed and values[name] not in allowed:
            said = f"{quoted(_path(name))} is {shown(values[name])}"
            return f"{said}, and it requires {_listed(allowed)}"
    if control.level is not None and (level := _highest_level(values)) < control.level:
        return (
            f"it records {quoted(str(level))} at most, and {quoted(str(control.level))} is required"
        )
    return None


def _required(control: Control, policy: Policy) -> tuple[SettingName, ...]:
    """Return what the control requires of anybody this policy may claim."""
    kinds = {kind for kind in policy.subjects if can_have(kind, policy.match.keys)}
    names = set(control.require) | ({_RECORD} if control.level is not None else set())
    return tuple(name for name in BY_NAME if name in names and kinds <= BY_NAME[name].kinds)


def _highest_level(values: Settings) -> RecordingLevel:
    """Return the most that may be recorded, whatever the unmanaged settings are."""
    best: dict[SettingName, SettingValue] = {
        row.name: "Always" if row.name == _RECORD else True
        for row in SETTINGS
        if row.name in COVERAGE_SETTINGS
    }
    managed = {name: value for name, value in values.items() if name in best}
    return recording_level({**best, **managed})


def _listed(allowed: tuple[SettingValue, ...]) -> str:
    return " or ".join(shown(each) for each in allowed)


def _more(names: list[SettingName]) -> str:
    return f" and {len(names) - 1} more" if len(names) > 1 else ""


def _path(name: SettingName) -> str:
    return ".".join(BY_NAME[name].path)
