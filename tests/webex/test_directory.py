"""Who the organization is, its places and its people, and what is not known about them."""

from collections.abc import Mapping

import httpx
import pytest

from reconciler.errors import UsageWrong, WebexRefused
from reconciler.subjects import Attribute, License, Location, LocationId, Subject
from reconciler.values import JSONValue
from reconciler.webex.directory import WebexDirectory
from reconciler.webex.person_rows import CallingLicenses, calling_licenses, person_of
from tests.virtual_time import run
from tests.webex.scripted import Scripted, reply, session_to

ORG: JSONValue = {"id": "T1JH", "displayName": "Northwind"}
LONDON = Location(id=LocationId("L1"), name="London", vendor="Webex")
LICENSES = CallingLicenses(professional=frozenset({"PRO"}), standard=frozenset({"STD"}))
ROW: dict[str, JSONValue] = {
    "id": "P1",
    "emails": ["Ada@Northwind.example", "ada.o@northwind.example"],
    "displayName": "Ada Okafor",
    "locationId": "L1",
    "licenses": ["MSG", "PRO"],
    "department": "Billing",
    "invitePending": False,
    "type": "person",
}


def directory(answers: Mapping[str, httpx.Response]) -> WebexDirectory:
    def script(request: httpx.Request) -> httpx.Response:
        return answers[request.url.path.removeprefix("/v1")]

    return WebexDirectory(session_to(Scripted(script)))


def person(**changes: JSONValue) -> Subject:
    row = {key: value for key, value in {**ROW, **changes}.items() if value != "ABSENT"}
    found = person_of(row, {LONDON.id: LONDON}, LICENSES)
    assert found is not None
    return found


def test_the_organization_is_the_one_the_token_sees() -> None:
    answers = {
        "/people/me": reply(value={"id": "P1", "orgId": "T1JH"}),
        "/organizations": reply(value={"items": [ORG]}),
    }
    organization = run(directory(answers).organization())
    assert (organization.id, organization.name) == ("T1JH", "Northwind")


def test_a_refused_token_is_a_refusal() -> None:
    answers = {"/people/me": reply(401, {"message": "no", "trackingId": "T1"})}
    with pytest.raises(WebexRefused) as caught:
        run(directory(answers).organization())
    assert caught.value.status == 401
    assert caught.value.tracking == "T1"


@pytest.mark.parametrize("rows", [[], [ORG, {"id": "T1JI"}], [{"id": "T1JI"}]])
def test_a_partners_token_is_refused_for_now(rows: list[JSONValue]) -> None:
    answers = {
        "/people/me": reply(value={"id": "P1", "orgId": "T1JH"}),
        "/organizations": reply(value={"items": rows}),
    }
    with pytest.raises(UsageWrong, match=r"the token sees [012] organizations"):
        run(directory(answers).organization())


def test_locations_come_with_the_vendor_that_counts() -> None:
    def vendors(location: str) -> str:
        return f"/telephony/config/locations/{location}/callRecording/vendors"

    both = {"orgDefaultVendorName": "Webex", "defaultVendorName": "Dubber"}
    answers = {
        "/locations": reply(
            value={"items": [{"id": f"L{n}", "name": f"Place {n}"} for n in (5, 1, 2, 3, 4)]}
        ),
        vendors("L1"): reply(value={**both, "orgDefaultEnabled": True}),
        vendors("L2"): reply(value={**both, "orgDefaultEnabled": False}),
        vendors("L3"): reply(404, {"message": "not a calling location"}),
        vendors("L4"): reply(value=both),
        vendors("L5"): reply(value={"orgDefaultEnabled": True}),
    }
    found = run(directory(answers).locations())
    assert [(each.id, each.vendor) for each in found] == [
        ("L1", "Webex"),
        ("L2", "Dubber"),
        ("L3", None),
        ("L4", None),
        ("L5", None),
    ]


def test_a_token_refused_at_a_location_ends_the_run() -> None:
    def script(request: httpx.Request) -> httpx.Response:
        places: list[JSONValue] = [{"id": "L1", "name": "A"}, {"id": "L2", "name": "B"}]
        return reply(value={"items": places}) if request.url.path == "/v1/locations" else reply(401)

    with pytest.raises(WebexRefused):
        run(WebexDirectory(session_to(Scripted(script))).locations())


