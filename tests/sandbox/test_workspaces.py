"""Workspaces: what a list hides, the license gate, and the terms of service in the way."""

import base64

import pytest

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, sandbox


def a_room(box, *, professional=True):
    return next(
        each
        for each in box.organization.workspaces.values()
        if each.professional is professional and each.license_id is not None
    )


def recording(room):
    return f"/telephony/config/workspaces/{room.id}/features/callRecordings"


def move_to_dublin(box, room):
    room.location_id = list(box.organization.locations)[4]


def dubber(box):
    return next(each for each in box.organization.vendors if each.name == "Dubber")


def test_a_listed_workspace_never_tells_its_calling_license():
    box = sandbox()
    items = box.get("/workspaces?calling=webexCalling").json()["items"]
    assert items
    assert all(each["calling"] == {"type": "webexCalling"} for each in items)
    shown = box.get(f"/workspaces/{items[0]['id']}").json()
    assert shown == items[0]


def test_whether_it_tells_is_a_switch():
    box = sandbox(switches=Switches(workspace_licenses_shown=True))
    shown = box.get(f"/workspaces/{a_room(box).id}").json()
    assert shown["calling"]["webexCalling"]["licenses"] == [a_room(box).license_id]


def test_the_id_names_a_regional_cluster():
    room = a_room(sandbox())
    text = base64.urlsafe_b64decode(room.id + "=" * (-len(room.id) % 4)).decode()
    assert text.startswith("ciscospark://urn:TEAM:")
    assert "/PLACE/" in text


def test_filters_and_pages_work_together():
    box = sandbox(people=600)
    london = next(iter(box.organization.locations))
    rooms = box.organization.workspaces.values()
    wanted = [each.id for each in rooms if each.location_id == london and each.type == "desk"]
    assert len(wanted) >= 2
    answer = box.get(f"/workspaces?locationId={london}&type=desk&max=1")
    ids = [answer.json()["items"][0]["id"]]
    while "Link" in answer.headers:
        answer = box.get(answer.headers["Link"].split(">")[0].removeprefix("<"))
        ids += [each["id"] for each in answer.json()["items"]]
    assert ids == wanted


def test_a_capacity_that_is_not_set_is_found_as_minus_one():
    box = sandbox()
    items = box.get("/workspaces?capacity=-1").json()["items"]
    assert items
    assert all("capacity" not in each for each in items)


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_basic_workspace_is_shut_to_readers_and_writers_alike(method):
    box = sandbox()
    answer = box.ask(method, recording(a_room(box, professional=False)), json={"enabled": True})
    assert answer.status_code == 405
    assert answer.json()["message"] == "Invalid Professional Place"
    assert answer.json()["errors"][0]["errorCode"] == 25409


def test_the_path_is_plural_and_has_features():
    box = sandbox()
    room = a_room(box)
    assert box.get(recording(room)).status_code == 200
    for wrong in ("callRecording", "callRecordings", "features/callRecording"):
        assert box.get(f"/telephony/config/workspaces/{room.id}/{wrong}").status_code == 404


def test_a_professional_workspace_is_written_and_read_back():
    box = sandbox()
    room = a_room(box)
    body = {"enabled": True, "record": "Always", "startStopAnnouncementEnabled": True}
    assert box.ask("PUT", recording(room), json=body).status_code == 204
    shown = box.get(recording(room)).json()
    assert (shown["enabled"], shown["record"]) == (True, "Always")
    assert "startStopAnnouncementEnabled" not in shown


def test_terms_nobody_accepted_are_a_409_with_a_body_of_its_own():
    box = sandbox()
    room, vendor = a_room(box), dubber(box)
    move_to_dublin(box, room)
    box.organization.setup.terms_accepted.clear()
    before = box.get(recording(room)).json()
    answer = box.ask("PUT", recording(room), json={"enabled": True, "record": "Never"})
    assert answer.status_code == 409
    assert answer.json() == {
        "vendorId": bare_key(vendor.id),
        "vendorName": "Dubber",
        "termsOfServiceUrl": vendor.terms_url,
    }
    assert box.get(recording(room)).json() == before
    terms = f"/telephony/config/callRecording/vendors/{vendor.id}/termsOfService"
    assert box.ask("PUT", terms, json={"termsOfServiceEnabled": True}).status_code == 204
    assert box.ask("PUT", recording(room), json={"enabled": True}).status_code == 204


@pytest.mark.parametrize(("bound", "status"), [("workspaces", 204), ("everybody", 409)])
def test_whether_the_terms_bind_people_is_a_switch(bound, status):
    box = sandbox(switches=Switches(terms_conflict=bound))
    person = box.organization.person_by_email(ADA)
    person.location_id = list(box.organization.locations)[4]
    box.organization.setup.terms_accepted.clear()
    assert box.put(ADA, {"recordVoicemailEnabled": True}).status_code == status


def test_terms_that_bind_nobody_stop_nobody():
    box = sandbox(switches=Switches(terms_conflict="nobody"))
    room = a_room(box)
    move_to_dublin(box, room)
    box.organization.setup.terms_accepted.clear()
    assert box.ask("PUT", recording(room), json={"enabled": True}).status_code == 204


def test_a_workspace_without_calling_has_no_recording_settings():
    box = sandbox()
    room = a_room(box)
    room.license_id = None
    assert box.get(recording(room)).status_code == 404
    assert box.get(f"/workspaces/{room.id}").json()["calling"] == {"type": "freeCalling"}
