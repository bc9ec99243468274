"""The command line's own behavior: usage, colors, secrets, progress without a terminal."""

import json

import pytest
import structlog

from reconciler.cli.logs import set_up_logs
from reconciler.cli.main import answer
from reconciler.cli.paint import paint
from reconciler.cli.progress_bar import ProgressLines
from reconciler.errors import ExitCode
from reconciler.report.ink import Span, Tone, line
from tests.virtual_time import VirtualClock, run


@pytest.mark.parametrize(
    "arguments",
    [
        ["plann"],
        ["plan", "--frmat", "json"],
        ["plan", "--format", "xml"],
        ["snapshot"],
        ["show"],
        ["sandbox", "serve", "--people", "3"],
    ],
)
def test_wrong_usage_is_64_on_stderr(arguments, capsys):
    assert answer(arguments) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err


def test_every_command_has_help_with_its_options(capsys):
    assert answer(["--help"]) == 0
    listed = capsys.readouterr().out
    for name in (
        *("validate", "test", "plan", "show", "apply", "explain", "coverage"),
        *("snapshot", "sandbox", "demo", "schema"),
    ):
        assert f"  {name} " in listed
        assert answer([name, "--help"]) == 0
        assert "--help" in capsys.readouterr().out


def test_the_version_is_told(capsys):
    assert answer(["--version"]) == 0
    assert "reconciler, version" in capsys.readouterr().out


def test_tones_become_colors_only_when_asked(capsys):
    paint([line(Span("lost", Tone.LOSS), " plain")], color=True)
    assert "\x1b[31m" in capsys.readouterr().out
    paint([line(Span("lost", Tone.LOSS), " plain")])
    assert capsys.readouterr().out == "lost plain\n"


def test_known_secrets_are_redacted_whoever_logs_them(capsys):
    set_up_logs(level="info", json=True, color=False)
    structlog.get_logger().info("cli.tested", access_token="abc", subject="ada")
    told = json.loads(capsys.readouterr().err)
    assert told["access_token"] == "[redacted]"
    assert told["subject"] == "ada"


def test_events_below_the_level_are_silent(capsys):
    set_up_logs(level="error", json=False, color=False)
    structlog.get_logger().info("cli.tested")
    assert capsys.readouterr().err == ""


def test_without_a_terminal_progress_is_one_line_a_minute(capsys):
    async def work():
        clock = VirtualClock()
        progress = ProgressLines(clock)
        progress.start("reading documents", 400)
        for _ in range(300):
            await clock.sleep(0.5)
            progress.advance()
        progress.finish()

    run(work())
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0] == "reading documents: 120 of 400, 140 s left (2.0/s)"
