"""An SDK that somebody else wrote works here as far as it works against Webex."""

import asyncio
import warnings

import pytest

pytest.importorskip("wxc_sdk", reason="wxc_sdk does not run on this Python")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import wxc_sdk
    from wxc_sdk import WebexSimpleApi
    from wxc_sdk.as_api import AsWebexSimpleApi
    from wxc_sdk.person_settings.call_recording import Record
    from wxc_sdk.rest import RestError

from tests.sandbox.sandbox_client import ADA
from tests.sandbox.test_sandbox_server import served

LONDON = "London"


@pytest.fixture(scope="module")
def environment():
    with served("--people", "120", "--rate", "0") as (exported, _):
        yield exported


def point_at(environment, monkeypatch):
    """Point the SDK at a sandbox, whose token is returned: its address is a class attribute."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    url = environment["WEBEX_BASE_URL"]
    monkeypatch.setattr(wxc_sdk.rest.RestSession, "BASE", url)
    monkeypatch.setattr(wxc_sdk.as_rest.AsRestSession, "BASE", url)
    return environment["WEBEX_ACCESS_TOKEN"]


@pytest.fixture
def token(environment, monkeypatch):
    return point_at(environment, monkeypatch)


@pytest.fixture
def api(token):
    with WebexSimpleApi(tokens=token) as opened:
        yield opened


def ada_of(api):
    (ada,) = api.people.list(email=ADA, calling_data=True)
    return ada


def test_it_lists_people_over_several_pages(api):
    people = list(api.people.list(calling_data=True, max=50))
    assert len(people) == len({each.person_id for each in people}) == 120
    assert sum(each.location_id is not None for each in people) > 80
    assert api.people.me().emails == ["cy.novak@northwind.example"]


def test_it_lists_what_people_are_chosen_by(api):
    professional = [each for each in api.licenses.list() if each.webex_calling_professional]
    assert len(professional) == 2
    assert list(api.licenses.assigned_users(professional[0].license_id, limit=20))
    assert len(list(api.locations.list())) == 5
    numbers = list(api.telephony.phone_numbers())
    assert ada_of(api).extension in {each.extension for each in numbers}
    groups = {each.display_name: each for each in api.groups.list()}
    members = list(api.groups.members(groups["Trading Floor"].group_id))
    assert len(members) == groups["Trading Floor"].member_size
    assert [each.display_name for each in api.organizations.list()] == ["Northwind Trading"]


def test_it_reads_and_writes_the_recording_of_a_person(api):
    ada = ada_of(api).person_id
    recording = api.person_settings.call_recording
    before = recording.read(ada)
    changed = before.model_copy(deep=True)
    changed.record = Record.always
    changed.repeat.interval = 77
    recording.configure(ada, changed)
    after = recording.read(ada)
    assert (after.record, after.repeat.interval) == (Record.always, 77)
    assert after.notification == before.notification
    recording.configure(ada, before)
    assert recording.read(ada) == before


def test_it_reads_and_writes_the_recording_of_a_virtual_line(api):
    line = next(iter(api.telephony.virtual_lines.list()))
    recording = api.telephony.virtual_lines.call_recording
    settings = recording.read(line.id)
    settings.enabled, settings.record = True, Record.always
    recording.configure(line.id, settings)
    after = recording.read(line.id)
    assert (after.enabled, after.record) == (True, Record.always)
    assert after.call_recording_access_settings is None


def test_it_lists_workspaces_and_their_recording_is_not_where_it_looks(api):
    workspaces = list(api.workspaces.list(calling="webexCalling"))
    assert workspaces
    with pytest.raises(RestError) as caught:
        api.session.rest_get(
            api.session.ep(f"workspaces/{workspaces[0].workspace_id}/features/callRecording")
        )
    assert caught.value.response.status_code == 404


def test_it_reads_vendors_and_their_users(api):
    recording = api.telephony.call_recording
    assert recording.read().vendor_name == "Webex"
    assert {each.name for each in recording.get_org_vendors().vendors} == {"Dubber", "Webex"}
    london = next(each for each in api.locations.list() if each.name == LONDON)
    vendors = recording.get_location_vendors(london.location_id)
    assert vendors.org_default_enabled is True
    users = list(recording.list_org_users(max=25))
    standard = list(recording.list_org_users(standard_user_only=True))
    assert 0 < len(standard) < len(users)
    assert list(recording.list_location_users(london.location_id))
    assert any(each.default_enabled for each in recording.get_call_recording_regions())


def test_it_follows_a_vendor_job(monkeypatch):
    # A sandbox of its own: a job stands in the way of every other write.
    with (
        served("--people", "20", "--rate", "0") as (environment, _),
        WebexSimpleApi(tokens=point_at(environment, monkeypatch)) as api,
    ):
        recording = api.telephony.call_recording
        dubber = next(each for each in recording.get_org_vendors().vendors if each.name == "Dubber")
        job = api.telephony.jobs.call_recording.status(recording.set_org_vendor(dubber.id))
        assert job.latest_execution_status in {"STARTING", "STARTED"}
        assert job.counts.total_number_of_users > 10
        assert list(api.telephony.jobs.call_recording.errors(job.id)) == []
        assert recording.read().vendor_name == "Dubber"


def test_it_reads_and_writes_announcements(api):
    recording = api.telephony.call_recording
    settings = recording.read_org_compliance_announcement()
    settings.inbound_pstncalls_enabled = True
    recording.update_org_compliance_announcement(settings)
    assert recording.read_org_compliance_announcement().inbound_pstncalls_enabled is True
    london = next(each for each in api.locations.list() if each.name == LONDON)
    place = recording.read_location_compliance_announcement(london.location_id)
    assert place.use_org_settings_enabled is True
    assert recording.read_org_call_recording_announcement().start is not None


def test_a_refusal_reaches_it_with_message_and_code(api):
    with pytest.raises(RestError) as caught:
        api.person_settings.call_recording.read(api.people.me().person_id)
    assert caught.value.response.status_code == 404
    assert caught.value.code == 4008


def test_the_asynchronous_client_does_the_same(token):
    async def everything():
        async with AsWebexSimpleApi(tokens=token, concurrent_requests=10) as api:
            people = await api.people.list(calling_data=True)
            calling = [each for each in people if each.location_id]
            recording = api.person_settings.call_recording
            return await asyncio.gather(
                *(recording.read(each.person_id) for each in calling[:40]),
                api.telephony.virtual_lines.list(),
                api.telephony.phone_numbers(),
                api.telephony.call_recording.get_org_vendors(),
            )

    *documents, lines, numbers, vendors = asyncio.run(everything())
    assert len(documents) == 40
    assert any(each.enabled for each in documents)
    assert lines
    assert numbers
    assert vendors.vendor_name == "Webex"
