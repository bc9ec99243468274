"""How much a document records."""

import pytest

from reconciler.catalog.level import Recorded, RecordingLevel, recorded, recording_level
from reconciler.catalog.settings import SETTINGS
from reconciler.subjects import SettingName

DEFAULTS = {row.name: row.default for row in SETTINGS}
SELECTIVE = [name for name in DEFAULTS if "selective" in name]


def document(**values):
    return {**DEFAULTS, **{SettingName(f"recording.{name}"): values[name] for name in values}}


@pytest.mark.parametrize(
    ("record", "level"),
    [
        ("Never", RecordingLevel.OFF),
        ("On Demand with User Initiated Start", RecordingLevel.ON_DEMAND),
        ("Always with Pause/Resume", RecordingLevel.PAUSABLE),
        ("Always", RecordingLevel.ALWAYS),
    ],
)
def test_record_decides_the_level_while_recording_is_enabled(record, level):
    assert recording_level(document(enabled=True, record=record)) is level
    assert recording_level(document(enabled=False, record=record)) is RecordingLevel.OFF


def test_with_all_four_selective_switches_off_nothing_is_recorded():
    settings = document(enabled=True, record="Always") | dict.fromkeys(SELECTIVE, False)
    assert recorded(settings) == Recorded(RecordingLevel.OFF, frozenset())


def test_a_selective_switch_takes_its_calls_out_of_the_scope():
    settings = document(enabled=True, record="Always") | {SELECTIVE[0]: False}
    assert "inbound internal calls" not in recorded(settings).scope
    assert len(recorded(settings).scope) == 3


def test_selective_switches_do_nothing_to_recording_on_demand():
    settings = document(enabled=True, record="On Demand with User Initiated Start")
    assert recorded(settings | dict.fromkeys(SELECTIVE, False)) == recorded(settings)


def test_voicemail_belongs_to_the_scope_only_while_something_is_recorded():
    on = document(enabled=True, record="Always", recordVoicemailEnabled=True)
    assert "voicemail" in recorded(on).scope
    off = document(enabled=False, record="Always", recordVoicemailEnabled=True)
    assert recorded(off).scope == frozenset()


def test_levels_are_ordered_and_said_in_words():
    assert [str(level) for level in sorted(RecordingLevel)] == [
        "off",
        "on demand",
        "pausable",
        "always",
    ]
