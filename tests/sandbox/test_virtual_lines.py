"""Virtual lines: listed with repeated filters, recorded without what only people have."""

from urllib.parse import urlencode

import pytest

from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import sandbox

LIST = "/telephony/config/virtualLines"
PEOPLE_ONLY = {"startStopAnnouncementEnabled", "callRecordingAccessSettings"}


def listed(box, **filters):
    query = urlencode(filters, doseq=True)
    return box.get(f"{LIST}?{query}").json()["virtualLines"]


def a_line(box):
    return next(iter(box.organization.virtual_lines.values()))


def test_a_filter_may_be_repeated_and_any_of_its_values_will_do():
    box = sandbox(people=400)
    places = list(box.organization.locations)[:2]
    found = listed(box, locationId=places)
    wanted = [
        each.id for each in box.organization.virtual_lines.values() if each.location_id in places
    ]
    assert [each["id"] for each in found] == wanted
    assert 0 < len(wanted) < len(box.organization.virtual_lines)


def test_filters_of_different_names_must_all_hold():
    box = sandbox(people=400)
    without = listed(box, hasDnAssigned="false", ownerName=["Line", "desk"])
    assert without
    for row in without:
        assert "external" not in row["number"]
        assert "line" in row["lastName"] or row["lastName"] in ("Line", "Desk")


def test_the_list_pages_by_start_and_its_link_repeats_the_filters():
    box = sandbox(people=400)
    places = list(box.organization.locations)
    first = box.get(f"{LIST}?{urlencode({'locationId': places, 'max': 3}, doseq=True)}")
    url = first.headers["Link"].split(">")[0].removeprefix("<")
    assert url.count("locationId=") == len(places)
    ids = [each["id"] for each in first.json()["virtualLines"]]
    ids += [each["id"] for each in box.get(url).json()["virtualLines"]]
    assert ids == list(box.organization.virtual_lines)[:6]


def test_the_path_is_singular_and_has_no_features():
    box = sandbox()
    line = a_line(box)
    assert box.get(f"{LIST}/{line.id}/callRecording").status_code == 200
    for wrong in ("features/callRecording", "callRecordings", "features/callRecordings"):
        assert box.get(f"{LIST}/{line.id}/{wrong}").status_code == 404


@pytest.mark.parametrize("written", [False, True])
def test_a_line_has_no_field_that_only_people_have(*, written):
    box = sandbox(switches=Switches(sparse_while_off=False))
    path = f"{LIST}/{a_line(box).id}/callRecording"
    body = {
        "enabled": True,
        "record": "Always",
        "startStopAnnouncementEnabled": True,
        "callRecordingAccessSettings": {"deleteRecordingsEnabled": False},
    }
    if written:
        assert box.ask("PUT", path, json=body).status_code == 204
    shown = box.get(path).json()
    assert not PEOPLE_ONLY & shown.keys()
    assert "postCallRecordingSettings" not in shown
    assert {"serviceProvider", "externalGroup", "externalIdentifier"} <= shown.keys()
    if written:
        assert (shown["enabled"], shown["record"]) == (True, "Always")


def test_whether_a_line_has_post_call_settings_is_a_switch():
    box = sandbox(switches=Switches(post_call_beyond_people=True, sparse_while_off=False))
    london = next(iter(box.organization.locations))
    line = a_line(box)
    line.location_id = london
    shown = box.get(f"{LIST}/{line.id}/callRecording").json()
    assert shown["postCallRecordingSettings"]["transcriptEnabled"] is False


def test_one_line_is_read_whole_and_a_stranger_is_404():
    box = sandbox()
    line = a_line(box)
    shown = box.get(f"{LIST}/{line.id}").json()
    assert shown["displayName"] == line.display_name
    assert shown["location"]["id"] == line.location_id
    for path in (f"{LIST}/nobody", f"{LIST}/nobody/callRecording"):
        assert box.get(path).status_code == 404
