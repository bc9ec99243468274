"""A token that a command prints: without a shell, in time, and never shown."""

import asyncio
import shlex
import sys
import traceback
from pathlib import Path

import pytest

from reconciler.errors import UsageWrong, WebexRefused
from reconciler.webex.token_command import CommandToken
from reconciler.webex.tokens import FixedToken, TokenForm
from reconciler.webex.wire_answer import Answer, NoAnswer
from tests.virtual_time import run
from tests.webex.our_frames import is_ours
from tests.webex.scripted import Scripted, in_turn, reply, session_to

TOKEN = "4cc3ss"


def python(code: str, *arguments: str) -> str:
    return shlex.join([sys.executable, "-c", code, *arguments])


def counting(path: Path, *tokens: str) -> str:
    """Return a command that prints the next of these tokens each time it is run."""
    code = (
        "import sys; path, *tokens = sys.argv[1:]; open(path, 'a').write('.');"
        " runs = len(open(path).read()); print(tokens[min(runs, len(tokens)) - 1])"
    )
    return python(code, str(path), *tokens)


async def nowhere(form: TokenForm) -> Answer | NoAnswer:
    raise AssertionError(form)


def test_the_first_line_is_the_token() -> None:
    tokens = CommandToken(python("print(' 4cc3ss '); print('expires in an hour')"))
    transport = Scripted(in_turn(reply(value={})))
    run(session_to(transport, tokens=tokens).get("/x"))
    assert transport.sent[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_a_refused_token_makes_the_command_run_once_more_for_everybody(tmp_path: Path) -> None:
    count = tmp_path / "runs"
    tokens = CommandToken(counting(count, "old", "new"))
    transport = Scripted(
        lambda request: reply(200 if "new" in request.headers["authorization"] else 401, {})
    )
    session = session_to(transport, tokens=tokens)

    async def crowd() -> list[Answer | NoAnswer]:
        return await asyncio.gather(*(session.get(f"/people/{n}") for n in range(40)))

    assert all(isinstance(each, Answer) and each.succeeded for each in run(crowd()))
    assert 40 < len(transport.sent) <= 80
    assert count.read_text() == ".."


def test_a_command_that_repeats_itself_has_no_other_token(tmp_path: Path) -> None:
    tokens = CommandToken(counting(tmp_path / "runs", "old"))
    transport = Scripted(lambda _: reply(401, {}))
    result = run(session_to(transport, tokens=tokens).get("/x"))
    assert isinstance(result, Answer)
    assert result.status == 401
    assert len(transport.sent) == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; print('4cc3ss', file=sys.stderr); sys.exit(3)", "exit code 3"),
        ("print('4cc3ss and more')", "the first line"),
        ("pass", "the first line"),
        ("import time; print('4cc3ss', flush=True); time.sleep(60)", "not done after"),
    ],
)
def test_a_command_that_gives_no_token_is_told_without_what_it_printed(
    code: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    tokens = CommandToken(python(code, "--password=4cc3ss"), longest_s=0.7)
    with pytest.raises(WebexRefused, match=told) as caught:
        run(tokens.refresh_if_due(nowhere))
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [str(each.locals) for each in shown.stack if is_ours(each)]
    out, err = capfd.readouterr()
    told_all = [caught.value.message, str(caught.value.hint), repr(tokens), out, err, *frames]
    assert TOKEN not in "".join(told_all)
    assert "by hand" in (caught.value.hint or "")


def test_a_command_that_is_not_there_is_named() -> None:
    with pytest.raises(WebexRefused, match="no-such-program"):
        run(CommandToken("no-such-program --token").refresh_if_due(nowhere))


@pytest.mark.parametrize("command", ["", "   ", "print 'half"])
def test_a_command_that_cannot_be_understood_is_wrong_usage(command: str) -> None:
    with pytest.raises(UsageWrong):
        CommandToken(command)


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    tokens = CommandToken(f"{python('print(1)')} ; touch {trap}")
    run(tokens.refresh_if_due(nowhere))
    assert tokens.current().reveal() == "1"
    assert not trap.exists()


def test_a_fixed_token_has_no_successor() -> None:
    tokens = FixedToken(TOKEN)
    assert run(tokens.renew(tokens.current(), nowhere)) is False
