"""What administrators did, as the audit log tells it."""

import base64

import pytest

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, BOB, sandbox

YEAR = "from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z"


def events(box, query=YEAR):
    return box.get(f"/adminAudit/events?{query}").json()["items"]


def edit_by_hand(box, email, **more):
    body = {"email": email, "changes": {"recordVoicemailEnabled": True}, **more}
    answer = box.ask("POST", "http://sandbox/_sandbox/edit", json=body)
    assert answer.status_code == 204, answer.text


def test_a_write_is_audited_with_actor_target_and_tracking_id():
    box = sandbox()
    answer = box.put(ADA, {"record": "Always"})
    (event,) = events(box)
    data, ada = event["data"], box.organization.person_by_email(ADA)
    assert data["actorEmail"] == "cy.novak@northwind.example"
    assert data["targetName"] == "Ada Okafor"
    assert data["trackingId"] == answer.headers["TrackingID"]
    assert data["changedAttributes"] == "record"
    assert base64.b64decode(data["targetId"]).decode() == bare_key(ada.id)
    assert event["created"] == "2026-03-02T08:00:00.000Z"


def test_the_data_of_an_event_is_flat_and_half_empty():
    box = sandbox()
    box.put(ADA, {"record": "Always"})
    values = events(box)[0]["data"].values()
    assert None in values
    assert all(each is None or isinstance(each, str) for each in values)


def test_a_change_by_hand_names_who_made_it():
    box = sandbox()
    edit_by_hand(box, ADA)
    edit_by_hand(box, BOB, by=ADA)
    newest, oldest = events(box)
    assert (newest["data"]["actorName"], oldest["data"]["actorName"]) == ("Ada Okafor", "Cy Novak")
    assert newest["data"]["actorUserAgent"].startswith("Mozilla")
    assert newest["data"]["trackingId"] is None


def test_a_write_that_changes_nothing_is_not_audited():
    box = sandbox()
    box.put(ADA, {"enabled": True})
    assert events(box) == []


def test_whether_recording_of_people_is_audited_is_a_switch():
    box = sandbox(switches=Switches(audit_shows_recording=False))
    box.put(ADA, {"record": "Always"})
    path = "/telephony/config/callRecording/complianceAnnouncement"
    box.ask("PUT", path, json={"inboundPSTNCallsEnabled": True})
    assert [each["data"]["targetType"] for each in events(box)] == ["ORGANIZATION"]


def test_a_new_vendor_is_audited_with_both_names():
    box = sandbox()
    dubber = next(each for each in box.organization.vendors if each.name == "Dubber")
    path = "/telephony/config/callRecording/vendor"
    box.ask("PUT", path, json={"vendorId": dubber.id})
    data = events(box)[0]["data"]
    assert (data["oldVendorName"], data["newVendorName"]) == ("Webex", "Dubber")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from=2026-01-01T00:00:00Z",
        "from=yesterday&to=2026-12-31T00:00:00Z",
        "from=2025-01-01T00:00:00Z&to=2026-12-31T00:00:00Z",
        "from=2026-12-31T00:00:00Z&to=2026-01-01T00:00:00Z",
    ],
)
def test_a_span_is_required_and_a_year_at_most(query):
    assert sandbox().get(f"/adminAudit/events?{query}").status_code == 400


def test_events_are_cut_by_time_category_and_actor():
    box = sandbox()
    box.put(ADA, {"record": "Always"})
    assert events(box, "from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z") == []
    assert events(box, f"{YEAR}&eventCategories=logins") == []
    assert len(events(box, f"{YEAR}&eventCategories=logins,webex_calling")) == 1
    cy = box.organization.tokens[box.organization.admin_token].person_id
    assert len(events(box, f"{YEAR}&actorId={cy}")) == 1
    ada = box.organization.person_by_email(ADA).id
    assert events(box, f"{YEAR}&actorId={ada}") == []


def test_events_come_newest_first_and_page_by_offset():
    box = sandbox()
    for interval in (20, 40, 60):
        box.put(ADA, {"repeat": {"enabled": True, "interval": interval}})
        box.clock.now += 60
    first = box.get(f"/adminAudit/events?{YEAR}&max=2")
    url = first.headers["Link"].split(">")[0].removeprefix("<")
    rows = [*first.json()["items"], *box.get(url).json()["items"]]
    assert [each["created"][11:16] for each in rows] == ["08:02", "08:01", "08:00"]


def test_the_scope_may_not_matter_to_a_full_administrator():
    path = f"/adminAudit/events?{YEAR}"
    for needed, status in ((True, 403), (False, 200)):
        box = sandbox(switches=Switches(audit_needs_scope=needed))
        token = box.organization.tokens[box.organization.reader_token]
        token.scopes -= {"audit:events_read"}
        assert box.get(path, token=box.organization.reader_token).status_code == status
        assert box.get(path, token=box.token("read_only")).status_code == 403


def test_categories_are_listed():
    shown = sandbox().get("/adminAudit/eventCategories").json()
    assert "WEBEX_CALLING" in shown["eventCategories"]
