"""PUT of recording settings: what is understood, what is refused, what is dropped in silence."""

import pytest

from reconciler.sandbox.population import populate
from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.wire_json import JSON
from tests.sandbox.sandbox_client import ADA, BEN, BOB, INTERN, Sandbox, sandbox
from tests.sandbox.test_recording_reads import PROVIDER_FIELDS, in_dublin


def refused(box: Sandbox, email: str, body: JSON) -> str:
    """Send a PUT that must be a 400 and change nothing; return its message."""
    before = box.recording(email)
    answer = box.put(email, body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["errors"][0].get("errorCode") == 25024
    assert box.recording(email) == before
    return str(answer.json()["message"])


def test_a_put_is_answered_204_without_body_or_content_type() -> None:
    answer = sandbox().put(ADA, {"record": "Always"})
    assert answer.status_code == 204
    assert answer.content == b""
    assert "content-type" not in answer.headers


def test_fields_that_are_not_sent_keep_their_values_also_inside_objects() -> None:
    box = sandbox()
    before = box.recording(ADA)
    after = box.accepts(ADA, {"record": "Always", "repeat": {"interval": 60}})
    assert after == {**before, "record": "Always", "repeat": {"interval": 60, "enabled": True}}


def test_an_empty_put_changes_nothing() -> None:
    box = sandbox()
    before = box.recording(ADA)
    assert box.accepts(ADA, {}) == before


@pytest.mark.parametrize(
    "record", ["Always", "Never", "Always with Pause/Resume", "On Demand with User Initiated Start"]
)
def test_four_modes_can_be_written(record: str) -> None:
    assert sandbox().accepts(ADA, {"record": record})["record"] == record


@pytest.mark.parametrize("record", ["On Demand", "always", "", 1, True, ["Always"], {"a": 1}])
def test_no_other_mode_can(record: JSON) -> None:
    assert "record" in refused(sandbox(), ADA, {"record": record})


@pytest.mark.parametrize("interval", [10, 11, 1800])
def test_an_interval_is_ten_seconds_to_half_an_hour(interval: int) -> None:
    after = sandbox().accepts(ADA, {"repeat": {"interval": interval}})
    assert after["repeat"] == {"interval": interval, "enabled": True}


@pytest.mark.parametrize("interval", [9, 0, -15, 1801, 15.5, "30", True, [30]])
def test_no_other_interval_is(interval: JSON) -> None:
    assert "repeat.interval" in refused(sandbox(), ADA, {"repeat": {"interval": interval}})


@pytest.mark.parametrize(
    "body",
    [
        {"enabled": "true"},
        {"enabled": 1},
        {"recordVoicemailEnabled": "yes"},
        {"startStopAnnouncementEnabled": 0},
        {"notification": "Beep"},
        {"notification": {"type": "beep"}},
        {"notification": {"type": 1}},
        {"notification": {"enabled": "true"}},
        {"repeat": []},
        {"startStopAnnouncement": {"pstnCallsEnabled": "false"}},
        {"callRecordingAccessSettings": {"deleteRecordingsEnabled": 0}},
        {"postCallRecordingSettings": {"transcriptEnabled": "no"}},
        {"selectiveCallRecordingSettings": {"recordInboundInternalCallsEnabled": None}},
        {"enabled": None},
        {"record": None},
        {"repeat": None},
        {"repeat": {"interval": None}},
        [],
        "text",
        7,
    ],
)
def test_a_wrong_type_or_null_is_a_400_that_changes_nothing(body: JSON) -> None:
    refused(sandbox(), ADA, body)


def test_one_wrong_value_refuses_the_right_ones_with_it() -> None:
    refused(sandbox(), ADA, {"record": "Always", "repeat": {"interval": 5}})


def test_none_is_written_as_null_and_read_as_text() -> None:
    after = sandbox().accepts(ADA, {"notification": {"enabled": False, "type": None}})
    assert after["notification"] == {"type": "None", "enabled": False}


def test_what_reads_none_cannot_be_written_back() -> None:
    box = sandbox()
    box.accepts(ADA, {"notification": {"enabled": False, "type": None}})
    assert "notification.type" in refused(box, ADA, box.recording(ADA))


@pytest.mark.parametrize("email", [ADA, BEN])
def test_a_notification_without_a_type_becomes_a_beep(email: str) -> None:
    box = sandbox()
    box.accepts(email, {"notification": {"type": "Play Announcement"}})
    after = box.accepts(email, {"notification": {"enabled": True}})
    assert after["notification"] == {"type": "Beep", "enabled": True}


def test_unknown_and_read_only_fields_are_dropped_without_a_word() -> None:
    box = sandbox()
    before = box.recording(ADA)
    after = box.accepts(
        ADA,
        {
            **dict.fromkeys(PROVIDER_FIELDS, "mine"),
            "announcements": {"start": {"type": "CUSTOM"}},
            "colour": "blue",
            "repeat": {"mode": "loud"},
        },
    )
    assert after == before


def test_turning_off_returns_everything_to_the_default() -> None:
    box = sandbox()
    off = box.accepts(ADA, {"enabled": False})
    assert off["enabled"] is False
    assert "record" not in off
    on = box.accepts(ADA, {"enabled": True})
    assert on["record"] == "Never"
    assert on["notification"] == {"type": "None", "enabled": False}
    assert on["repeat"] == {"interval": 15, "enabled": False}


def test_turning_off_wipes_what_the_same_put_says() -> None:
    box = sandbox()
    box.accepts(ADA, {"enabled": False, "record": "Always", "repeat": {"interval": 60}})
    assert box.accepts(ADA, {"enabled": True})["record"] == "Never"


def test_turning_on_takes_what_the_same_put_says_on_top_of_the_defaults() -> None:
    on = sandbox().accepts(BOB, {"enabled": True, "record": "Always", "repeat": {"enabled": True}})
    assert on["record"] == "Always"
    assert on["repeat"] == {"interval": 15, "enabled": True}


def test_enabled_and_record_are_independent() -> None:
    assert sandbox().accepts(INTERN, {"enabled": True})["record"] == "Never"


def test_a_standard_license_is_refused_only_for_turning_on_under_another_vendor() -> None:
    box = sandbox()
    assert box.put(BEN, {"enabled": True}).status_code == 204
    in_dublin(box, BEN)
    box.organization.person_by_email(BEN).recording = None
    answer = box.put(BEN, {"enabled": True, "record": "Always"})
    assert answer.status_code == 400
    assert "Standard" in answer.json()["message"]
    assert box.recording(BEN)["enabled"] is False
    assert box.put(BEN, {"enabled": False}).status_code == 204
    in_dublin(box, ADA)
    assert box.put(ADA, {"enabled": True}).status_code == 204


def test_fields_of_the_webex_vendor_are_unknown_under_another_one() -> None:
    box = sandbox()
    access: JSON = {"callRecordingAccessSettings": {"deleteRecordingsEnabled": False}}
    in_dublin(box, ADA)
    box.accepts(ADA, access)
    box.organization.person_by_email(ADA).location_id = next(iter(box.organization.locations))
    shown = box.recording(ADA)["callRecordingAccessSettings"]
    assert shown == dict.fromkeys(
        [
            "viewAndPlayRecordingsEnabled",
            "downloadRecordingsEnabled",
            "deleteRecordingsEnabled",
            "shareRecordingsEnabled",
        ],
        True,
    )


def test_an_administrator_edits_by_the_rules_of_a_put() -> None:
    organization = populate(people=10)
    organization.edit(ADA, {"record": "Always"})
    assert organization.read_recording(organization.person_by_email(ADA).id)["record"] == "Always"
    for email, changes in ((ADA, {"record": "Sometimes"}), ("nobody@northwind.example", {})):
        with pytest.raises(Rejection):
            organization.edit(email, changes)
