"""Weather by chance and the rarer troubles: cut bodies, odd types, people who leave or move."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.weather import (
    ConnectionLost,
    Drift,
    ExpiredToken,
    LostRequest,
    Misfortune,
    Moved,
    NotEffective,
    OddAnswer,
    Status,
    TruncatedAnswer,
    Vanished,
    Weather,
)
from reconciler.sandbox.weather_script import misfortune_of, weather_of
from tests.sandbox.sandbox_client import ADA, BOB, sandbox

RECORDING = "callRecording$"


def under(trouble, **which):
    return sandbox(weather=Weather([Misfortune(trouble=trouble, **which)]))


def strikes(weather, requests=2000):
    return [weather.take("GET", "/v1/people") is not None for _ in range(requests)]


def test_a_rate_strikes_about_that_often_for_ever():
    storm = Misfortune(trouble=Status(status=503), rate=0.02, times=None)
    assert 20 <= sum(strikes(Weather([storm], seed=5))) <= 60
    assert Weather([storm]).remaining() == 0


@given(seed=st.integers(0, 10_000))
def test_law_the_same_seed_brings_the_same_weather(seed):
    storm = Misfortune(trouble=Status(status=503), rate=0.3, times=None)
    assert strikes(Weather([storm], seed), 50) == strikes(Weather([storm], seed), 50)


def test_a_rate_may_be_limited_in_times():
    storm = Misfortune(trouble=Status(status=503), rate=0.5, times=3)
    assert sum(strikes(Weather([storm]))) == 3


def test_a_misfortune_may_let_some_requests_pass_first():
    box = under(Status(status=500), after=2, path="/people/me")
    assert box.get("/licenses").status_code == 200
    assert [box.get("/people/me").status_code for _ in range(4)] == [200, 200, 500, 200]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("json", {"message", "errors", "trackingId"}),
        ("nested", {"error", "trackingId"}),
        ("list", {"error"}),
        ("top_level", {"errorCode", "message", "errors", "trackingId"}),
        ("failure_reason", {"failureReason"}),
    ],
)
def test_an_error_body_has_one_of_the_shapes_of_webex(shape, expected):
    answer = under(Status(status=500, body=shape)).get("/people/me")
    assert answer.status_code == 500
    assert set(answer.json()) == expected
    assert answer.headers["Content-Type"] == "application/json"


def test_a_nested_error_is_an_object_with_a_list_and_a_listed_one_a_list():
    nested = under(Status(status=400, body="nested")).get("/people/me").json()["error"]
    assert nested["message"][0]["code"] == "BATCH-1017017"
    listed = under(Status(status=400, body="list")).get("/people/me").json()["error"]
    assert isinstance(listed[0]["code"], int)


def test_an_error_may_be_bare_text_or_say_it_is_something_else():
    answer = under(Status(status=503, body="text")).get("/people/me")
    assert answer.headers["Content-Type"].startswith("text/plain")
    odd = under(Status(status=502, body="html", content_type="application/json")).get("/people/me")
    assert odd.headers["Content-Type"] == "application/json"
    with pytest.raises(json.JSONDecodeError):
        odd.json()


def test_a_lost_request_was_never_carried_out():
    box = under(LostRequest(), method="PUT")
    with pytest.raises(ConnectionLost):
        box.put(ADA, {"record": "Always"})
    assert box.recording(ADA)["record"] == "Always with Pause/Resume"


def test_a_gateway_may_give_up_before_the_effect():
    box = under(LostRequest(ending="504"), method="PUT")
    assert box.put(ADA, {"record": "Always"}).status_code == 504
    assert box.recording(ADA)["record"] == "Always with Pause/Resume"


def test_an_answer_may_be_cut_in_the_middle():
    box = under(TruncatedAnswer(), path=RECORDING)
    with pytest.raises(ConnectionLost):
        box.get(box.recording_path(ADA))
    assert box.recording(ADA)["enabled"] is True


def test_an_answer_may_lack_its_body():
    box = under(OddAnswer(empty=True), path=RECORDING)
    answer = box.get(box.recording_path(ADA))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Type"] == "application/json"


def test_an_answer_may_call_itself_something_else():
    box = under(OddAnswer(content_type="text/html"), path=RECORDING)
    answer = box.get(box.recording_path(ADA))
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.json()["enabled"] is True


def test_a_token_may_die_in_the_middle_of_a_run_for_good():
    box = under(ExpiredToken(), after=2)
    assert [box.get("/people/me").status_code for _ in range(4)] == [200, 200, 401, 401]
    assert box.get("/people/me", token=box.organization.reader_token).status_code == 200


def test_a_person_may_leave_between_two_requests():
    box = under(Vanished(email=BOB), path=RECORDING)
    bob = box.organization.person_by_email(BOB).id
    assert box.get(f"/people/{bob}").status_code == 200
    assert box.get(f"/people/{bob}/features/callRecording").status_code == 404
    assert not any(bob in each.members for each in box.organization.groups.values())
    assert box.get("/people?id=" + bob).json()["notFoundIds"] == [bob]


def test_a_move_switches_recording_off_and_changes_the_group_at_the_vendor():
    box = sandbox()
    before = box.recording(ADA)
    box.premises.weather.add(Misfortune(trouble=Moved(email=ADA, location="frankfurt")))
    after = box.recording(ADA)
    assert (before["enabled"], after["enabled"]) == (True, False)
    assert after["externalGroup"] != before["externalGroup"]
    ada = box.organization.person_by_email(ADA)
    shown = box.get(f"/people/{ada.id}?callingData=true").json()
    assert shown["locationId"] == ada.location_id


@pytest.mark.parametrize(
    "trouble",
    [
        Moved(email=ADA, location="Atlantis"),
        Moved(email="nobody@northwind.example", location="London"),
        Vanished(email="nobody@northwind.example"),
        Drift(email="nobody@northwind.example", changes={}),
    ],
)
def test_what_cannot_happen_is_a_mistake_in_the_script(trouble):
    with pytest.raises(ValueError, match="cannot happen"):
        under(trouble).get("/people/me")


def test_what_people_do_meanwhile_is_in_the_audit_log():
    box = under(Drift(email=ADA, changes={"record": "Always"}))
    box.get("/people/me")
    (event,) = box.organization.audit.events
    assert (event.by_hand, event.target_name) == (True, "Ada Okafor")


@pytest.mark.parametrize(
    ("entry", "misfortune"),
    [
        (
            {"kind": "status", "status": 429, "rate": 0.02, "body": "nested", "contentType": "x"},
            Misfortune(
                trouble=Status(status=429, body="nested", content_type="x"), rate=0.02, times=None
            ),
        ),
        ({"kind": "lost_request", "after": 3}, Misfortune(trouble=LostRequest(), after=3)),
        (
            {"kind": "truncated_answer", "rate": 0.5, "times": 2},
            Misfortune(trouble=TruncatedAnswer(), rate=0.5, times=2),
        ),
        ({"kind": "odd_answer", "empty": True}, Misfortune(trouble=OddAnswer(empty=True))),
        ({"kind": "expired_token"}, Misfortune(trouble=ExpiredToken())),
        ({"kind": "vanished", "email": BOB}, Misfortune(trouble=Vanished(email=BOB))),
        (
            {"kind": "moved", "email": BOB, "location": "Dublin"},
            Misfortune(trouble=Moved(email=BOB, location="Dublin")),
        ),
    ],
)
def test_an_entry_says_what_the_value_says(entry, misfortune):
    assert misfortune_of(entry) == misfortune


def test_a_file_is_a_seed_and_a_list():
    weather = weather_of({"seed": 3, "weather": [{"kind": "not_effective"}]})
    assert (weather.seed, weather.remaining()) == (3, 1)
    assert isinstance(weather.take("PUT", "/"), NotEffective)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"weather": {}},
        {"weather": [], "seed": "x"},
        {"weather": [], "wind": 1},
        {"weather": [{"kind": "hail"}]},
    ],
)
def test_a_file_without_meaning_is_refused(data):
    with pytest.raises(Rejection):
        weather_of(data)
