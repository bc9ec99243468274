"""Who has a license, which number is whose, and who is in which group."""

import pytest

from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, sandbox

NUMBERS = "/telephony/config/numbers"


def next_of(answer):
    return answer.headers["Link"].split(">")[0].removeprefix("<")


def test_the_people_of_a_license_come_in_pages():
    box = sandbox(people=60)
    license_id = next(
        each.id for each in box.organization.licenses.values() if each.name == "Basic Messaging"
    )
    assert "users" not in box.get(f"/licenses/{license_id}").json()
    answer = box.get(f"/licenses/{license_id}?includeAssignedTo=user&limit=25")
    emails = [each["email"] for each in answer.json()["users"]]
    while "Link" in answer.headers:
        answer = box.get(next_of(answer))
        emails += [each["email"] for each in answer.json()["users"]]
    assert emails == [each.email for each in box.organization.people.values()]
    assert answer.json()["consumedByUsers"] == 60


def test_a_page_of_license_users_is_never_above_300():
    box = sandbox(people=310)
    license_id = next(iter(box.organization.people.values())).licenses[0]
    users = box.get(f"/licenses/{license_id}?includeAssignedTo=user&limit=999").json()["users"]
    assert len(users) == 300
    assert box.get("/licenses/unknown").status_code == 404


def test_a_workspace_counts_for_its_license_and_is_not_listed():
    box = sandbox()
    room = next(each for each in box.organization.workspaces.values() if each.professional)
    shown = box.get(f"/licenses/{room.license_id}?includeAssignedTo=user").json()
    assert shown["consumedByWorkspaces"] > 0
    assert shown["consumedUnits"] == shown["consumedByUsers"] + shown["consumedByWorkspaces"]
    assert len(shown["users"]) == shown["consumedByUsers"]


def test_one_sweep_of_numbers_tells_location_and_extension_of_every_calling_person():
    box = sandbox(people=60)
    rows = box.get(f"{NUMBERS}?ownerType=PEOPLE").json()["phoneNumbers"]
    found = {each["owner"]["id"]: (each["location"]["id"], each["extension"]) for each in rows}
    assert found == {
        each.id: (each.location_id, each.extension)
        for each in box.organization.people.values()
        if each.extension
    }


@pytest.mark.parametrize("kind", ["VIRTUAL_LINE", "PLACE"])
def test_lines_and_rooms_own_numbers_too(kind):
    rows = sandbox().get(f"{NUMBERS}?ownerType={kind}").json()["phoneNumbers"]
    assert rows
    assert {each["owner"]["type"] for each in rows} == {kind}


def test_numbers_are_filtered_counted_and_paged():
    box = sandbox(people=60)
    ada = box.organization.person_by_email(ADA)
    (row,) = box.get(f"{NUMBERS}?ownerId={ada.id}").json()["phoneNumbers"]
    assert row["esn"] == f"{row['routingPrefix']}{ada.extension}"
    bare = box.get(f"{NUMBERS}?numberType=EXTENSION").json()["phoneNumbers"]
    assert bare
    assert not any("phoneNumber" in each for each in bare)
    free = box.get(f"{NUMBERS}?available=true&details=true").json()
    assert all("owner" not in each for each in free["phoneNumbers"])
    assert free["count"]["unAssigned"] == free["count"]["total"] == 5
    assert box.get(f"{NUMBERS}?available=true&ownerType=PEOPLE").status_code == 400
    page = box.get(f"{NUMBERS}?max=10")
    assert len(page.json()["phoneNumbers"]) == 10
    assert "start=10" in page.headers["Link"]


def test_groups_are_found_by_name_and_by_its_beginning():
    box = sandbox()
    names = [each["displayName"] for each in box.get("/groups").json()["groups"]]
    assert names == ["Trading Floor", "Service Agents", "Legal"]
    equal = box.get('/groups?filter=displayName eq "legal"').json()
    assert [each["displayName"] for each in equal["groups"]] == ["Legal"]
    begins = box.get('/groups?filter=displayName sw "Tra"').json()
    assert begins["totalResults"] == begins["itemsPerPage"] == 1
    assert box.get("/groups?filter=displayName").status_code == 400


def test_groups_count_from_one():
    box = sandbox()
    shown = box.get("/groups?startIndex=2&count=1&sortBy=displayName").json()
    assert [each["displayName"] for each in shown["groups"]] == ["Service Agents"]
    assert (shown["totalResults"], shown["startIndex"], shown["itemsPerPage"]) == (3, 2, 1)
    assert box.get("/groups?startIndex=0").status_code == 400


@pytest.mark.parametrize("spelling", ["members", "Members"])
def test_members_page_until_member_size(spelling):
    box = sandbox(people=60)
    group = next(iter(box.organization.groups.values()))
    ids = []
    while True:
        path = f"/groups/{group.id}/{spelling}?startIndex={len(ids) + 1}&count=3"
        page = box.get(path).json()
        if not page["members"]:
            break
        ids += [each["id"] for each in page["members"]]
    assert tuple(ids) == group.members
    assert page["memberSize"] == len(ids)
    with_members = box.get(f"/groups/{group.id}?includeMembers=true").json()
    assert [each["id"] for each in with_members["members"]] == ids


def test_the_pages_of_a_group_may_lack_members():
    box = sandbox(people=60, switches=Switches(members_missing=2))
    group = next(iter(box.organization.groups.values()))
    shown = box.get(f"/groups/{group.id}/members").json()
    assert len(shown["members"]) == shown["memberSize"] - 2


def test_a_calling_location_is_read_whole():
    box = sandbox()
    london = next(iter(box.organization.locations))
    shown = box.get(f"/telephony/config/locations/{london}").json()
    assert (shown["name"], shown["routingPrefix"]) == ("London", "8020")
    assert box.get("/telephony/config/locations/x").status_code == 404
