"""An organization rebuilt from a snapshot behaves as the one it was taken of."""

import json

import pytest

from reconciler.sandbox.application import build_application
from reconciler.sandbox.rehearsal import rehearsed
from tests.sandbox.sandbox_client import ADA, BOB, CY, Sandbox, sandbox

LONDON, DUBLIN = "TE9ORE9O", "RFVCTElO"


def person(name, email, location, settings=None, **more):
    documents = {}
    if settings is not None:
        rest = {"externalIdentifier": f"{name[:3]}@int10.example", "serviceProvider": "X"}
        documents = {"recording": {"state": "read", "settings": settings, "rest": rest}}
    subject = {
        "kind": "person",
        "id": f"id-of-{name}",
        "name": name,
        "emails": [email],
        "location": location,
        "department": None,
        "license": "professional" if location else "none",
        "invite_pending": False,
        "unknown": [],
        **more,
    }
    return {"kind": "subject", "subject": subject, "documents": documents}


ALWAYS = {"enabled": True, "record": "Always", "repeat": {"enabled": True, "interval": 40}}
PEOPLE = (
    person("Ada Okafor", ADA, LONDON, ALWAYS, department="Trading", title="Trader"),
    person("Bob Larsen", BOB, DUBLIN, {"enabled": False}, license="standard"),
    person("Cy Novak", CY, None, unknown=["location"]),
)
PHONES = (
    person("Claims Line", "", LONDON, ALWAYS, kind="virtual_line", emails=[]),
    person("Boardroom", "", LONDON, ALWAYS, kind="workspace", emails=[]),
    person("Lobby", "", LONDON, kind="workspace", emails=[], license="none"),
    person("London", "", LONDON, kind="location", emails=[]),
)


def content(*subjects, places=None, **end):
    places = places or [
        {"id": LONDON, "name": "London", "vendor": "Webex"},
        {"id": DUBLIN, "name": "Dublin", "vendor": "Verba"},
        {"id": "NY", "name": "New York", "vendor": "Webex"},
    ]
    header = {
        "kind": "snapshot",
        "format": 1,
        "organization": {"id": "T1JH", "name": "Example Bank"},
        "locations": places,
    }
    last = {"kind": "end", "subjects": len(subjects), "sha256": "0" * 64, **end}
    return b"\n".join(json.dumps(each).encode() for each in (header, *subjects, last)) + b"\n"


def copy_of(*subjects):
    organization = rehearsed(content(*subjects))
    return Sandbox(organization=organization, application=build_application(organization))


def test_settings_read_as_they_were_saved():
    box = copy_of(*PEOPLE)
    shown = box.recording(ADA)
    assert {name: shown[name] for name in ALWAYS} == ALWAYS
    assert shown["externalIdentifier"] == "Ada@int10.example"
    assert shown["notification"] == {"type": "None", "enabled": False}
    assert box.recording(BOB)["enabled"] is False


def test_people_are_who_they_were():
    box = copy_of(*PEOPLE)
    ada = next(
        each
        for each in box.get("/people?callingData=true").json()["items"]
        if each["emails"] == [ADA]
    )
    assert (ada["id"], ada["displayName"]) == ("id-of-Ada Okafor", "Ada Okafor")
    assert (ada["department"], ada["title"], ada["locationId"]) == ("Trading", "Trader", LONDON)
    names = {each["id"]: each["name"] for each in box.get("/licenses").json()["items"]}
    assert "Webex Calling - Professional" in {names[each] for each in ada["licenses"]}


def test_what_webex_did_not_tell_it_does_not_tell_again():
    box = copy_of(*PEOPLE)
    items = box.get("/people?callingData=true").json()["items"]
    cy = next(each for each in items if each["emails"] == [CY])
    assert "errors" in cy


def test_the_vendor_most_locations_have_is_the_default_and_any_other_its_own():
    box = copy_of(*PEOPLE)
    assert box.organization.vendor.name == "Webex"
    path = f"/telephony/config/locations/{DUBLIN}/callRecording/vendors"
    shown = box.get(path).json()
    assert (shown["orgDefaultEnabled"], shown["defaultVendorName"]) == (False, "Verba")
    assert box.put(BOB, {"enabled": True}).status_code == 400, "Standard, and not Webex"


def test_lines_and_rooms_come_along_and_other_kinds_do_not():
    box = copy_of(*PEOPLE, *PHONES)
    line, (room, lobby) = (
        next(iter(box.organization.virtual_lines.values())),
        box.organization.workspaces.values(),
    )
    assert line.display_name == "Claims Line"
    shown = box.get(f"/telephony/config/virtualLines/{line.id}/callRecording").json()
    assert shown["record"] == "Always"
    path = "/telephony/config/workspaces/{}/features/callRecordings"
    assert box.get(path.format(room.id)).status_code == 200
    assert box.get(path.format(lobby.id)).status_code == 405
    assert len(box.organization.people) == 3


def test_the_same_file_gives_the_same_token():
    first, second = rehearsed(content(*PEOPLE)), rehearsed(content(*PEOPLE))
    assert first.admin_token == second.admin_token
    assert first.admin_token != sandbox().organization.admin_token


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (b"", "no snapshot"),
        (b"{}\n", "no snapshot"),
        (b"[]\n[]\n", "every line is an object"),
        (b"not json\nat all\n", "Expecting value"),
        (content(*PEOPLE).replace(b'"format": 1', b'"format": 2'), "format 1"),
        (content(*PEOPLE, subjects=9), "not whole"),
        (content(*PEOPLE).rpartition(b'{"kind": "end"')[0], "not whole"),
        (content(*PEOPLE).replace(b'"emails"', b'"mails"'), "lacks"),
        (content(), "no people"),
    ],
)
def test_a_file_that_is_no_whole_snapshot_is_refused(broken, why):
    with pytest.raises(ValueError, match=why):
        rehearsed(broken)
