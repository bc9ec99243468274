"""Names for the profiles that are read off an organization, and which of them extends which.

The most common document of each recording level gets the plain name; others are named for what
sets them apart.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from reconciler.catalog.normal_form import top_level
from reconciler.catalog.settings import BY_NAME
from reconciler.subjects import SettingName, Settings, SettingValue

__all__ = ["name_of", "own_settings", "shortest_parent"]

_ENABLED: Final = SettingName("recording.enabled")
_RECORD: Final = SettingName("recording.record")
_VOICEMAIL: Final = "recordVoicemailEnabled"
_LEVELS: Final[Mapping[SettingValue, str]] = {
    "Always": "recorded-always",
    "Always with Pause/Resume": "recorded-pausable",
    "On Demand with User Initiated Start": "recorded-on-demand",
    "Never": "enabled-but-never",
}
_WORDS: Final[Mapping[str, str]] = {
    _VOICEMAIL: "voicemail",
    "startStopAnnouncementEnabled": "announcement",
    "startStopAnnouncement": "announcement",
    "notification": "notification",
    "repeat": "beep",
    "callRecordingAccessSettings": "access",
    "postCallRecordingSettings": "transcript",
    "selectiveCallRecordingSettings": "calls",
}
_MOST_WORDS: Final = 2


def name_of(settings: Settings, named: Mapping[str, Settings]) -> str:
    """Return a name that no profile in `named` has; more common profiles are named before."""
    plain = _level_name(settings)
    if plain not in named:
        return plain
    words = tuple(dict.fromkeys(_differences(settings, named[plain])))
    name = f"{plain}-{'-'.join(words)}" if 0 < len(words) <= _MOST_WORDS else f"{plain}-variant"
    number, unique = 1, name
    while unique in named:
        number += 1
        unique = f"{name}-{number}"
    return unique


def _level_name(settings: Settings) -> str:
    if settings[_ENABLED] is not True:
        return "not-recorded"
    return _LEVELS.get(settings.get(_RECORD), "recorded")


def _differences(settings: Settings, other: Settings) -> Iterable[str]:
    for name in sorted({*settings, *other}):
        if settings.get(name) != other.get(name):
            key = top_level(BY_NAME[name])
            without = key == _VOICEMAIL and settings.get(name) is False
            yield f"no-{_WORDS[key]}" if without else _WORDS.get(key, "record")


def shortest_parent(settings: Settings, named: Mapping[str, Settings]) -> str | None:
    """Return the profile to extend: the one that leaves least to say, if that is less than all.

    A parent may not manage what the child leaves alone.
    """
    able = [name for name, held in named.items() if held.keys() <= settings.keys()]
    best = min(able, key=lambda name: len(own_settings(settings, named[name])), default=None)
    # `extends` is a line too, and one that sends the reader elsewhere.
    if best is None or len(own_settings(settings, named[best])) + 1 >= len(settings):
        return None
    return best


def own_settings(settings: Settings, parent: Settings) -> dict[SettingName, SettingValue]:
    """Return what a profile says itself when it extends the parent."""
    return {name: value for name, value in settings.items() if parent.get(name, ...) != value}
