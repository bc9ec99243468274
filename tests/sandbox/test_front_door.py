"""Tokens, scopes, organizations, tracking ids, unknown routes and the rate limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.limits import TokenBucket
from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, sandbox

FOREIGN = "Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi9mb3JlaWdu"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic abc"])
def test_without_a_valid_token_everything_is_401_in_the_shape_of_webex(header: str) -> None:
    box = sandbox()
    answer = box.ask("GET", "/people", headers={"Authorization": header})
    assert answer.status_code == 401
    body = answer.json()
    assert body["message"] == body["errors"][0]["description"]
    assert body["trackingId"] == answer.headers["TrackingID"]


def test_the_word_bearer_has_no_case() -> None:
    box = sandbox()
    headers = {"Authorization": f"bearer {box.organization.admin_token}"}
    assert box.ask("GET", "/people/me", headers=headers).status_code == 200


def test_an_expired_token_is_401_from_then_on() -> None:
    box = sandbox()
    assert box.get("/people/me").status_code == 200
    box.organization.expire_token(box.organization.admin_token)
    assert box.get("/people/me").status_code == 401
    assert box.get("/people/me", token=box.organization.reader_token).status_code == 200


def test_a_read_only_token_may_read_and_not_write() -> None:
    box = sandbox()
    reader = box.organization.reader_token
    path = box.recording_path(ADA)
    assert box.get(path, token=reader).status_code == 200
    answer = box.ask("PUT", path, json={"enabled": False}, token=reader)
    assert answer.status_code == 403
    assert answer.json()["trackingId"]
    assert box.recording(ADA)["enabled"] is True


@pytest.mark.parametrize(
    "path",
    [
        *("/people", "/people/me", "/people/x", "/people/x/features/callRecording"),
        *("/licenses", "/locations", "/locations/x", "/telephony/config/locations"),
        *("/organizations", "/organizations/x", "/telephony/config/callRecording/vendors"),
        "/telephony/config/locations/x/callRecording/vendors",
    ],
)
def test_every_read_needs_a_scope_but_me(path: str) -> None:
    box = sandbox()
    box.organization.tokens[box.organization.reader_token].scopes = frozenset({"spark:rooms_read"})
    answer = box.get(path, token=box.organization.reader_token)
    assert answer.status_code == (200 if path == "/people/me" else 403)


def test_an_organization_id_must_be_the_own_one() -> None:
    box = sandbox()
    own = box.organization.id
    assert box.get(f"/people?orgId={own}").status_code == 200
    assert box.get(f"/people?orgId={bare_key(own)}").status_code == 200
    assert box.get(f"/people?orgId={FOREIGN}").status_code == 403
    assert box.get(f"/people?orgId={own}&orgId={FOREIGN}").status_code == 403


def test_a_write_to_a_foreign_organization_changes_nothing() -> None:
    box = sandbox(switches=Switches(foreign_organization=404))
    path = f"{box.recording_path(ADA)}?orgId={FOREIGN}"
    assert box.ask("PUT", path, json={"enabled": False}).status_code == 404
    assert box.recording(ADA)["enabled"] is True


def test_every_answer_has_a_tracking_id_of_its_own() -> None:
    box = sandbox()
    answers = [box.get("/people/me"), box.put(ADA, {}), box.put(ADA, []), box.get("/nowhere")]
    ids = [each.headers["TrackingID"] for each in answers]
    assert len(set(ids)) == 4
    assert all(each.startswith("ROUTERGW_") for each in ids)
    assert answers[2].json()["trackingId"] == ids[2]
    assert answers[3].json()["trackingId"] == ids[3]


@pytest.mark.parametrize("path", ["/nowhere", "/people/", "", "/rooms"])
def test_an_unknown_route_is_404_in_the_shape_of_webex(path: str) -> None:
    answer = sandbox().get(path)
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["description"] == answer.json()["message"]


@pytest.mark.parametrize("method", ["POST", "DELETE", "PATCH"])
def test_a_wrong_method_is_405_in_the_shape_of_webex(method: str) -> None:
    box = sandbox()
    answer = box.ask(method, box.recording_path(ADA), json={})
    assert answer.status_code == 405
    assert answer.json()["message"]


def test_above_the_rate_the_answer_is_429_and_says_how_long_to_wait() -> None:
    box = sandbox(limit=TokenBucket(rate=0.25, burst=2))
    assert [box.get("/people/me").status_code for _ in range(3)] == [200, 200, 429]
    answer = box.put(ADA, {"enabled": False})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "4"
    assert answer.json()["message"] == "Too many requests"
    box.clock.now += 4.0
    assert box.recording(ADA)["enabled"] is True, "a 429 changes nothing"
    assert box.premises.received.refused_for_pace() == 2


def test_the_shortest_wait_is_a_whole_second() -> None:
    box = sandbox(limit=TokenBucket(rate=50, burst=1))
    box.get("/people/me")
    assert box.get("/people/me").headers["Retry-After"] == "1"


def test_a_request_without_a_token_costs_nothing() -> None:
    box = sandbox(limit=TokenBucket(rate=1, burst=1))
    assert [box.get("/people/me", token="no").status_code for _ in range(3)] == [401] * 3
    assert box.get("/people/me").status_code == 200


@pytest.mark.parametrize(("rate", "burst"), [(0, 5), (-1, 5), (1, 0), (1, 0.5)])
def test_a_limit_that_lets_nobody_in_is_refused(rate: float, burst: float) -> None:
    with pytest.raises(ValueError, match="limit"):
        TokenBucket(rate=rate, burst=burst)


@given(
    rate=st.sampled_from([0.5, 1.0, 4.0, 20.0]),
    burst=st.integers(1, 5),
    pauses=st.lists(st.sampled_from([0.0, 0.01, 0.25, 1.0, 7.0]), max_size=40),
)
def test_law_no_window_holds_more_than_burst_and_rate_allow(
    rate: float, burst: int, pauses: list[float]
) -> None:
    bucket, now, let_in = TokenBucket(rate=rate, burst=burst), 0.0, []
    for pause in pauses:
        now += pause
        if bucket.take(now) == 0.0:
            let_in.append(now)
    for first, start in enumerate(let_in):
        for last, end in enumerate(let_in[first:], first):
            assert last - first + 1 <= burst + rate * (end - start) + 1e-6


@given(rate=st.sampled_from([0.5, 3.0, 20.0]), burst=st.integers(1, 5))
def test_law_whoever_waits_as_told_gets_in(rate: float, burst: int) -> None:
    bucket, now = TokenBucket(rate=rate, burst=burst), 0.0
    for _ in range(20):
        wait = bucket.take(now)
        if wait > 0:
            now += wait + 1e-9
            assert bucket.take(now) == 0.0


def test_the_record_counts_by_route_and_remembers_the_newest() -> None:
    box = sandbox()
    box.recording(ADA)
    box.recording("ben.ruiz@northwind.example")
    box.put(ADA, {"record": "Sometimes"})
    box.get("/people?max=3")
    received = box.premises.received
    route = "/v1/people/{id}/features/callRecording"
    assert received.counts == {
        ("GET", route, 200): 2,
        ("PUT", route, 400): 1,
        ("GET", "/v1/people", 200): 1,
    }
    last = received.newest[-1]
    assert (last.method, last.path, last.query, last.status) == (
        *("GET", "/v1/people", "max=3"),
        200,
    )
    assert last.at == box.clock.now
    assert received.newest.maxlen is not None
