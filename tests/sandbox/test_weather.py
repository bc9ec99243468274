"""Scripted misfortune: what it does to one request, and to no other."""

import pytest

from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.weather import (
    ConnectionLost,
    Drift,
    LostAnswerAfterEffect,
    Misfortune,
    NotEffective,
    Status,
    Trouble,
    Weather,
)
from reconciler.sandbox.weather_script import misfortune_of
from reconciler.sandbox.wire_json import JSON
from tests.sandbox.sandbox_client import ADA, BOB, Sandbox, sandbox

RECORDING = "callRecording$"


def under(trouble: Trouble, *, method: str = "*", path: str = "", times: int = 1) -> Sandbox:
    misfortune = Misfortune(trouble=trouble, method=method, path=path, times=times)
    return sandbox(weather=Weather([misfortune]))


def test_a_misfortune_strikes_as_often_as_it_says_and_only_where_it_matches() -> None:
    box = under(Status(status=503), method="GET", path=RECORDING, times=2)
    assert box.get("/people/me").status_code == 200
    path = box.recording_path(ADA)
    assert box.ask("PUT", path, json={}).status_code == 204
    assert [box.get(path).status_code for _ in range(3)] == [503, 503, 200]
    assert box.premises.weather.remaining() == 0


def test_misfortunes_strike_in_the_order_of_the_script() -> None:
    script = [Misfortune(trouble=Status(status=each)) for each in (500, 423)]
    box = sandbox(weather=Weather(script))
    assert [box.get("/people/me").status_code for _ in range(3)] == [500, 423, 200]


def test_a_request_that_was_not_let_in_uses_up_nothing() -> None:
    box = under(Status(status=500))
    assert box.get("/people/me", token="wrong").status_code == 401
    assert box.premises.weather.remaining() == 1


def test_a_bad_status_changes_nothing_and_looks_like_webex() -> None:
    box = under(Status(status=500), method="PUT")
    answer = box.put(ADA, {"enabled": False})
    assert answer.status_code == 500
    assert answer.json()["trackingId"] == answer.headers["TrackingID"]
    assert box.recording(ADA)["enabled"] is True


@pytest.mark.parametrize("text", ["0", "5", "rand(30),add(30)", "86400", ""])
def test_a_retry_after_is_sent_as_it_is_written(text: str) -> None:
    answer = under(Status(status=429, retry_after=text)).get("/people/me")
    assert answer.headers["Retry-After"] == text


def test_a_retry_after_may_be_missing() -> None:
    assert "Retry-After" not in under(Status(status=429)).get("/people/me").headers


def test_a_gateway_answers_with_html_or_nothing() -> None:
    page = under(Status(status=502, body="html")).get("/people/me")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "<h1>502</h1>" in page.text
    nothing = under(Status(status=503, body="empty")).get("/people/me")
    assert nothing.content == b""
    assert "Content-Type" not in nothing.headers


def test_a_lost_answer_is_a_504_after_the_effect() -> None:
    box = under(LostAnswerAfterEffect(), method="PUT")
    answer = box.put(ADA, {"record": "Always"})
    assert answer.status_code == 504
    assert answer.headers["Content-Type"].startswith("text/html")
    assert box.recording(ADA)["record"] == "Always"


def test_a_lost_connection_is_one_after_the_effect() -> None:
    box = under(LostAnswerAfterEffect(ending="closed"), method="PUT")
    with pytest.raises(ConnectionLost):
        box.put(ADA, {"record": "Always"})
    assert box.recording(ADA)["record"] == "Always"
    assert box.premises.received.newest[0].status == 0


def test_a_lost_refusal_is_lost_too() -> None:
    box = under(LostAnswerAfterEffect(), method="PUT")
    assert box.put(ADA, {"record": "Sometimes"}).status_code == 504
    assert box.recording(ADA)["record"] == "Always with Pause/Resume"


def test_drift_happens_just_before_the_answer() -> None:
    box = under(Drift(email=BOB, changes={"enabled": True, "record": "Always"}), path=RECORDING)
    assert box.recording(BOB)["record"] == "Always"
    assert box.put(BOB, {"enabled": False}).status_code == 204
    assert box.recording(BOB)["enabled"] is False, "it happened once"


def test_a_drift_that_webex_would_refuse_is_a_mistake_in_the_script() -> None:
    box = under(Drift(email=BOB, changes={"record": "Sometimes"}))
    with pytest.raises(ValueError, match="cannot happen"):
        box.get("/people/me")


def test_a_put_may_be_answered_204_and_have_no_effect() -> None:
    box = under(NotEffective())
    before = box.recording(ADA)
    answer = box.put(ADA, {"record": "Always"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert box.recording(ADA) == before
    assert box.accepts(ADA, {"record": "Always"})["record"] == "Always"


@pytest.mark.parametrize(
    ("body", "misfortune"),
    [
        (
            {"kind": "status", "status": 503, "body": "html", "retryAfter": "x", "times": 3},
            Misfortune(trouble=Status(status=503, body="html", retry_after="x"), times=3),
        ),
        (
            {"kind": "lost_answer_after_effect", "ending": "closed", "method": "PUT"},
            Misfortune(trouble=LostAnswerAfterEffect(ending="closed"), method="PUT"),
        ),
        (
            {"kind": "drift", "email": ADA, "changes": {"enabled": False}, "path": RECORDING},
            Misfortune(trouble=Drift(email=ADA, changes={"enabled": False}), path=RECORDING),
        ),
        ({"kind": "not_effective"}, Misfortune(trouble=NotEffective())),
    ],
)
def test_a_script_entry_says_what_the_value_says(body: JSON, misfortune: Misfortune) -> None:
    assert misfortune_of(body) == misfortune


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"kind": "hail"},
        {"kind": "status"},
        {"kind": "status", "status": 200},
        {"kind": "status", "status": True},
        {"kind": "status", "status": 500, "body": "xml"},
        {"kind": "status", "status": 500, "retryAfter": 5},
        {"kind": "lost_answer_after_effect", "ending": "never"},
        {"kind": "drift", "email": ADA},
        {"kind": "drift", "changes": {}},
        {"kind": "not_effective", "times": 0},
        {"kind": "not_effective", "times": "2"},
        {"kind": "not_effective", "path": "("},
        {"kind": "not_effective", "method": 1},
        {"kind": "not_effective", "status": 500},
        {"kind": "not_effective", "rate": 1.5},
        {"kind": "not_effective", "rate": True},
        {"kind": "not_effective", "after": -1},
        {"kind": "lost_request", "ending": "never"},
        {"kind": "odd_answer", "empty": 1},
        {"kind": "odd_answer", "contentType": 1},
        {"kind": "moved", "email": ADA},
        {"kind": "vanished"},
    ],
)
def test_a_script_entry_without_meaning_is_refused(body: JSON) -> None:
    with pytest.raises(Rejection):
        misfortune_of(body)
