"""GET of licenses, locations, organizations and vendors."""

import pytest

from tests.sandbox.sandbox_client import Sandbox, sandbox

NAMES = ["London", "New York", "Frankfurt", "Singapore", "Dublin"]


def location_id(box: Sandbox, name: str) -> str:
    return next(each.id for each in box.organization.locations.values() if each.name == name)


def test_licenses_come_in_one_reply_and_count_their_people() -> None:
    box = sandbox(people=60)
    answer = box.get("/licenses")
    assert "Link" not in answer.headers
    items = answer.json()["items"]
    by_id = {each["id"]: each for each in items}
    for license_id in box.organization.licenses:
        users = sum(license_id in each.licenses for each in box.organization.people.values())
        rooms = sum(license_id == each.license_id for each in box.organization.workspaces.values())
        assert by_id[license_id]["consumedUnits"] == users + rooms
        assert users + rooms <= by_id[license_id]["totalUnits"]
    messaging = next(each for each in items if each["name"] == "Basic Messaging")
    assert messaging["consumedByUsers"] == 60


def test_what_does_not_apply_to_a_license_is_null_or_absent() -> None:
    items = {each["name"]: each for each in sandbox().get("/licenses").json()["items"]}
    routes = items["Webex Calling - Route List Calls"]
    assert routes["consumedByUsers"] is None
    assert "subscriptionId" not in items["Webex Calling - Hot desk only"]
    assert items["Webex Calling - Standard"]["subscriptionId"]


def test_locations_are_listed_filtered_and_paged() -> None:
    box = sandbox()
    assert [each["name"] for each in box.get("/locations").json()["items"]] == NAMES
    found = box.get("/locations?name=ON").json()["items"]
    assert [each["name"] for each in found] == ["London"]
    only = location_id(box, "Dublin")
    assert [each["id"] for each in box.get(f"/locations?id={only}").json()["items"]] == [only]
    first = box.get("/locations?max=3")
    assert len(first.json()["items"]) == 3
    url = first.headers["Link"].split(">")[0].removeprefix("<")
    assert [each["name"] for each in box.get(url).json()["items"]] == NAMES[3:]


def test_one_location_is_read_whole() -> None:
    box = sandbox()
    shown = box.get(f"/locations/{location_id(box, 'Frankfurt')}").json()
    assert shown["timeZone"] == "Europe/Berlin"
    assert shown["address"]["country"] == "DE"
    assert shown["orgId"] == box.organization.id
    assert box.get("/locations/nowhere").status_code == 404


def test_calling_locations_page_by_start_and_their_link_has_no_blank() -> None:
    box = sandbox()
    first = box.get("/telephony/config/locations?max=2&order=name-desc")
    assert [each["name"] for each in first.json()["locations"]] == ["Singapore", "New York"]
    link = first.headers["Link"]
    assert link.endswith('>;rel="next"')
    assert "start=2" in link
    second = box.get(link.split(">")[0].removeprefix("<"))
    assert [each["name"] for each in second.json()["locations"]] == ["London", "Frankfurt"]
    assert box.get("/telephony/config/locations?name=york").json()["locations"][0][
        "callingLineId"
    ] == {"name": "Northwind Trading", "phoneNumber": "+12125551000"}
    assert box.get("/telephony/config/locations?start=-1").status_code == 400


def test_the_ids_of_both_location_lists_agree() -> None:
    box = sandbox()
    plain = {each["id"] for each in box.get("/locations").json()["items"]}
    calling = {each["id"] for each in box.get("/telephony/config/locations").json()["locations"]}
    assert plain == calling


def test_the_token_administers_one_organization() -> None:
    box = sandbox()
    shown = {
        "id": box.organization.id,
        "displayName": "Northwind Trading",
        "created": "2021-01-04T08:00:00+00:00",
    }
    assert box.get("/organizations").json() == {"items": [shown]}
    assert box.get(f"/organizations/{box.organization.id}").json() == shown
    assert box.get("/organizations/other").status_code == 404


def test_the_vendors_of_the_organization_are_a_plain_array() -> None:
    shown = sandbox().get("/telephony/config/callRecording/vendors").json()
    assert shown["vendorName"] == "Webex"
    assert shown["storageRegion"] == "EU"
    assert {each["name"]: each["id"] for each in shown["vendors"]}["Webex"] == shown["vendorId"]


def test_a_third_party_vendor_has_no_storage_region() -> None:
    box = sandbox()
    box.organization.vendor = next(
        each for each in box.organization.vendors if each.name == "Dubber"
    )
    assert "storageRegion" not in box.get("/telephony/config/callRecording/vendors").json()


@pytest.mark.parametrize(
    ("name", "follows", "own", "effective"),
    [
        ("London", True, "Webex", "Webex"),
        ("Singapore", True, "Dubber", "Webex"),
        ("Dublin", False, "Dubber", "Dubber"),
    ],
)
def test_the_vendor_of_a_location_is_its_own_only_if_it_does_not_follow_the_default(
    name: str, *, follows: bool, own: str, effective: str
) -> None:
    box = sandbox()
    path = f"/telephony/config/locations/{location_id(box, name)}/callRecording/vendors"
    shown = box.get(path).json()
    assert shown["orgDefaultEnabled"] is follows
    assert shown["orgDefaultVendorName"] == "Webex"
    assert shown["defaultVendorName"] == own
    assert ("storageRegion" in shown) is (effective == "Webex")
    assert len(shown["vendors"]) == 2


def test_an_unknown_location_has_no_vendor() -> None:
    answer = sandbox().get("/telephony/config/locations/x/callRecording/vendors")
    assert answer.status_code == 404
