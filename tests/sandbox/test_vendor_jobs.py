"""A new recording vendor: a job that takes its time and rewrites everybody's provider fields."""

import pytest

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, sandbox

HOME = "/telephony/config/callRecording"
JOBS = "/telephony/config/jobs/callRecording"
PROVIDER = ("serviceProvider", "externalGroup", "externalIdentifier")


def vendor_id(box, name):
    return next(each.id for each in box.organization.vendors if each.name == name)


def start(box, name="Dubber", **more):
    body = {"vendorId": vendor_id(box, name), **more}
    answer = box.ask("PUT", f"{HOME}/vendor", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["jobId"]


def location_path(box, name):
    places = box.organization.locations.values()
    found = next(each for each in places if each.name == name)
    return f"/telephony/config/locations/{found.id}/callRecording"


def test_a_job_starts_runs_and_completes_by_the_clock():
    box = sandbox()
    path = f"{JOBS}/{start(box)}"
    seen = []
    for pause in (0.0, 1.0, 4.0, 1.0):
        box.clock.now += pause
        seen.append(box.get(path).json()["latestExecutionStatus"])
    assert seen == ["STARTING", "STARTED", "STARTED", "COMPLETED"]
    done = box.get(path).json()
    assert done["counts"]["updatedUsers"] == done["counts"]["totalNumberOfUsers"] > 0
    assert done["jobExecutionStatus"][0]["timeElapsed"] == "PT5.0S"
    assert done["jobExecutionStatus"][0]["endTime"] == "2026-03-02T08:00:06.000Z"


def test_the_provider_fields_change_when_the_job_is_done_and_not_before():
    box = sandbox()
    before = box.recording(ADA)
    start(box)
    box.clock.now += 3
    during = box.recording(ADA)
    box.clock.now += 3
    after = box.recording(ADA)
    assert [during[each] for each in PROVIDER] == [before[each] for each in PROVIDER]
    assert all(after[each] != before[each] for each in PROVIDER)
    assert str(after["externalGroup"]).startswith(str(after["serviceProvider"]))


def test_a_vendor_of_its_own_keeps_a_location_out_of_it():
    box = sandbox(people=60)
    dublin = list(box.organization.locations)[4]
    person = next(each for each in box.organization.people.values() if each.location_id == dublin)
    before = box.recording(person.email)
    start(box)
    box.clock.now += 10
    assert box.recording(person.email) == before


def test_a_job_that_fails_changes_nobody():
    box = sandbox(switches=Switches(vendor_job_fails=True))
    before = box.recording(ADA)["serviceProvider"]
    job = start(box)
    box.clock.now += 10
    shown = box.get(f"{JOBS}/{job}").json()
    assert shown["latestExecutionStatus"] == "FAILED"
    assert shown["counts"]["failedUsers"] == shown["counts"]["totalNumberOfUsers"]
    assert box.recording(ADA)["serviceProvider"] == before


def test_a_job_may_complete_with_errors():
    box = sandbox(switches=Switches(vendor_job_failures=1))
    before = box.recording(ADA)["serviceProvider"]
    job = start(box)
    assert box.get(f"{JOBS}/{job}/errors").json() == {"items": []}
    box.clock.now += 10
    shown = box.get(f"{JOBS}/{job}").json()
    assert shown["latestExecutionStatus"] == "COMPLETED"
    assert shown["jobExecutionStatus"][0]["exitCode"] == "COMPLETED_WITH_ERRORS"
    assert shown["counts"]["failedUsers"] == 1
    (row,) = box.get(f"{JOBS}/{job}/errors").json()["items"]
    assert row["item"] == bare_key(box.organization.person_by_email(ADA).id)
    assert box.recording(ADA)["serviceProvider"] == before


@pytest.mark.parametrize(("during", "status"), [("conflict", 409), ("accept", 204)])
def test_a_write_while_the_job_runs_is_a_switch(during, status):
    box = sandbox(switches=Switches(during_vendor_job=during))
    start(box)
    assert box.put(ADA, {"recordVoicemailEnabled": True}).status_code == status
    box.clock.now += 10
    assert box.put(ADA, {"recordVoicemailEnabled": True}).status_code == 204


def test_jobs_are_listed_the_newest_first_and_paged():
    box = sandbox()
    first, second = start(box), start(box, "Webex")
    assert [each["id"] for each in box.get(JOBS).json()["items"]] == [second, first]
    page = box.get(f"{JOBS}?max=1")
    assert "start=1" in page.headers["Link"]
    assert box.get(f"{JOBS}/unknown").status_code == 404


def test_the_vendor_shows_at_once_and_with_it_region_and_failure_behavior():
    box = sandbox()
    start(box, "Webex", storageRegion="US", failureBehavior="END_CALL_WITH_ANNOUNCEMENT")
    shown = box.get(f"{HOME}/vendors").json()
    assert (shown["storageRegion"], shown["failureBehavior"]) == (
        "US",
        "END_CALL_WITH_ANNOUNCEMENT",
    )
    start(box, "Dubber")
    assert box.get(f"{HOME}/vendors").json()["vendorName"] == "Dubber"


@pytest.mark.parametrize(
    "body", [{}, {"vendorId": "unknown"}, {"vendorId": None}, {"vendorId": "W", "x": 1}]
)
def test_a_vendor_that_is_none_starts_nothing(body):
    box = sandbox()
    assert box.ask("PUT", f"{HOME}/vendor", json=body).status_code == 400
    assert box.get(JOBS).json()["items"] == []


def test_a_bad_region_or_behavior_changes_nothing():
    box = sandbox()
    for more in ({"storageRegion": "XX"}, {"failureBehavior": "PROCEED_WITH_CALL"}):
        body = {"vendorId": vendor_id(box, "Dubber"), **more}
        assert box.ask("PUT", f"{HOME}/vendor", json=body).status_code == 400
    assert box.get(f"{HOME}/vendors").json()["vendorName"] == "Webex"


def test_a_location_goes_back_to_the_default_at_once():
    box = sandbox()
    path = location_path(box, "Dublin")
    answer = box.ask("PUT", f"{path}/vendor", json={"orgDefaultEnabled": True})
    assert (answer.status_code, answer.content) == (204, b"")
    shown = box.get(f"{path}/vendors").json()
    assert shown["orgDefaultEnabled"] is True
    assert shown["defaultVendorName"] == "Dubber", "what is not named stays"


def test_a_location_may_need_a_job():
    box = sandbox(switches=Switches(location_vendor_answer="job"))
    path = location_path(box, "London")
    body = {"id": vendor_id(box, "Dubber"), "orgDefaultEnabled": False}
    job = box.ask("PUT", f"{path}/vendor", json=body).json()["jobId"]
    assert box.get(f"{JOBS}/{job}").json()["locationId"] in path
    assert box.ask("PUT", f"{path}/vendor", json=body).status_code == 204, "nothing to change"


def test_a_location_keeps_a_region_and_a_failure_behavior_of_its_own():
    box = sandbox()
    path = location_path(box, "London")
    body = {
        "storageRegion": "US",
        "orgStorageRegionEnabled": False,
        "failureBehavior": "END_CALL_WITH_ANNOUNCEMENT",
        "orgFailureBehaviorEnabled": False,
    }
    assert box.ask("PUT", f"{path}/vendor", json=body).status_code == 204
    shown = box.get(f"{path}/vendors").json()
    assert {name: shown[name] for name in body} == body
    assert shown["orgStorageRegion"] == "EU"


def test_vendor_users_are_everybody_entitled_with_license_and_kind():
    box = sandbox(people=300)
    members = box.get(f"{HOME}/vendorUsers").json()["members"]
    kinds = {(each["type"], each["licenseType"]) for each in members}
    assert kinds == {
        ("PEOPLE", "PROFESSIONAL_USER"),
        ("PEOPLE", "BASIC_USER"),
        ("PLACE", "PROFESSIONAL_WORKSPACE"),
        ("VIRTUAL_LINE", "VIRTUAL_PROFILE"),
    }


def test_the_standard_users_of_a_foreign_vendor_are_who_may_not_be_recorded():
    box = sandbox(people=200)
    path = location_path(box, "Dublin")
    answer = box.get(f"{path}/vendorUsers?standardUserOnly=true&max=2")
    assert answer.json()["vendorId"] == vendor_id(box, "Dubber")
    members = answer.json()["members"]
    assert len(members) == 2
    assert "Link" in answer.headers
    refused = [
        box.ask("PUT", f"/people/{each['id']}/features/callRecording", json={"enabled": True})
        for each in members
    ]
    assert [each.status_code for each in refused] == [400, 400]


def test_who_counts_as_a_vendor_user_and_under_which_key_is_a_switch():
    box = sandbox(switches=Switches(vendor_users="recorded", vendor_users_key="vendorUsers"))
    members = box.get(f"{HOME}/vendorUsers").json()["vendorUsers"]
    assert box.organization.person_by_email(ADA).id in {each["id"] for each in members}
    box.put(ADA, {"enabled": False})
    members = box.get(f"{HOME}/vendorUsers").json()["vendorUsers"]
    assert box.organization.person_by_email(ADA).id not in {each["id"] for each in members}
