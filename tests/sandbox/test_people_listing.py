"""GET `/people`: pages, caps, gates, filters and pseudo rows."""

import re
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, BEN, CY, INTERN, Sandbox, sandbox

CALLING_FIELDS = {"locationId", "extension"}


def next_url(answer: httpx.Response) -> str | None:
    found = re.fullmatch(r'<([^>]+)>; ?rel="next"', answer.headers.get("Link", ""))
    return found[1] if found else None


def pages(box: Sandbox, path: str) -> list[httpx.Response]:
    answers = [box.get(path)]
    while (url := next_url(answers[-1])) is not None:
        answers.append(box.get(url))
    return answers


def emails(answers: list[httpx.Response]) -> list[str]:
    return [item["emails"][0] for each in answers for item in each.json()["items"] if "id" in item]


def named(box: Sandbox, name: str) -> str:
    return next(each.id for each in box.organization.locations.values() if each.name == name)


def test_a_page_has_a_hundred_people_unless_asked_otherwise() -> None:
    box = sandbox(people=120)
    assert len(box.get("/people").json()["items"]) == 100
    assert len(box.get("/people?max=7").json()["items"]) == 7


@pytest.mark.parametrize(
    ("query", "size"),
    [("max=5000", 1000), ("max=1000&callingData=true", 100), ("max=1000&callingData=false", 1000)],
)
def test_a_max_above_the_cap_is_reduced_in_silence(query: str, size: int) -> None:
    answer = sandbox(people=1100).get(f"/people?{query}")
    assert answer.status_code == 200
    assert len(answer.json()["items"]) == size
    assert next_url(answer)


def test_following_the_links_meets_everybody_once_and_in_order() -> None:
    box = sandbox(people=47)
    answers = pages(box, "/people?max=10&callingData=true")
    assert [len(each.json()["items"]) for each in answers] == [10, 10, 10, 10, 7]
    assert emails(answers) == [each.email for each in box.organization.people.values()]


def test_a_last_page_that_is_full_has_no_link() -> None:
    assert next_url(sandbox(people=20).get("/people?max=20")) is None


def test_a_link_is_opaque_keeps_the_filters_and_names_the_host_that_was_asked() -> None:
    url = next_url(sandbox(people=20).get("/people?callingData=true&max=5"))
    assert url is not None
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == ("http", "sandbox", "/v1/people")
    assert "&before&after=" in parts.query
    query = dict(parse_qsl(parts.query))
    assert query.pop("after") not in ("5", "6")
    assert query == {"callingData": "true", "max": "5"}


def test_a_link_may_come_without_the_blank() -> None:
    box = sandbox(people=20, switches=Switches(blank_in_link=False))
    assert '>;rel="next"' in box.get("/people?max=5").headers["Link"]


@pytest.mark.parametrize("query", ["max=0", "max=-1", "max=ten", "after=nonsense", "after=YWJj"])
def test_a_senseless_page_is_a_400(query: str) -> None:
    assert sandbox().get(f"/people?{query}").status_code == 400


def test_calling_data_is_shown_only_when_asked_for() -> None:
    box = sandbox()
    plain = box.get(f"/people?email={ADA}").json()["items"][0]
    asked = box.get(f"/people?email={ADA}&callingData=true").json()["items"][0]
    assert not CALLING_FIELDS & plain.keys()
    assert asked["locationId"] == named(box, "London")
    assert asked["extension"] == "1001"
    assert {"type": "work_extension", "value": "80201001"} in asked["phoneNumbers"]
    assert all(each["type"] == "work" for each in plain.get("phoneNumbers", []))


def test_calling_data_in_capitals_is_not_asked_for() -> None:
    shown = sandbox().get(f"/people?email={ADA}&callingData=True").json()["items"][0]
    assert not CALLING_FIELDS & shown.keys()


def test_a_person_without_calling_has_no_calling_data_and_no_errors() -> None:
    shown = sandbox().get(f"/people?email={CY}&callingData=true").json()["items"][0]
    assert not (CALLING_FIELDS | {"errors"}) & shown.keys()
    assert shown["roles"]


def test_a_failed_calling_back_end_leaves_an_errors_map_instead_of_calling_data() -> None:
    box = sandbox()
    box.organization.calling_failures.add(ADA)
    shown = box.get(f"/people?email={ADA}&callingData=true").json()["items"][0]
    assert not CALLING_FIELDS & shown.keys()
    assert shown["errors"]["callingData"]["code"] == "calling_failure"
    assert shown["licenses"]
    assert all(each["type"] != "work_extension" for each in shown.get("phoneNumbers", []))
    assert "errors" not in box.get(f"/people?email={ADA}").json()["items"][0]
    assert "errors" not in box.get(f"/people?email={BEN}&callingData=true").json()["items"][0]


