"""The direction of a document's transition."""

import pytest

from reconciler.catalog.risk import RISKS, Risk, classify, direction, is_loss
from reconciler.subjects import SettingName

ON = {"enabled": True, "record": "Always"}
OFF = {"enabled": False}
ACCESS = "callRecordingAccessSettings"


def settings(values):
    return {SettingName(f"recording.{name}"): value for name, value in values.items()}


def risk(before, changes):
    return classify(settings(before), settings(changes))


@pytest.mark.parametrize(
    ("before", "changes", "expected"),
    [
        (ON, {"enabled": False}, Risk.COVERAGE_LOSS),
        (ON, {"record": "Always with Pause/Resume"}, Risk.COVERAGE_LOSS),
        (ON, {"record": "Never"}, Risk.COVERAGE_LOSS),
        (
            ON | {"recordVoicemailEnabled": True},
            {"recordVoicemailEnabled": False},
            Risk.COVERAGE_LOSS,
        ),
        (
            ON,
            {"selectiveCallRecordingSettings.recordInboundExternalCallsEnabled": False},
            Risk.COVERAGE_LOSS,
        ),
        (OFF, ON, Risk.COVERAGE_GAIN),
        (ON | {"record": "Always with Pause/Resume"}, {"record": "Always"}, Risk.COVERAGE_GAIN),
        (ON | {"notification.enabled": True}, {"notification.enabled": False}, Risk.SAFEGUARD_LOSS),
        (ON | {"repeat.enabled": False}, {"repeat.enabled": True}, Risk.SAFEGUARD_GAIN),
        (
            ON | {"repeat.enabled": True, "repeat.interval": 15},
            {"repeat.interval": 60},
            Risk.SAFEGUARD_LOSS,
        ),
        (
            ON | {"repeat.enabled": False, "repeat.interval": 15},
            {"repeat.interval": 60},
            Risk.NEUTRAL,
        ),
        (
            ON | {f"{ACCESS}.deleteRecordingsEnabled": False},
            {f"{ACCESS}.deleteRecordingsEnabled": True},
            Risk.SAFEGUARD_LOSS,
        ),
        (
            ON | {f"{ACCESS}.deleteRecordingsEnabled": True},
            {f"{ACCESS}.deleteRecordingsEnabled": False},
            Risk.SAFEGUARD_GAIN,
        ),
        (
            ON | {"postCallRecordingSettings.transcriptEnabled": False},
            {"postCallRecordingSettings.transcriptEnabled": True},
            Risk.NEUTRAL,
        ),
        (OFF, {"repeat.interval": 60}, Risk.NEUTRAL),
    ],
)
def test_a_transition_has_the_risk_of_what_it_does_to_recording(before, changes, expected):
    assert risk(before, changes) is expected


def test_a_loss_beside_a_gain_is_a_loss():
    before = ON | {"record": "Always with Pause/Resume", "notification.enabled": True}
    assert risk(before, {"record": "Always", "notification.enabled": False}) is Risk.SAFEGUARD_LOSS


def test_more_control_on_fewer_calls_is_a_coverage_loss():
    before = ON | {"record": "On Demand with User Initiated Start"}
    narrow = {
        "record": "Always",
        "selectiveCallRecordingSettings.recordInboundInternalCallsEnabled": False,
    }
    assert risk(before, narrow) is Risk.COVERAGE_LOSS


def test_turning_recording_on_loses_no_safeguard_that_was_inert():
    before = OFF | {"notification.enabled": True, "notification.type": "Beep"}
    assert risk(before, ON | {"notification.enabled": False}) is Risk.COVERAGE_GAIN


def test_what_webex_did_not_report_is_taken_for_the_most_that_could_be_lost():
    assert risk({"enabled": True}, {"record": "Always with Pause/Resume"}) is Risk.COVERAGE_LOSS
    assert (
        risk(ON, {"notification.type": "Beep", "notification.enabled": True}) is Risk.SAFEGUARD_LOSS
    )


def test_a_word_that_webex_added_later_counts_as_not_reported():
    assert risk(ON | {"record": "Sometimes"}, {"enabled": False}) is Risk.COVERAGE_LOSS


@pytest.mark.parametrize(
    ("name", "before", "after", "sign"),
    [
        ("enabled", True, False, -1),
        ("record", "Never", "Always", 1),
        ("notification.type", "Play Announcement", "Beep", -1),
        ("repeat.interval", 15, 30, -1),
        (f"{ACCESS}.deleteRecordingsEnabled", True, False, 1),
        ("postCallRecordingSettings.transcriptEnabled", False, True, 0),
        ("record", None, "Always", 0),
    ],
)
def test_each_value_alone_has_a_direction(name, before, after, sign):
    assert direction(SettingName(f"recording.{name}"), before, after) == sign


def test_every_rendering_lists_losses_first():
    assert set(RISKS) == set(Risk)
    losses = [is_loss(each) for each in RISKS]
    assert losses == sorted(losses, reverse=True)
