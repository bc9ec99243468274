"""What each kind of administrator may read and write, and which scopes it takes."""

import pytest

from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, sandbox

CALLING = "/telephony/config"
HOME = f"{CALLING}/callRecording"
EVERYTHING = {"person", "line", "room", "compliance"}


def paths(box):
    organization = box.organization
    room = next(each for each in organization.workspaces.values() if each.professional)
    line = next(iter(organization.virtual_lines.values()))
    # The location administrator looks after London.
    room.location_id = line.location_id = next(iter(organization.locations))
    return {
        "person": box.recording_path(ADA),
        "line": f"{CALLING}/virtualLines/{line.id}/callRecording",
        "room": f"{CALLING}/workspaces/{room.id}/features/callRecordings",
        "compliance": f"{HOME}/complianceAnnouncement",
    }


@pytest.mark.parametrize(
    ("role", "readable", "writable"),
    [
        (
            "full",
            {"person", "line", "room", "compliance"},
            {"person", "line", "room", "compliance"},
        ),
        ("read_only", {"room", "compliance"}, set()),
        ("user", {"person", "line"}, {"person", "line"}),
        ("location", {"person", "room", "compliance"}, {"person", "room"}),
        ("device", {"room"}, {"room"}),
    ],
)
def test_each_kind_of_administrator_may_do_its_part(role, readable, writable):
    box = sandbox()
    token = box.token(role)
    for name, path in paths(box).items():
        expected = 200 if name in readable else 403
        assert box.get(path, token=token).status_code == expected, name
        expected = 204 if name in writable else 403
        assert box.ask("PUT", path, json={}, token=token).status_code == expected, name


def test_whether_a_read_only_administrator_reads_people_is_a_switch():
    box = sandbox(switches=Switches(read_only_reads_people=True))
    token, path = box.token("read_only"), box.recording_path(ADA)
    assert box.get(path, token=token).status_code == 200
    assert box.ask("PUT", path, json={}, token=token).status_code == 403


def test_a_location_administrator_is_shut_out_of_other_locations():
    box = sandbox()
    token = box.token("location")
    assert box.get(box.recording_path(ADA), token=token).status_code == 200
    bob = box.recording_path("bob.larsen@northwind.example")
    assert box.get(bob, token=token).status_code == 403
    assert box.ask("PUT", bob, json={"enabled": False}, token=token).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        *("/workspaces", "/workspaces/x", "/groups", "/groups/x", "/groups/x/members"),
        *("/licenses/x", f"{CALLING}/numbers", f"{CALLING}/virtualLines", "/adminAudit/events"),
        *(f"{CALLING}/virtualLines/x", f"{CALLING}/virtualLines/x/callRecording"),
        *(f"{CALLING}/workspaces/x/features/callRecordings", f"{CALLING}/locations/x"),
        *(HOME, f"{HOME}/regions", f"{HOME}/vendorUsers", f"{HOME}/complianceAnnouncement"),
        *(f"{HOME}/announcements", f"{HOME}/vendors/x/termsOfService"),
        *(f"{CALLING}/jobs/callRecording", f"{CALLING}/jobs/callRecording/x"),
        "/adminAudit/eventCategories",
        f"{CALLING}/people/me/settings/callRecording",
    ],
)
def test_every_read_needs_its_scope(path):
    box = sandbox()
    reader = box.organization.tokens[box.organization.reader_token]
    reader.scopes = frozenset({"spark:rooms_read"})
    assert box.get(path, token=box.organization.reader_token).status_code == 403


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{HOME}/vendor", {"vendorId": "x"}),
        (HOME, {"enabled": True}),
        (f"{HOME}/complianceAnnouncement", {}),
        (f"{HOME}/announcements", {}),
        (f"{HOME}/vendors/x/termsOfService", {"termsOfServiceEnabled": True}),
    ],
)
def test_every_write_needs_a_scope_to_write(path, body):
    box = sandbox()
    answer = box.ask("PUT", path, json=body, token=box.organization.reader_token)
    assert answer.status_code == 403


def test_an_ordinary_person_sees_their_own_recording_and_no_more():
    box = sandbox()
    token = box.token("nobody")
    shown = box.get(f"{CALLING}/people/me/settings/callRecording", token=token).json()
    assert shown["recordingMode"] == "Always with Pause/Resume"
    assert shown["vendor"]["name"] == "Webex"
    assert (shown["warningToneEnabled"], shown["warningToneDuration"]) == (True, 30)
    assert box.get("/people/me", token=token).json()["emails"] == [ADA]
    assert box.get(box.recording_path(ADA), token=token).status_code == 403


def test_the_own_recording_of_somebody_without_calling_is_not_there():
    box = sandbox()
    answer = box.get(f"{CALLING}/people/me/settings/callRecording")
    assert answer.status_code == 404
