"""Limits of every kind, what each lets in, and how a 429 says when to come back."""

import asyncio

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.sandbox.limit_kinds import Concurrency, FixedWindow, Penalty, SlidingWindow
from reconciler.sandbox.limit_scopes import AllOf, Changing, ForPaths, PerEndpoint
from reconciler.sandbox.limit_text import all_of, limit_of
from reconciler.sandbox.limits import TokenBucket
from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import ADA, BEN, sandbox


def let_in(limit, moments):
    return [now for now in moments if limit.admit(now, "GET", "/v1/people") == 0.0]


PAUSES = st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, 3.0]), max_size=50)


def moments_of(pauses):
    now, moments = 100.0, []
    for pause in pauses:
        now += pause
        moments.append(now)
    return moments


@given(pauses=PAUSES, requests=st.integers(1, 4))
def test_law_no_sliding_window_holds_more_than_it_allows(pauses, requests):
    passed = let_in(SlidingWindow(requests=requests, window_s=2.0), moments_of(pauses))
    for start in passed:
        assert sum(start <= each < start + 2.0 for each in passed) <= requests


@given(pauses=PAUSES, requests=st.integers(1, 4))
def test_law_no_fixed_window_holds_more_than_it_allows(pauses, requests):
    passed = let_in(FixedWindow(requests=requests, window_s=2.0), moments_of(pauses))
    for window in {each // 2.0 for each in passed}:
        assert sum(each // 2.0 == window for each in passed) <= requests


@given(pauses=PAUSES)
def test_law_whoever_waits_as_told_passes_a_window(pauses):
    for limit in (SlidingWindow(requests=2, window_s=2.0), FixedWindow(requests=2, window_s=2.0)):
        for now in moments_of(pauses):
            wait_s = limit.admit(now, "GET", "/")
            if wait_s > 0:
                assert limit.admit(now + wait_s + 1e-6, "GET", "/") == 0.0
                break


def test_two_bursts_may_touch_where_fixed_windows_meet():
    limit = FixedWindow(requests=2, window_s=60.0)
    assert let_in(limit, [59.8, 59.9, 59.9, 60.0, 60.1, 60.2]) == [59.8, 59.9, 60.0, 60.1]


def test_knocking_starts_a_penalty_anew():
    limit = Penalty(limit=TokenBucket(rate=1, burst=1), penalty_s=30.0)
    moments = [0.0, 0.1, 30.0, 59.0, 89.0]
    assert [limit.admit(now, "GET", "/") for now in moments] == [0.0, 30.0, 30.0, 30.0, 0.0]


def test_concurrency_is_about_requests_at_the_same_time():
    limit = Concurrency(requests=2)
    waits = [limit.admit(0.0, "GET", "/") for _ in range(3)]
    assert waits[:2] == [0.0, 0.0]
    assert waits[2] > 0
    limit.leave()
    assert limit.admit(0.0, "GET", "/") == 0.0


def test_a_request_that_is_answered_makes_room_even_if_it_was_refused():
    box = sandbox(limit=Concurrency(requests=1))
    assert [box.get("/people/me").status_code for _ in range(3)] == [200] * 3
    assert box.get("/nowhere").status_code == 404
    assert box.put(ADA, []).status_code == 400
    assert box.get("/people/me").status_code == 200


def test_above_the_concurrency_the_answer_is_429():
    box = sandbox(limit=Concurrency(requests=1))

    async def both():
        transport = httpx.ASGITransport(app=box.application)
        headers = {"Authorization": f"Bearer {box.organization.admin_token}"}
        inside, gate = asyncio.Event(), asyncio.Event()

        async def slow_body():
            inside.set()
            await gate.wait()
            yield b"{}"

        async with httpx.AsyncClient(transport=transport, headers=headers) as client:
            path = f"http://sandbox/v1{box.recording_path(ADA)}"
            json = {"Content-Type": "application/json"}
            first = asyncio.create_task(client.put(path, content=slow_body(), headers=json))
            await inside.wait()
            second = await client.get(path)
            gate.set()
            return (await first).status_code, second.status_code

    assert asyncio.run(both()) == (204, 429)


def test_each_endpoint_may_have_a_limit_of_its_own_whatever_the_id():
    box = sandbox(limit=PerEndpoint(make=lambda: TokenBucket(rate=0.1, burst=1)))
    assert box.get(box.recording_path(ADA)).status_code == 200
    assert box.get(box.recording_path(BEN)).status_code == 429
    assert box.put(BEN, {}).status_code == 204
    assert box.get("/people/me").status_code == 200


def test_a_limit_may_hold_for_some_paths_only():
    box = sandbox(limit=ForPaths(pattern="/telephony/", limit=TokenBucket(rate=0.1, burst=1)))
    assert [box.get("/people/me").status_code for _ in range(3)] == [200] * 3
    path = "/telephony/config/locations"
    assert [box.get(path).status_code for _ in range(2)] == [200, 429]


def test_a_limit_may_change_at_a_moment():
    box = sandbox(limit=Changing(schedule=[(0, None), (60, TokenBucket(rate=0.1, burst=1))]))
    assert [box.get("/people/me").status_code for _ in range(3)] == [200] * 3
    box.clock.now += 60
    assert [box.get("/people/me").status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("moments", [[], [5], [0, 10, 5]])
def test_a_schedule_begins_at_once_and_goes_on_in_order(moments):
    with pytest.raises(ValueError, match="schedule"):
        Changing(schedule=[(at, None) for at in moments])


def test_of_several_limits_all_must_let_a_request_in():
    inner = Concurrency(requests=5)
    limit = AllOf(limits=[inner, TokenBucket(rate=1, burst=1)])
    assert limit.admit(0.0, "GET", "/") == 0.0
    assert limit.admit(0.0, "GET", "/") == 1.0
    assert inner._inside == 1, "whoever is turned away is not inside"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("seconds", "4"),
        ("zero", "0"),
        ("missing", None),
        ("garbled", "rand(4),add(4)"),
        ("huge", "86400"),
        ("date", "Mon, 02 Mar 2026 08:00:04 GMT"),
    ],
)
def test_a_429_says_when_to_come_back_in_the_form_of_the_switch(form, text):
    box = sandbox(limit=TokenBucket(rate=0.25, burst=1), switches=Switches(retry_after=form))
    box.get("/people/me")
    assert box.get("/people/me").headers.get("Retry-After") == text


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("bucket:20/s", TokenBucket(rate=20, burst=20)),
        ("bucket:300/min+10", TokenBucket(rate=5, burst=10)),
        ("fixed:300/min", FixedWindow(requests=300, window_s=60)),
        ("sliding:10/15s", SlidingWindow(requests=10, window_s=15)),
        ("concurrent:8", Concurrency(requests=8)),
        (
            "penalty:5/s!30",
            Penalty(limit=SlidingWindow(requests=5, window_s=1), penalty_s=30),
        ),
    ],
)
def test_a_limit_is_what_its_text_says(text, limit):
    assert limit_of(text) == limit


def test_an_endpoint_limit_is_written_too():
    limit = limit_of("endpoint:1/min")
    assert limit.admit(0.0, "GET", "/v1/people") == 0.0
    assert limit.admit(0.0, "GET", "/v1/licenses") == 0.0
    assert limit.admit(0.0, "GET", "/v1/people") == 60.0


@pytest.mark.parametrize(
    "text",
    [
        *("", "20", "bucket", "bucket:20", "bucket:fast", "hail:20/s", "fixed:0/s", "concurrent:0"),
        *(
            "fixed:5/s+3",
            "penalty:5/s",
            "sliding:5/s!3",
            "bucket:0/s",
            "concurrent:x",
            "fixed:1/0s",
        ),
    ],
)
def test_a_text_that_is_no_limit_is_refused(text):
    with pytest.raises(ValueError, match=r"limit|bucket"):
        limit_of(text)


def test_several_texts_are_one_limit():
    assert all_of(["concurrent:8"]) == Concurrency(requests=8)
    both = all_of(["concurrent:8", "sliding:1/s"])
    assert [both.admit(0.0, "GET", "/") for _ in range(2)] == [0.0, 1.0]
