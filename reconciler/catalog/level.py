"""How much a document records: its recording level, and on which calls.

Rule: this file looks only at a complete set of values. Filling what was not reported is
`catalog.risk`'s decision, because there it is a question of safety.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from reconciler.subjects import SettingName, Settings

__all__ = ["COVERAGE_SETTINGS", "Recorded", "RecordingLevel", "recorded", "recording_level"]

_ENABLED: Final = SettingName("recording.enabled")
_RECORD: Final = SettingName("recording.record")
_VOICEMAIL: Final = SettingName("recording.recordVoicemailEnabled")
_SELECTIVE: Final = {
    SettingName(f"recording.selectiveCallRecordingSettings.record{calls}CallsEnabled"): words
    for calls, words in (
        ("InboundInternal", "inbound internal calls"),
        ("InboundExternal", "inbound external calls"),
        ("OutboundInternal", "outbound internal calls"),
        ("OutboundExternal", "outbound external calls"),
    )
}
_EVERY_CALL: Final = frozenset(_SELECTIVE.values())

COVERAGE_SETTINGS: Final = frozenset({_ENABLED, _RECORD, _VOICEMAIL, *_SELECTIVE})
"""The settings that decide what is recorded; all others are safeguards or comfort."""


class RecordingLevel(IntEnum):
    """off < on demand < pausable < always."""

    OFF = 0
    ON_DEMAND = 1
    PAUSABLE = 2
    ALWAYS = 3

    def __str__(self) -> str:
        """Return the level as people say it."""
        return self.name.lower().replace("_", " ")


_LEVEL_OF: Final = {
    "Never": RecordingLevel.OFF,
    "On Demand with User Initiated Start": RecordingLevel.ON_DEMAND,
    "Always with Pause/Resume": RecordingLevel.PAUSABLE,
    "Always": RecordingLevel.ALWAYS,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded under a document. Empty scope exactly when the level is off."""

    level: RecordingLevel
    scope: frozenset[str]
    """Kinds of traffic: the four directions of calls, and `voicemail`."""


def recorded(settings: Settings) -> Recorded:
    """Return level and scope of a complete set of coverage settings.

    `enabled` and `record` are independent: `enabled: true` with `record: Never` records nothing.
    The four selective switches act only under the two Always values; with all four off nothing
    is recorded. Source: OpenAPI (selectiveCallRecordingSettings), SDK test (Never while enabled).
    """
    level = _LEVEL_OF[str(settings[_RECORD])]
    if settings[_ENABLED] is not True or level is RecordingLevel.OFF:
        return Recorded(RecordingLevel.OFF, frozenset())
    calls = _EVERY_CALL
    if level >= RecordingLevel.PAUSABLE:
        calls = frozenset(words for name, words in _SELECTIVE.items() if settings[name] is True)
    if not calls:
        return Recorded(RecordingLevel.OFF, frozenset())
    voicemail = {"voicemail"} if settings[_VOICEMAIL] is True else set()
    return Recorded(level, calls | voicemail)


def recording_level(settings: Settings) -> RecordingLevel:
    """Return the recording level of a complete set of coverage settings."""
    return recorded(settings).level