def test_what_is_not_set_is_absent_and_not_null() -> None:
    box = sandbox()
    box.organization.person_by_email(ADA).department = None
    box.organization.person_by_email(ADA).title = None
    shown = box.get(f"/people?email={ADA}&callingData=true").json()["items"][0]
    assert not {"department", "title", "roles"} & shown.keys()
    assert None not in shown.values()


def test_flags_are_real_booleans_and_presence_can_be_left_out() -> None:
    box = sandbox()
    shown = box.get(f"/people?email={ADA}").json()["items"][0]
    assert shown["invitePending"] is False
    assert shown["loginEnabled"] is True
    assert "status" in shown
    assert "status" not in box.get(f"/people?email={ADA}&excludeStatus=true").json()["items"][0]


def test_an_email_is_matched_exactly_and_a_name_by_its_beginning() -> None:
    box = sandbox(people=60)
    assert emails([box.get(f"/people?email={ADA.upper()}")]) == [ADA]
    assert emails([box.get("/people?email=ada.okafor")]) == []
    assert emails([box.get("/people?displayName=ada%20ok")]) == [ADA]
    assert ADA not in emails([box.get("/people?displayName=Okafor")])


def test_people_are_found_by_role() -> None:
    box = sandbox(people=60)
    role = box.organization.person_by_email(CY).roles[0]
    assert emails([box.get(f"/people?roles={role}")]) == [CY]


def test_a_lookup_by_id_shows_no_administrative_field_and_names_the_unknown() -> None:
    box = sandbox()
    ids = [box.organization.person_by_email(each).id for each in (INTERN, ADA)]
    body = box.get(f"/people?callingData=true&id={ids[0]},nobody,{ids[1]}").json()
    assert body["notFoundIds"] == ["nobody"]
    assert [each["emails"] for each in body["items"]] == [[INTERN], [ADA]]
    hidden = {"licenses", "roles", "status", "invitePending", *CALLING_FIELDS}
    assert not any(hidden & each.keys() for each in body["items"])
    assert box.get("/people").json()["notFoundIds"] is None


def test_a_lookup_takes_up_to_85_ids() -> None:
    box = sandbox()
    assert box.get(f"/people?id={','.join(['x'] * 85)}").status_code == 200
    assert box.get(f"/people?id={','.join(['x'] * 86)}").status_code == 400


def test_the_location_filter_works_on_pages_already_cut() -> None:
    box = sandbox(people=400)
    london = named(box, "London")
    answers = pages(box, f"/people?locationId={london}&callingData=true&max=400")
    assert len(answers) == 8, "at most 50 a page, before filtering"
    expected = [
        each.email for each in box.organization.people.values() if each.location_id == london
    ]
    assert emails(answers) == expected
    assert all(len(each.json()["items"]) < 50 for each in answers)


def test_a_page_without_a_match_holds_one_row_that_is_nobody() -> None:
    box = sandbox(people=10)
    answers = pages(box, f"/people?locationId={named(box, 'Frankfurt')}&max=1")
    assert len(answers) == 10
    first = answers[0].json()["items"]
    assert first == [
        {
            "errors": {
                "peopleListLocationId": {
                    "code": "calling_failure",
                    "reason": "No user matching the locationId in this page",
                }
            }
        }
    ]
    assert "bob.larsen@northwind.example" in emails(answers)


def test_a_person_whose_calling_data_fails_is_in_no_location() -> None:
    box = sandbox()
    box.organization.calling_failures.add(ADA)
    assert ADA not in emails(pages(box, f"/people?locationId={named(box, 'London')}"))


def test_one_person_is_read_by_id_or_bare_uuid() -> None:
    box = sandbox()
    person = box.organization.person_by_email(ADA)
    shown = box.get(f"/people/{person.id}?callingData=true").json()
    assert shown["emails"] == [ADA]
    assert shown["locationId"] == person.location_id
    assert "locationId" not in box.get(f"/people/{person.id}").json()
    assert box.get(f"/people/{bare_key(person.id)}").json()["id"] == person.id
    assert box.get("/people/nobody").status_code == 404


def test_me_is_the_administrator_of_the_token() -> None:
    box = sandbox()
    assert box.get("/people/me").json()["emails"] == [CY]
    del box.organization.people[box.organization.person_by_email(CY).id]
    assert box.get("/people/me").status_code == 401
