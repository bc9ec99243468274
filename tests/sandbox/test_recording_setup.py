"""Switch, terms, regions, compliance and prompts, of the organization and its locations."""

import pytest

from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import sandbox

HOME = "/telephony/config/callRecording"


def location_home(box, name="London"):
    for each in box.organization.locations.values():
        if each.name == name:
            return f"/telephony/config/locations/{each.id}/callRecording"
    raise AssertionError(name)


def test_the_switch_is_read_by_all_and_turned_by_partners_only():
    box = sandbox()
    shown = box.get(HOME).json()
    assert shown["enabled"] is True
    assert shown["organization"]["name"] == "Northwind Trading"
    assert shown["termsOfServiceUrl"] == ""
    assert box.ask("PUT", HOME, json={"enabled": False}).status_code == 403
    assert box.get(HOME).json()["enabled"] is True
    box.organization.tokens[box.organization.admin_token].partner = True
    assert box.ask("PUT", HOME, json={"enabled": "no"}).status_code == 400
    assert box.ask("PUT", HOME, json={"enabled": False}).status_code == 204
    assert box.get(HOME).json()["enabled"] is False


def test_terms_are_read_and_answered_for_each_vendor():
    box = sandbox()
    by_name = {each.name: each for each in box.organization.vendors}
    for name, url in (("Webex", ""), ("Dubber", by_name["Dubber"].terms_url)):
        shown = box.get(f"{HOME}/vendors/{by_name[name].id}/termsOfService").json()
        assert (shown["termsOfServiceEnabled"], shown["termsOfServiceUrl"]) == (True, url)
    path = f"{HOME}/vendors/{by_name['Dubber'].id}/termsOfService"
    assert box.ask("PUT", path, json={"termsOfServiceEnabled": False}).status_code == 204
    assert box.get(path).json()["termsOfServiceEnabled"] is False
    assert box.ask("PUT", path, json={}).status_code == 400
    assert box.get(f"{HOME}/vendors/unknown/termsOfService").status_code == 404


def test_one_region_is_the_default():
    regions = sandbox().get(f"{HOME}/regions").json()["regions"]
    assert [each["code"] for each in regions if each["defaultEnabled"]] == ["EU"]


def test_the_compliance_announcement_of_the_organization_merges():
    box = sandbox()
    path = f"{HOME}/complianceAnnouncement"
    before = box.get(path).json()
    body = {"inboundPSTNCallsEnabled": True, "delayInSeconds": 5, "useOrgSettingsEnabled": True}
    assert box.ask("PUT", path, json=body).status_code == 204
    after = {**before, "inboundPSTNCallsEnabled": True, "delayInSeconds": 5}
    assert box.get(path).json() == after


def test_the_compliance_announcement_of_a_location_may_follow_the_organization():
    box = sandbox()
    path = f"{location_home(box)}/complianceAnnouncement"
    assert box.get(path).json()["useOrgSettingsEnabled"] is True
    assert box.ask("PUT", path, json={"useOrgSettingsEnabled": False}).status_code == 204
    assert box.get(path).json()["useOrgSettingsEnabled"] is False
    other = f"{location_home(box, 'Dublin')}/complianceAnnouncement"
    assert box.get(other).json()["useOrgSettingsEnabled"] is True


@pytest.mark.parametrize(
    "body",
    [
        {"delayInSeconds": -1},
        {"delayInSeconds": True},
        {"delayInSeconds": "5"},
        {"inboundPSTNCallsEnabled": 1},
        {"inboundPSTNCallsEnabled": None},
        [],
    ],
)
def test_a_compliance_announcement_that_means_nothing_changes_nothing(body):
    box = sandbox()
    path = f"{HOME}/complianceAnnouncement"
    before = box.get(path).json()
    assert box.ask("PUT", path, json=body).status_code == 400
    assert box.get(path).json() == before


def test_a_wrong_value_may_be_dropped_instead():
    box = sandbox(switches=Switches(invalid_value="ignore"))
    path = f"{HOME}/complianceAnnouncement"
    body = {"delayInSeconds": "5", "inboundPSTNCallsEnabled": True}
    assert box.ask("PUT", path, json=body).status_code == 204
    shown = box.get(path).json()
    assert (shown["delayInSeconds"], shown["inboundPSTNCallsEnabled"]) == (10, True)


def test_prompts_are_written_by_file_id_and_read_with_the_file():
    box = sandbox()
    path = f"{location_home(box)}/announcements"
    body = {
        "start": {"type": "CUSTOM", "audioAnnouncementFileId": "file"},
        "useOrgLevelAnnouncementEnabled": False,
        "unknown": 1,
    }
    assert box.ask("PUT", path, json=body).status_code == 204
    shown = box.get(path).json()
    assert shown["start"]["audioAnnouncementFile"]["id"] == "file"
    assert shown["stop"] == {"type": "DEFAULT"}
    assert shown["useOrgLevelAnnouncementEnabled"] is False
    assert "unknown" not in shown


@pytest.mark.parametrize(
    "prompt", [{"type": "CUSTOM"}, {"type": "LOUD"}, None, {"audioAnnouncementFileId": "x"}]
)
def test_a_prompt_without_meaning_is_refused(prompt):
    box = sandbox()
    path = f"{HOME}/announcements"
    assert box.ask("PUT", path, json={"start": prompt}).status_code == 400
    assert box.get(path).json()["start"] == {"type": "DEFAULT"}


@pytest.mark.parametrize("name", ["complianceAnnouncement", "announcements", "vendors"])
def test_a_location_that_is_none_is_404(name):
    assert sandbox().get(f"/telephony/config/locations/x/callRecording/{name}").status_code == 404
