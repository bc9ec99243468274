"""Settings that do nothing, or contradict each other, inside one profile.

Webex takes all of them, so they are no errors: an organization may be just so.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from reconciler.catalog.settings import BY_NAME
from reconciler.policy.policy_set import PolicySet, Profile
from reconciler.policy.rules import Rule, warning
from reconciler.policy.wording import quoted
from reconciler.source import Finding, SourcedValue, SourceSpan
from reconciler.subjects import SettingName, SettingValue

__all__ = ["idle_settings"]

_ENABLED: Final = SettingName("recording.enabled")
_RECORD: Final = SettingName("recording.record")
_NOTIFIED: Final = SettingName("recording.notification.enabled")
_NOTICE: Final = SettingName("recording.notification.type")
_SELECTIVE: Final = tuple(name for name in BY_NAME if "selectiveCallRecordingSettings" in name)
_SELECTING: Final = frozenset({"Always", "Always with Pause/Resume"})


def idle_settings(policy_set: PolicySet) -> Iterator[Finding]:
    """Yield what is odd about single profiles, each oddity where it begins."""
    for profile in policy_set.profiles.values():
        parent = policy_set.profiles.get(profile.extends) if profile.extends else None
        own = _own(profile, parent)
        if parent is not None and profile.values == parent.values:
            message = f"{quoted(profile.name)} differs from {quoted(parent.name)} in nothing"
            hint = "let policies name the other profile, or delete the 'extends'"
            yield warning(Rule.SAME_AS_PARENT, profile.span, message, hint)
        yield from _without_effect(profile, own)
        yield from _contradictory(profile, own)


def _own(profile: Profile, parent: Profile | None) -> frozenset[SettingName]:
    """Return the settings that the profile says itself."""
    inherited = parent.settings if parent else {}
    return frozenset(name for name, said in profile.settings.items() if inherited.get(name) != said)


def _without_effect(profile: Profile, own: frozenset[SettingName]) -> Iterator[Finding]:
    """Yield what a profile says of a recording that is off; what it inherits is no slip."""
    if profile.values.get(_ENABLED) is not False:
        return
    names = sorted(own - {_ENABLED}, key=lambda name: profile.settings[name].span)
    if names:
        first = names[0]
        more = f" and {len(names) - 1} more have" if len(names) > 1 else " has"
        message = f"{quoted(_path(first))}{more} no effect while 'enabled' is false"
        hint = "keep 'enabled: false' alone"
        yield _warned(Rule.SETTING_WITHOUT_EFFECT, profile.settings[first], message, hint)


def _contradictory(profile: Profile, own: frozenset[SettingName]) -> Iterator[Finding]:
    values = profile.values
    for names, message, hint in _contradictions(values):
        if own.isdisjoint(names):
            continue  # the profile that it extends is told already
        place = max((profile.settings[name] for name in names), key=_place)
        yield _warned(Rule.CONTRADICTORY_SETTINGS, place, message, hint)


def _contradictions(
    values: Mapping[SettingName, SettingValue],
) -> Iterator[tuple[tuple[SettingName, ...], str, str]]:
    if values.get(_ENABLED) is False:
        return
    if values.get(_ENABLED) is True and values.get(_RECORD) == "Never":
        message = "recording is on and 'record' is 'Never', so nothing is recorded"
        yield (_ENABLED, _RECORD), message, "write 'enabled: false', or another 'record'"
    if values.get(_NOTIFIED) is True and values.get(_NOTICE) == "None":
        message = "the notification is on and its type is 'None', so nothing is heard"
        hint = "write 'enabled: false', or the type 'Beep' or 'Play Announcement'"
        yield (_NOTIFIED, _NOTICE), message, hint
    if all(values.get(name) is False for name in _SELECTIVE) and values.get(_RECORD) in _SELECTING:
        message = "no direction of calls is recorded, so nothing is"
        yield (*_SELECTIVE, _RECORD), message, "switch one of them on, or write 'enabled: false'"


def _place(said: SourcedValue[SettingValue]) -> SourceSpan:
    return said.span


def _path(name: SettingName) -> str:
    return ".".join(BY_NAME[name].path)


def _warned(rule: Rule, said: SourcedValue[SettingValue], message: str, hint: str) -> Finding:
    return warning(rule, said.span, message, hint)
