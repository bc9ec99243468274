"""The strings behind the stage: guarded, and no part of the API."""

import asyncio
from functools import partial

import httpx
import pytest

from reconciler.sandbox.wire_json import JSON
from tests.sandbox.sandbox_client import ADA, BOB, CY, sandbox

HERE = "http://sandbox/_sandbox"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("POST", "/edit"), ("GET", "/requests"), ("POST", "/calling-failure")),
        *(("GET", "/tokens"), ("POST", "/revoke-refresh-token")),
        *(("POST", "/expire-token"), ("GET", f"/person/{ADA}"), ("POST", "/weather")),
    ],
)
def test_only_the_administrator_pulls_strings(method: str, path: str) -> None:
    box = sandbox()
    reader = box.organization.reader_token
    assert box.ask(method, HERE + path, token="wrong").status_code == 401
    assert box.ask(method, HERE + path, token=reader, json={}).status_code == 401


def test_strings_are_pulled_from_the_same_machine_only() -> None:
    box = sandbox()

    async def ask_from(address: str) -> int:
        transport = httpx.ASGITransport(app=box.application, client=(address, 5))
        headers = {"Authorization": f"Bearer {box.organization.admin_token}"}
        async with httpx.AsyncClient(transport=transport, headers=headers) as client:
            return (await client.get(f"{HERE}/requests")).status_code

    assert asyncio.run(ask_from("127.0.0.1")) == 200
    assert asyncio.run(ask_from("192.0.2.7")) == 403


def test_a_person_is_edited_and_shown_by_email() -> None:
    box = sandbox()
    edit: JSON = {"email": ADA, "changes": {"record": "Always"}}
    assert box.ask("POST", f"{HERE}/edit", json=edit).status_code == 204
    assert box.get(f"{HERE}/person/{ADA}").json() == box.recording(ADA)
    assert box.recording(ADA)["record"] == "Always"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"email": "nobody@northwind.example", "changes": {}}, 404),
        ({"email": CY, "changes": {"enabled": True}}, 404),
        ({"email": ADA, "changes": {"record": "Sometimes"}}, 400),
        ({"email": ADA}, 400),
        ({"changes": {}}, 400),
        ([], 400),
    ],
)
def test_an_edit_that_cannot_be_is_refused(body: JSON, status: int) -> None:
    assert sandbox().ask("POST", f"{HERE}/edit", json=body).status_code == status


def test_calling_fails_for_whom_it_should() -> None:
    box = sandbox()
    path = f"{HERE}/calling-failure"
    assert box.ask("POST", path, json={"email": BOB.upper()}).status_code == 204
    assert "errors" in box.get(f"/people?email={BOB}&callingData=true").json()["items"][0]
    assert box.ask("POST", path, json={"email": "nobody"}).status_code == 404


def test_a_token_is_expired_and_the_strings_still_work() -> None:
    box = sandbox()
    token = {"token": box.organization.admin_token}
    assert box.ask("POST", f"{HERE}/expire-token", json=token).status_code == 204
    assert box.get("/people/me").status_code == 401
    assert box.get(f"{HERE}/requests").status_code == 200


def test_requests_are_counted_without_those_behind_the_stage() -> None:
    box = sandbox()
    box.recording(ADA)
    box.get(f"{HERE}/person/{ADA}")
    assert box.get(f"{HERE}/requests").json() == {
        "total": 1,
        "refusedForPace": 0,
        "requests": [
            {
                "method": "GET",
                "route": "/v1/people/{id}/features/callRecording",
                "status": 200,
                "count": 1,
            }
        ],
    }


def test_weather_is_ordered_from_outside() -> None:
    box = sandbox()
    storm: JSON = {"kind": "status", "status": 503, "path": "^/v1/people/me$"}
    assert box.ask("POST", f"{HERE}/weather", json=storm).status_code == 204
    assert [box.get("/people/me").status_code for _ in range(2)] == [503, 200]
    assert box.ask("POST", f"{HERE}/weather", json={"kind": "hail"}).status_code == 400


def test_an_unknown_person_is_not_shown() -> None:
    assert sandbox().get(f"{HERE}/person/nobody").status_code == 404


def test_a_line_and_a_room_are_edited_by_id() -> None:
    box = sandbox()
    line = next(iter(box.organization.virtual_lines.values()))
    room = next(each for each in box.organization.workspaces.values() if each.professional)
    for subject in (line, room):
        changes: JSON = {"enabled": True, "record": "Always", "repeat": {"interval": 33}}
        edit: JSON = {"id": subject.id, "changes": changes}
        assert box.ask("POST", f"{HERE}/edit", json=edit).status_code == 204
        assert subject.recording is not None
        assert subject.recording["repeat"] == {"interval": 33, "enabled": False}
    assert [each.target_name for each in box.organization.audit.events] == [
        line.display_name,
        room.display_name,
    ]


@pytest.mark.parametrize("more", [{"by": "nobody@northwind.example"}, {"id": "nobody"}])
def test_an_edit_by_or_of_nobody_changes_nothing(more: dict[str, JSON]) -> None:
    box = sandbox()
    body: JSON = {"email": ADA, "changes": {"record": "Always"}, **more}
    assert box.ask("POST", f"{HERE}/edit", json=body).status_code == 404
    assert box.recording(ADA)["record"] == "Always with Pause/Resume"


def test_the_oauth_client_is_shown_and_its_refresh_token_revoked() -> None:
    box = sandbox()
    shown = box.get(f"{HERE}/tokens").json()
    assert {each["role"] for each in shown["tokens"]} == {
        *("full", "read_only", "user", "location", "device", "nobody"),
    }
    form = {"grant_type": "refresh_token", **shown["integration"]}
    send = partial(box._send, "POST", "/access_token", data=form)
    assert asyncio.run(send()).status_code == 200
    assert box.ask("POST", f"{HERE}/revoke-refresh-token").status_code == 204
    assert asyncio.run(send()).status_code == 400
