"""A token that ends: renewed once for everybody, at most once a request, and never shown."""

import asyncio
import io
import json
import stat
import traceback
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote_plus

import httpx
import pytest
import structlog

from reconciler.errors import UsageWrong, WebexRefused
from reconciler.webex.retrying import Missing
from reconciler.webex.session import Session
from reconciler.webex.token_places import EnvironmentKeeper, FileKeeper, credentials_of
from reconciler.webex.token_refresh import Keeper, RefreshingToken
from reconciler.webex.wire_answer import Answer, NoAnswer
from tests.virtual_time import START, VirtualClock, run
from tests.webex.our_frames import is_ours
from tests.webex.scripted import Scripted, html, reply, session_to

FIRST = "first-4cc3ss"
REFRESH, ROTATED = "r3fr3sh+t0k3n/one", "r3fr3sh+t0k3n/two"
CLIENT, CLIENT_SECRET = "C1ient", "cl13nt+s3cr3t"
SECRETS = ("4cc3ss", "r3fr3sh", "cl13nt")


class Desk:
    """A Webex that accepts one access token at a time and hands out the next one."""

    def __init__(self) -> None:
        self.accepted = ""
        self.asked: list[dict[str, list[str]]] = []
        self.replies: list[httpx.Response] = []
        self.more: dict[str, str | int] = {"expires_in": 1209600}
        self.transport = Scripted(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/access_token":
            assert "authorization" not in request.headers
            assert request.headers["content-type"] == "application/x-www-form-urlencoded"
            self.asked.append(parse_qs(request.content.decode()))
            if self.replies:
                return self.replies.pop(0)
            self.accepted = f"next-4cc3ss-{len(self.asked)}"
            return reply(200, {"access_token": self.accepted, **self.more})
        if request.headers["authorization"] == f"Bearer {self.accepted}":
            return reply(200, {"id": "P1"}) if request.method == "GET" else reply(204)
        return reply(401, {"message": "The request requires a valid access token."})

    @property
    def others(self) -> int:
        return len(self.transport.sent) - len(self.asked)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    kept = tmp_path / "token.json"
    write(kept, access_token=FIRST)
    return kept


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


def write(path: Path, **more: object) -> None:
    value = {"refresh_token": REFRESH, "client_id": CLIENT, "client_secret": CLIENT_SECRET}
    path.write_text(json.dumps({**value, **more}))
    path.chmod(0o600)


def told() -> list[str]:
    return []


def of_file(path: Path, notes: list[str] | None = None) -> FileKeeper:
    return FileKeeper(path, tell=(told() if notes is None else notes).append)


def door(desk: Desk, keeper: Keeper, *, read_only: bool = False, budget_s: float = 60) -> Session:
    tokens = RefreshingToken(keeper, clock=START_CLOCK)
    return session_to(desk.transport, tokens=tokens, read_only=read_only, budget_s=budget_s)


START_CLOCK = VirtualClock()


def outcome(session: Session, method: str = "GET") -> Answer | NoAnswer:
    return run(session.get("/x") if method == "GET" else session.put("/x", {"enabled": True}))


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_refused_request_is_sent_again_with_a_new_token(
    desk: Desk, path: Path, method: str
) -> None:
    result = outcome(door(desk, of_file(path)), method)
    assert isinstance(result, Answer)
    assert result.succeeded
    assert desk.others == 2
    assert desk.asked == [
        {
            "grant_type": ["refresh_token"],
            "client_id": [CLIENT],
            "client_secret": [CLIENT_SECRET],
            "refresh_token": [REFRESH],
        }
    ]
    assert desk.transport.sent[0].content == desk.transport.sent[-1].content


def test_forty_refused_at_once_cause_one_refresh(desk: Desk, path: Path) -> None:
    session = door(desk, of_file(path))

    async def crowd() -> list[Answer | NoAnswer]:
        return await asyncio.gather(*(session.get(f"/people/{n}") for n in range(40)))

    results = run(crowd())
    assert all(isinstance(each, Answer) and each.succeeded for each in results)
    assert len(desk.asked) == 1
    assert desk.others == 80


def test_a_late_refusal_of_a_token_that_was_replaced_asks_for_nothing(
    desk: Desk, path: Path
) -> None:
    session = door(desk, of_file(path))
    slow = httpx.Response(401, content=b"")

    async def late() -> Answer | NoAnswer:
        usual, held = desk.transport.script, asyncio.Event()

        async def handle(request: httpx.Request) -> httpx.Response:
            if request.url.path == "/v1/slow" and not held.is_set():
                held.set()
                await asyncio.sleep(5)
                return slow
            await asyncio.sleep(0.1)
            desk.transport.sent.append(request)
            result = usual(request)
            assert isinstance(result, httpx.Response)
            return result

        desk.transport.handle_async_request = handle  # type: ignore[method-assign]  # one slow answer
        waiting = asyncio.create_task(session.get("/slow"))
        await held.wait()
        await session.get("/x")
        return await waiting

    result = run(late())
    assert isinstance(result, Answer)
    assert result.succeeded
    assert len(desk.asked) == 1


def test_a_second_refusal_is_handed_over(desk: Desk, path: Path) -> None:
    desk.replies = [reply(200, {"access_token": "not-accepted"})]
    result = outcome(door(desk, of_file(path)))
    assert isinstance(result, Answer)
    assert result.status == 401
    assert desk.others == 2
    assert len(desk.asked) == 1


@pytest.mark.parametrize(
    "denial",
    [
        reply(400, {"message": "The refresh token is invalid.", "errors": []}),
        reply(401, {"error": "invalid_grant"}),
        httpx.Response(
            400, headers={"Content-Type": "text/plain"}, content=f"bad {REFRESH}".encode()
        ),
    ],
    ids=["json", "oauth", "text"],
)
def test_a_revoked_refresh_token_ends_with_what_to_do(
    desk: Desk, path: Path, denial: httpx.Response
) -> None:
    desk.replies = [denial]
    session = door(desk, of_file(path))

    async def twice() -> list[object]:
        crowd = [session.get(f"/people/{n}") for n in range(40)]
        return [*await asyncio.gather(*crowd, return_exceptions=True)]

    results = run(twice())
    assert len(desk.asked) == 1
    assert all(isinstance(each, WebexRefused) for each in results)
    error = results[0]
    assert isinstance(error, WebexRefused)
    assert "authorize the Service App or Integration again" in (error.hint or "")
    assert str(path) in (error.hint or "")
    assert not any(each in error.message for each in SECRETS)
    before = len(desk.transport.sent)
    with pytest.raises(WebexRefused):
        outcome(session)
    assert len(desk.transport.sent) == before


@pytest.mark.parametrize("trouble", [503, 200])
def test_a_token_endpoint_without_a_usable_answer_is_unreachable(
    desk: Desk, path: Path, trouble: int
) -> None:
    desk.replies = [html(trouble) for _ in range(99)]
    session = door(desk, of_file(path), budget_s=5)
    result = outcome(session, "PUT")
    assert isinstance(result, NoAnswer)
    assert result.missing is Missing.NOTHING_LEFT
    assert "refreshing the access token" in result.reason
    assert len(desk.asked) > 1


def test_an_answer_without_a_token_is_no_token(desk: Desk, path: Path) -> None:
    desk.replies = [reply(200, {"access_token": ""}), reply(200, {"access_token": "a\nb"})]
    for _ in range(2):
        result = outcome(door(desk, of_file(path)))
        assert isinstance(result, NoAnswer)
        assert "no usable token" in result.reason


def test_after_a_pause_an_endpoint_that_did_not_answer_is_asked_again(
    desk: Desk, path: Path
) -> None:
    desk.replies = [html(503) for _ in range(6)]
    session = door(desk, of_file(path))

    async def over_time() -> list[int]:
        seen = []
        for wait in (0, 1, 40):
            await asyncio.sleep(wait)
            await session.get("/x")
            seen.append(len(desk.asked))
        return seen

    assert run(over_time()) == [6, 6, 7]


def test_a_429_at_the_token_endpoint_waits_as_everybody_does(desk: Desk, path: Path) -> None:
    desk.replies = [reply(429, headers={"Retry-After": "17"})]
    result = outcome(door(desk, of_file(path)))
    assert isinstance(result, Answer)
    assert result.succeeded
    assert desk.transport.at[2] - desk.transport.at[1] >= 17


def test_a_token_is_replaced_before_it_ends(desk: Desk, path: Path) -> None:
    write(path, access_token=FIRST, expires_at=(START + timedelta(seconds=299)).isoformat())
    outcome(door(desk, of_file(path)))
    assert len(desk.asked) == 1
    assert desk.others == 1


def test_a_token_with_more_time_left_is_left_alone(desk: Desk, path: Path) -> None:
    desk.accepted = FIRST
    write(path, access_token=FIRST, expires_at=(START + timedelta(seconds=301)).isoformat())
    outcome(door(desk, of_file(path)))
    assert desk.asked == []


def test_while_the_old_token_lives_a_failed_refresh_only_warns(
    desk: Desk, path: Path, logged: io.StringIO
) -> None:
    desk.accepted = FIRST
    desk.replies = [reply(400, {"message": "revoked"})]
    write(path, access_token=FIRST, expires_at=(START + timedelta(seconds=60)).isoformat())
    session = door(desk, of_file(path))

    async def over_time() -> list[bool]:
        fine = [await session.get("/x"), await session.get("/x")]
        await asyncio.sleep(60)
        with pytest.raises(WebexRefused):
            await session.get("/x")
        return [isinstance(each, Answer) and each.succeeded for each in fine]

    assert run(over_time()) == [True, True]
    assert len(desk.asked) == 1
    assert logged.getvalue().count("webex.token_refresh_failed") == 1


def test_a_token_that_lives_for_seconds_is_not_replaced_at_every_request(
    desk: Desk, path: Path
) -> None:
    desk.more = {"expires_in": 100}
    session = door(desk, of_file(path))

    async def many() -> None:
        for _ in range(20):
            await session.get("/x")

    run(many())
    assert len(desk.asked) == 1


def test_without_an_access_token_the_first_is_asked_for_even_by_a_read_only_door(
    desk: Desk, path: Path
) -> None:
    write(path)
    result = outcome(door(desk, of_file(path), read_only=True))
    assert isinstance(result, Answer)
    assert result.succeeded
    assert [each.method for each in desk.transport.sent] == ["POST", "GET"]


def test_a_changed_refresh_token_is_stored_whole_and_for_the_owner_alone(
    desk: Desk, path: Path
) -> None:
    write(path, access_token=FIRST, remark="of the nightly job")
    link = path.with_name("link.json")
    link.symlink_to(path)
    before = path.stat().st_ino
    desk.more = {"refresh_token": ROTATED, "expires_in": 1209600}
    outcome(door(desk, of_file(link)))
    held = json.loads(path.read_text())
    assert held["refresh_token"] == ROTATED
    assert held["access_token"] == desk.accepted
    assert held["expires_at"].startswith("2026-12-07T09:00:")
    assert held["client_secret"] == CLIENT_SECRET
    assert held["remark"] == "of the nightly job"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_ino != before
    assert link.is_symlink()
    assert sorted(each.name for each in path.parent.iterdir()) == ["link.json", "token.json"]


@pytest.mark.parametrize("named", [True, False])
def test_a_refresh_token_that_stays_is_not_stored(desk: Desk, path: Path, *, named: bool) -> None:
    before = path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns
    desk.more = {"refresh_token": REFRESH} if named else {}
    session = door(desk, of_file(path))
    outcome(session)
    desk.accepted = "somebody revoked it"
    result = outcome(session)
    assert isinstance(result, Answer)
    assert result.succeeded
    assert len(desk.asked) == 2
    assert (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns) == before


def test_what_cannot_be_stored_is_told_and_the_run_goes_on(desk: Desk, path: Path) -> None:
    notes: list[str] = []
    keeper = of_file(path, notes)
    desk.more = {"refresh_token": ROTATED}
    session = door(desk, keeper)
    path.chmod(0o640)
    result = outcome(session)
    assert isinstance(result, Answer)
    assert result.succeeded
    assert len(notes) == 1
    assert "could not be stored" in notes[0]
    assert not any(each in notes[0] for each in SECRETS)


def test_a_token_that_another_process_has_renewed_is_taken_from_the_file(
    desk: Desk, path: Path
) -> None:
    session = door(desk, of_file(path))
    write(path, access_token="other-4cc3ss", refresh_token=ROTATED)
    desk.accepted = "other-4cc3ss"
    result = outcome(session)
    assert isinstance(result, Answer)
    assert result.succeeded
    assert desk.asked == []


def test_losing_a_race_for_the_refresh_token_is_no_failure(desk: Desk, path: Path) -> None:
    session = door(desk, of_file(path))
    usual = desk.transport.script

    def overtaken(request: httpx.Request) -> httpx.Response | Exception:
        if request.url.path == "/v1/access_token":
            write(path, access_token="other-4cc3ss", refresh_token=ROTATED)
            desk.accepted = "other-4cc3ss"
            return reply(400, {"message": "already used"})
        return usual(request)

    desk.transport.script = overtaken
    result = outcome(session)
    assert isinstance(result, Answer)
    assert result.succeeded


def test_a_changed_refresh_token_of_the_environment_is_told_once(desk: Desk) -> None:
    notes: list[str] = []
    credentials = credentials_of(
        access_token=None,
        refresh_token=REFRESH,
        client_id=CLIENT,
        client_secret=CLIENT_SECRET,
    )
    session = door(desk, EnvironmentKeeper(credentials, tell=notes.append))
    for turn in range(3):
        desk.more = {"refresh_token": f"{ROTATED}-{turn}"}
        desk.accepted = ""
        outcome(session)
    assert [each["refresh_token"][0] for each in desk.asked] == [
        REFRESH,
        f"{ROTATED}-0",
        f"{ROTATED}-1",
    ]
    assert len(notes) == 1
    assert "replaced the refresh token" in notes[0]
    assert not any(each in notes[0] for each in SECRETS)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o610])
