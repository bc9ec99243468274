"""A refresh token brings new access tokens until somebody revokes it."""

import asyncio

import pytest

from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import sandbox


def refresh(box, **changes):
    integration = box.organization.integration
    form = {
        "grant_type": "refresh_token",
        "client_id": integration.client_id,
        "client_secret": integration.client_secret,
        "refresh_token": integration.refresh_token,
        **changes,
    }
    return asyncio.run(box._send("POST", "/access_token", data=form))


def test_a_refresh_brings_a_token_that_lives_for_two_weeks():
    box = sandbox()
    granted = refresh(box).json()
    assert granted["token_type"] == "Bearer"
    assert granted["expires_in"] == 14 * 86_400
    token = granted["access_token"]
    assert box.get("/people/me", token=token).status_code == 200
    box.clock.now += granted["expires_in"]
    assert box.get("/people/me", token=token).status_code == 401


def test_how_long_it_lives_is_a_switch():
    box = sandbox(switches=Switches(access_token_lifetime_s=60))
    token = refresh(box).json()["access_token"]
    box.clock.now += 59
    assert box.get("/people/me", token=token).status_code == 200
    box.clock.now += 1
    assert box.get("/people/me", token=token).status_code == 401
    again = refresh(box).json()["access_token"]
    assert again != token
    assert box.get("/people/me", token=again).status_code == 200


def test_a_refresh_token_usually_stays_the_same():
    box = sandbox()
    before = box.organization.integration.refresh_token
    assert refresh(box).json()["refresh_token"] == before


def test_a_rotated_refresh_token_kills_the_one_before():
    box = sandbox(switches=Switches(refresh_token_rotates=True))
    before = box.organization.integration.refresh_token
    after = refresh(box).json()["refresh_token"]
    assert after != before
    assert refresh(box, refresh_token=before).status_code == 400
    assert refresh(box, refresh_token=after).status_code == 200


@pytest.mark.parametrize("status", [400, 401])
def test_a_revoked_refresh_token_brings_nothing(status):
    box = sandbox(switches=Switches(refused_refresh=status))
    box.organization.integration.revoked = True
    answer = refresh(box)
    assert answer.status_code == status
    assert "revoked" in answer.json()["message"]


@pytest.mark.parametrize(
    "changes", [{"client_secret": "wrong"}, {"client_id": ""}, {"refresh_token": "wrong"}]
)
def test_every_part_must_fit(changes):
    assert refresh(sandbox(), **changes).status_code == 400


def test_another_grant_or_another_form_is_refused():
    box = sandbox()
    assert refresh(box, grant_type="authorization_code").status_code == 400
    assert box.ask("POST", "/access_token", json={"grant_type": "refresh_token"}).status_code == 415
