"""GET of recording settings: what is there, what is missing, and for whom."""

import pytest

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, BOB, CY, INTERN, Sandbox, sandbox

PROVIDER_FIELDS = {"serviceProvider", "externalGroup", "externalIdentifier"}
WEBEX_ONLY = {"callRecordingAccessSettings", "postCallRecordingSettings"}
SELECTIVE = {
    "recordInboundInternalCallsEnabled": True,
    "recordInboundExternalCallsEnabled": True,
    "recordOutboundInternalCallsEnabled": True,
    "recordOutboundExternalCallsEnabled": True,
}


def in_dublin(box: Sandbox, email: str) -> None:
    dublin = next(each for each in box.organization.locations.values() if each.name == "Dublin")
    box.organization.person_by_email(email).location_id = dublin.id


def test_a_person_nobody_configured_shows_the_whole_default() -> None:
    box = sandbox()
    shown = box.recording(INTERN)
    assert {name: shown.pop(name) for name in PROVIDER_FIELDS} == {
        "serviceProvider": "WSNWC10021",
        "externalGroup": "WSNWC10021L40417",
        "externalIdentifier": box.organization.person_by_email(INTERN).external_identifier,
    }
    assert shown == {
        "enabled": False,
        "record": "Never",
        "recordVoicemailEnabled": False,
        "startStopAnnouncementEnabled": False,
        "notification": {"type": "None", "enabled": False},
        "repeat": {"interval": 15, "enabled": False},
        "startStopAnnouncement": {"internalCallsEnabled": False, "pstnCallsEnabled": False},
        "callRecordingAccessSettings": {
            "viewAndPlayRecordingsEnabled": True,
            "downloadRecordingsEnabled": True,
            "deleteRecordingsEnabled": True,
            "shareRecordingsEnabled": True,
        },
        "selectiveCallRecordingSettings": SELECTIVE,
    }


def test_a_recorded_person_shows_everything() -> None:
    shown = sandbox().recording(ADA)
    assert shown["enabled"] is True
    assert shown["record"] == "Always with Pause/Resume"
    assert shown["notification"] == {"type": "Beep", "enabled": True}
    assert shown["repeat"] == {"interval": 30, "enabled": True}
    assert shown["postCallRecordingSettings"] == {
        "summaryAndActionItemsEnabled": False,
        "transcriptEnabled": False,
    }
    assert "announcements" in shown


def test_a_person_switched_off_lacks_fields() -> None:
    shown = sandbox().recording(BOB)
    assert shown["enabled"] is False
    assert not {"record", "postCallRecordingSettings", "announcements"} & shown.keys()
    assert shown["repeat"] == {"interval": 15, "enabled": False}


@pytest.mark.parametrize("email", [BOB, INTERN])
def test_an_organization_may_show_everything_while_off(email: str) -> None:
    shown = sandbox(switches=Switches(sparse_while_off=False)).recording(email)
    assert shown["record"] == "Never"
    assert {"postCallRecordingSettings", "announcements"} <= shown.keys()


@pytest.mark.parametrize("email", [ADA, BOB, INTERN])
def test_an_older_organization_has_no_selective_switches(email: str) -> None:
    box = sandbox(switches=Switches(selective_fields=False))
    assert "selectiveCallRecordingSettings" not in box.recording(email)


def test_a_field_nobody_has_heard_of_may_appear() -> None:
    shown = sandbox(switches=Switches(made_up_field=True)).recording(ADA)
    known = sandbox().recording(ADA)
    assert len(shown) == len(known) + 1


def test_fields_of_the_webex_vendor_are_missing_under_another_vendor() -> None:
    box = sandbox()
    assert box.recording(ADA).keys() >= WEBEX_ONLY
    in_dublin(box, ADA)
    shown = box.recording(ADA)
    assert not WEBEX_ONLY & shown.keys()
    assert shown["externalGroup"] == "WSNWC10021L40421"


def test_a_vendor_that_a_location_remembers_and_does_not_use_changes_nothing() -> None:
    box = sandbox()
    singapore = next(
        each for each in box.organization.locations.values() if each.name == "Singapore"
    )
    assert singapore.own_vendor.name == "Dubber"
    box.organization.person_by_email(ADA).location_id = singapore.id
    assert box.recording(ADA).keys() >= WEBEX_ONLY


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_person_without_calling_is_404_with_4008(method: str) -> None:
    box = sandbox()
    answer = box.ask(method, box.recording_path(CY), json={"enabled": True})
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["errorCode"] == 4008


def test_a_person_without_calling_may_be_400_with_4410() -> None:
    box = sandbox(switches=Switches(without_calling="not_assigned"))
    answer = box.get(box.recording_path(CY))
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["errorCode"] == 4410


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_an_unknown_person_is_404_without_a_code(method: str) -> None:
    answer = sandbox().ask(method, "/people/nobody/features/callRecording", json={})
    assert answer.status_code == 404
    assert "errorCode" not in answer.json()["errors"][0]


def test_a_bare_uuid_is_not_enough_here() -> None:
    box = sandbox()
    key = bare_key(box.organization.person_by_email(ADA).id)
    assert box.get(f"/people/{key}/features/callRecording").status_code == 404


def test_the_path_that_circulates_does_not_exist() -> None:
    box = sandbox()
    person_id = box.organization.person_by_email(ADA).id
    assert box.get(f"/telephony/config/people/{person_id}/callRecording").status_code == 404