def test_a_file_that_others_may_open_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(UsageWrong, match=f"mode {mode:04o}") as caught:
        of_file(path).latest()
    assert caught.value.hint == f"chmod 600 {path}"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "4cc3ss",
        "[]",
        '{"refresh_token": "r3fr3sh"}',
        '{"refresh_token": 1, "client_id": "c", "client_secret": "cl13nt"}',
        '{"refresh_token": "r3fr3sh x", "client_id": "c", "client_secret": "cl13nt"}',
        '{"refresh_token": "r", "client_id": "c", "client_secret": "s", "expires_at": "4cc3ss"}',
        '{"refresh_token": "r", "client_id": "c", "client_secret": "s", "expires_at": 20261207}',
    ],
)
def test_a_file_that_holds_something_else_is_refused_without_being_shown(
    path: Path, content: str
) -> None:
    path.write_text(content)
    with pytest.raises(UsageWrong) as caught:
        of_file(path).latest()
    shown = "".join(traceback.format_exception(caught.value))
    assert not any(each in shown for each in SECRETS)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageWrong, match=r"nowhere\.json"):
        of_file(tmp_path / "nowhere.json").latest()


def test_a_caller_who_is_cancelled_does_not_stop_the_refresh(desk: Desk, path: Path) -> None:
    desk.more = {"refresh_token": ROTATED}
    session = door(desk, of_file(path))

    async def impatient() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.15):
                await session.get("/x")
        await asyncio.sleep(1)

    run(impatient())
    assert json.loads(path.read_text())["refresh_token"] == ROTATED


