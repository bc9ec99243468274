"""The one door: what it repeats, how it waits, and what never passes it."""

import asyncio
import io
import json
import traceback
from collections.abc import Iterator

import httpx
import pytest
import structlog

from reconciler.errors import WebexUnreachable
from reconciler.webex.retrying import Missing
from reconciler.webex.session import Session
from reconciler.webex.wire_answer import Answer, NoAnswer
from tests.virtual_time import run
from tests.webex.our_frames import is_ours
from tests.webex.scripted import TOKEN, Notes, Script, Scripted, html, in_turn, reply, session_to

LOST = httpx.ReadError("connection reset")
NOT_SENT = httpx.ConnectError("no route")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    before = structlog.get_config()
    sink = io.StringIO()
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sink),
        wrapper_class=structlog.make_filtering_bound_logger(0),
    )
    yield sink
    structlog.configure(**before)


def asked(
    script: Script, method: str = "GET", *, budget_s: float = 900
) -> tuple[Answer | NoAnswer, Scripted]:
    """Send one request and return what came of it, and what was sent."""
    transport = Scripted(script)
    session = session_to(transport, budget_s=budget_s)
    send = session.get("/people/me") if method == "GET" else session.put("/x", {"enabled": True})
    return run(send), transport


def test_an_answer_is_decoded_and_keeps_the_tracking_id_of_webex() -> None:
    result, _ = asked(in_turn(reply(value={"id": "P1"})))
    assert isinstance(result, Answer)
    assert result.value == {"id": "P1"}
    assert result.tracking == "ROUTER_1"


def test_every_request_names_itself_and_its_program() -> None:
    _, transport = asked(in_turn(reply(503), reply(value={})))
    headers = [request.headers for request in transport.sent]
    assert len({each["TrackingID"] for each in headers}) == 2
    assert all(each["TrackingID"].startswith("RECONCILER_") for each in headers)
    assert all(each["User-Agent"].startswith("reconciler/") for each in headers)
    assert all(each["Authorization"] == f"Bearer {TOKEN}" for each in headers)


def test_a_429_waits_as_long_as_webex_asked() -> None:
    result, transport = asked(in_turn(reply(429, headers={"Retry-After": "17"}), reply(value={})))
    assert isinstance(result, Answer)
    assert transport.at[1] - transport.at[0] >= 17


def test_a_put_is_sent_again_after_429_and_423_and_when_nothing_left() -> None:
    script = in_turn(reply(429), reply(423, headers={"Retry-After": "3"}), NOT_SENT, reply(204))
    result, transport = asked(script, "PUT")
    assert isinstance(result, Answer)
    assert result.status == 204
    assert [json.loads(each.content) for each in transport.sent] == [{"enabled": True}] * 4
    assert transport.at[2] - transport.at[1] >= 3


@pytest.mark.parametrize("what", [LOST, httpx.ReadTimeout("slow"), html(502), html(504)])
def test_a_put_without_a_clear_answer_is_sent_once(what: httpx.Response | Exception) -> None:
    _, transport = asked(in_turn(what, reply(204)), "PUT")
    assert len(transport.sent) == 1


def test_a_lost_answer_to_a_put_says_so() -> None:
    result, _ = asked(in_turn(LOST), "PUT")
    assert isinstance(result, NoAnswer)
    assert result.missing is Missing.NO_ANSWER


@pytest.mark.parametrize("trouble", [LOST, NOT_SENT, html(502), reply(500), html(200)])
def test_a_get_is_sent_again_after_trouble(trouble: httpx.Response | Exception) -> None:
    result, transport = asked(in_turn(trouble, reply(value={})))
    assert isinstance(result, Answer)
    assert len(transport.sent) == 2


def test_truncated_json_is_no_answer() -> None:
    cut = httpx.Response(200, headers={"Content-Type": "application/json"}, content=b'{"items": [')
    result, transport = asked(lambda _: cut)
    assert isinstance(result, NoAnswer)
    assert result.missing is Missing.GARBLED
    assert len(transport.sent) == 6


def test_a_clear_no_is_an_answer_at_once() -> None:
    result, transport = asked(in_turn(reply(404, {"message": "gone"})))
    assert isinstance(result, Answer)
    assert result.status == 404
    assert len(transport.sent) == 1


def test_a_retry_after_beyond_the_budget_is_not_shortened_but_given_up() -> None:
    script = in_turn(reply(429, headers={"Retry-After": "86400"}))
    result, transport = asked(script, budget_s=600)
    assert isinstance(result, Answer)
    assert result.status == 429
    assert len(transport.sent) == 1


def test_429s_are_repeated_until_the_budget_ends() -> None:
    result, transport = asked(lambda _: reply(429), budget_s=600)
    assert isinstance(result, Answer | NoAnswer)
    assert transport.at[-1] <= 600 + 1
    assert transport.at[-1] > 400


def crowd(
    transport: Scripted, size: int, *, budget_s: float = 900, concurrency: int = 40
) -> tuple[list[Answer | NoAnswer], Session]:
    session = session_to(transport, budget_s=budget_s, concurrency=concurrency)

    async def all_at_once() -> list[Answer | NoAnswer]:
        return await asyncio.gather(*(session.get(f"/people/{n}") for n in range(size)))

    return run(all_at_once()), session


def test_nothing_is_sent_while_a_retry_after_runs() -> None:
    state = {"turned_away": False}

    def script(_request: httpx.Request) -> httpx.Response:
        first = not state["turned_away"]
        state["turned_away"] = True
        return reply(429, headers={"Retry-After": "30"}) if first else reply(value={})

    transport = Scripted(script)
    results, session = crowd(transport, 100)
    told = transport.at[0] + transport.takes_s
    assert not [at for at in transport.at if told < at < told + 30]
    assert all(isinstance(each, Answer) and each.succeeded for each in results)
    assert session.counts.requests == 101
    assert session.counts.turned_away == 1