def test_people_are_listed_with_calling_data_and_licenses_by_name() -> None:
    sent: list[httpx.Request] = []

    def script(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if request.url.path == "/v1/licenses":
            named: JSONValue = [{"id": "PRO", "name": "WEBEX Calling -  Professional"}]
            return reply(value={"items": named})
        bot: JSONValue = {"id": "P9", "type": "bot"}
        return reply(value={"items": [ROW, {"errors": {}}, bot]})

    async def read() -> list[Subject]:
        people = WebexDirectory(session_to(Scripted(script))).people((LONDON,))
        return [each async for each in people]

    found = run(read())
    assert [each.label for each in found] == ["ada@northwind.example"]
    assert found[0].license is License.PROFESSIONAL
    assert dict(sent[-1].url.params) == {"callingData": "true", "max": "100"}


def test_licenses_are_known_by_name_in_any_case_and_older_names_too() -> None:
    names = [
        "Webex Calling - Professional",
        "webex calling sp - standard enterprise",
        "Webex Calling - Standard Enterprise",
        "Webex Calling - Standard",
        "Webex Calling - Basic",
        "Webex Calling - Workspaces",
        "Webex Calling - Hot desk only",
        "Call on Webex (1:1 call, non-PSTN)",
    ]
    found = calling_licenses([{"id": str(n), "name": name} for n, name in enumerate(names)])
    assert found.professional == {"0", "1", "2"}
    assert found.standard == {"3", "4"}


def test_a_complete_row_leaves_nothing_unknown() -> None:
    ada = person()
    assert ada.unknown == frozenset()
    assert ada.location is LONDON
    assert ada.emails == ("ada@northwind.example", "ada.o@northwind.example")
    assert (ada.department, ada.license, ada.invite_pending) == (
        "Billing",
        License.PROFESSIONAL,
        False,
    )


def test_licenses_that_are_not_shown_are_unknown_and_so_is_what_hangs_on_them() -> None:
    found = person(licenses="ABSENT", department="ABSENT", locationId="ABSENT")
    assert found.unknown == {
        *(Attribute.LICENSE, Attribute.DEPARTMENT, Attribute.LOCATION),
        *(Attribute.TITLE, Attribute.EXTENSION),
    }


def test_title_extension_and_suspension_come_with_the_row() -> None:
    found = person(title=" Dealer ", extension="0101", loginEnabled=False)
    assert (found.title, found.extensions, found.login_enabled) == ("Dealer", ("0101",), False)
    assert person(loginEnabled="true").login_enabled


def test_a_failed_calling_back_end_leaves_the_location_unknown_and_the_license_known() -> None:
    found = person(locationId="ABSENT", errors={"calling": {"code": "calling_failure"}})
    assert found.unknown == {Attribute.LOCATION, Attribute.EXTENSION}
    assert found.license is License.PROFESSIONAL


@pytest.mark.parametrize("location", ["ABSENT", "L9"])
def test_a_calling_user_without_a_known_location_has_an_unknown_one(location: str) -> None:
    assert person(locationId=location).unknown == {Attribute.LOCATION}


def test_who_has_no_calling_license_may_have_no_location() -> None:
    found = person(locationId="ABSENT", licenses=["MSG"])
    assert found.unknown == frozenset()
    assert found.location is None
    assert found.license is License.NONE


@pytest.mark.parametrize("department", ["ABSENT", "", "  ", None])
def test_an_empty_department_is_none_and_known(department: JSONValue) -> None:
    found = person(department=department)
    assert found.department is None
    assert found.unknown == frozenset()


@pytest.mark.parametrize("value", [True, "true", "True"])
def test_a_pending_invitation_is_read_in_every_spelling(value: JSONValue) -> None:
    assert person(invitePending=value).invite_pending


def test_licenses_as_one_joined_text_are_read() -> None:
    assert person(licenses="MSG, STD").license is License.STANDARD


def test_a_missing_address_is_unknown_and_a_missing_name_made_up_from_what_there_is() -> None:
    found = person(emails="ABSENT", displayName="ABSENT", firstName="Ada", lastName="Okafor")
    assert found.unknown == {Attribute.EMAIL}
    assert found.label == "Ada Okafor"


def test_padding_does_not_make_another_person() -> None:
    assert person(id="UDE=").id == person(id="UDE").id == "UDE"