def test_nothing_secret_is_logged_shown_or_kept_elsewhere(
    desk: Desk, path: Path, logged: io.StringIO
) -> None:

    def quoting(status: int, refresh_token: str) -> httpx.Response:
        spelt = quote_plus(refresh_token)
        return reply(status, {"message": f"{refresh_token} {CLIENT_SECRET} {spelt}"})

    desk.more = {"refresh_token": ROTATED}
    desk.replies = [quoting(503, REFRESH)]
    keeper = of_file(path)
    tokens = RefreshingToken(keeper, clock=VirtualClock())
    session = session_to(desk.transport, tokens=tokens)
    result = outcome(session)
    desk.accepted, desk.replies = "", [quoting(401, ROTATED)]
    with pytest.raises(WebexRefused) as caught:
        outcome(session)
    shown = [repr(each) for each in (result, tokens, keeper, keeper.latest(), session)]
    stack = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    shown += [str(frame.locals) for frame in stack.stack if is_ours(frame)]
    shown += [caught.value.message, str(caught.value.hint), logged.getvalue()]
    assert "webex.token_refreshed" in logged.getvalue()
    assert '"path": "/access_token"' in logged.getvalue()
    assert "[redacted]" in caught.value.message
    assert not any(each in "".join(shown) for each in SECRETS)
    others = [each for each in path.parent.rglob("*") if each != path]
    assert others == []