def test_a_storm_of_429s_is_weathered_without_losing_a_request() -> None:
    allowed = {"from": 0.0}

    def script(_request: httpx.Request) -> httpx.Response:
        now = asyncio.get_running_loop().time()
        if now < allowed["from"]:
            return reply(429, headers={"Retry-After": "1"})
        allowed["from"] = max(allowed["from"], now) + 0.2
        return reply(value={})

    transport = Scripted(script)
    results, session = crowd(transport, 200)
    assert all(isinstance(each, Answer) and each.succeeded for each in results)
    assert session.counts.turned_away < 200


def test_whoever_has_not_been_sent_yet_does_not_wait_a_day_either() -> None:
    transport = Scripted(lambda _: reply(429, headers={"Retry-After": "86400"}))
    results, session = crowd(transport, 200, budget_s=600)
    assert session.counts.requests < 100
    held = [each for each in results if isinstance(each, NoAnswer)]
    assert held
    assert all(each.missing is Missing.NOTHING_LEFT for each in held)
    assert "beyond the waiting budget of 600 s" in held[0].reason


def test_no_more_requests_are_under_way_than_there_are_places() -> None:
    transport = Scripted(lambda _: reply(value={}), takes_s=10)
    crowd(transport, 300)
    assert transport.most_under_way == 40


def test_waiting_holds_no_place() -> None:
    locked = reply(423, headers={"Retry-After": "300"})

    def script(request: httpx.Request) -> httpx.Response:
        return locked if request.url.path.endswith("/0") else reply(value={})

    transport = Scripted(script)
    crowd(transport, 20, concurrency=1)
    others = [
        at
        for at, each in zip(transport.at, transport.sent, strict=True)
        if not each.url.path.endswith("/0")
    ]
    assert len(others) == 19
    assert max(others) < 10


def test_a_long_pause_is_told_once_a_minute_with_its_end() -> None:
    notes = Notes()
    transport = Scripted(in_turn(reply(429, headers={"Retry-After": "200"}), reply(value={})))
    run(session_to(transport, progress=notes).get("/people"))
    assert len(notes.said) == 4
    assert "going on in 200 s, at 09:03:20 UTC" in notes.said[0]


def test_a_short_pause_is_not_worth_telling() -> None:
    notes = Notes()
    transport = Scripted(in_turn(reply(429, headers={"Retry-After": "2"}), reply(value={})))
    run(session_to(transport, progress=notes).get("/people"))
    assert notes.said == []


def test_a_503_with_retry_after_holds_everybody() -> None:
    script = in_turn(reply(503, headers={"Retry-After": "20"}), reply(value={}))
    _, transport = asked(script)
    assert transport.at[1] - transport.at[0] >= 20


def test_a_read_only_session_sends_nothing_but_get() -> None:
    transport = Scripted(in_turn())
    with pytest.raises(RuntimeError, match="read-only"):
        run(session_to(transport, read_only=True).put("/people/x", {"enabled": False}))
    assert transport.sent == []


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v1/people",
        "http://webexapis.com/v1/people",
        "https://webexapis.com:8443/v1/people",
        "https://webexapis.com@evil.example/v1/people",
        "https://user@webexapis.com/v1/people",
        "https://webexapis.com.evil.example/v1/people",
        "https://webexapis.com\\@evil.example/v1/people",
        "//evil.example/v1",
        "https://webexapis.com:99999/v1",
    ],
)
def test_the_token_never_goes_to_another_origin(url: str) -> None:
    transport = Scripted(in_turn())
    with pytest.raises(WebexUnreachable):
        run(session_to(transport).follow(url))
    assert transport.sent == []


def test_the_token_is_in_no_log_and_no_answer_even_if_a_gateway_quotes_it(
    logged: io.StringIO,
) -> None:
    quoting = reply(503, {"message": f"Authorization: Bearer {TOKEN}"})
    lost = httpx.ReadError(f"sent Bearer {TOKEN}")
    result, transport = asked(in_turn(lost, quoting, reply(401, {"m": TOKEN})))
    assert isinstance(result, Answer)
    assert TOKEN not in result.body.decode()
    assert "webex.retry_scheduled" in logged.getvalue()
    assert "webex.request_answered" in logged.getvalue()
    assert TOKEN not in logged.getvalue()
    assert TOKEN not in repr(transport.sent)


def test_the_token_is_in_no_reason_and_no_traceback() -> None:
    result, _ = asked(lambda _: httpx.ReadError(f"sent Bearer {TOKEN}"))
    assert isinstance(result, NoAnswer)
    assert TOKEN not in result.reason

    def broken(_request: httpx.Request) -> httpx.Response:
        raise LookupError("a bug")

    with pytest.raises(LookupError) as caught:
        asked(broken)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in shown.stack if is_ours(frame)]
    assert ours
    assert TOKEN not in str([frame.locals for frame in ours])


def test_logged_keys_name_their_units(logged: io.StringIO) -> None:
    asked(in_turn(reply(503), reply(value={})))
    events = [json.loads(line) for line in logged.getvalue().splitlines()]
    scheduled = next(each for each in events if each["event"] == "webex.retry_scheduled")
    assert scheduled["delay_s"] > 0
    assert scheduled["path"] == "/people/me"
    assert all("duration_ms" in each for each in events if each["event"].endswith("answered"))
