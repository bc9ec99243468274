"""The program as a process, against the sandbox as another, over a real port."""

import json
import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from reconciler.errors import ExitCode
from tests.stories.conftest import PROFILES, TRADERS

PROGRAM = [sys.executable, "-m", "reconciler"]


@pytest.fixture
def town(tmp_path):
    """Serve a sandbox that permits 80 requests a second; yield the environment that reaches it."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "profiles.yaml").write_text(PROFILES)
    (tmp_path / "policies" / "policies.yaml").write_text(TRADERS)
    arguments = ["sandbox", "serve", "--port", "0", "--people", "150", "--rate", "80"]
    server = subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.PIPE, text=True)
    exports = {}
    while len(exports) < 2:
        said = re.fullmatch(r"\s*export (WEBEX_\w+)=(\S+)\s*", server.stdout.readline())
        if said:
            exports[said[1]] = said[2]
    yield {**os.environ, **exports, "NO_COLOR": "1"}
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    server.stdout.close()


def test_a_run_that_is_interrupted_says_so_and_the_next_one_finishes(town, tmp_path):
    def types(*arguments):
        return subprocess.run(
            [*PROGRAM, *arguments], cwd=tmp_path, env=town, capture_output=True, text=True
        )

    told = types("plan", "--out", "plan.json")
    assert told.returncode == ExitCode.DONE, told.stderr
    planned = len(json.loads((tmp_path / "plan.json").read_text())["plan"]["changes"])

    apply = subprocess.Popen(
        [*PROGRAM, "apply", "plan.json", "--log-format", "json"],
        cwd=tmp_path,
        env=town,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for text in apply.stderr:
        if "apply.change_concluded" in text:
            apply.send_signal(signal.SIGINT)
            break
    out, err = apply.communicate(timeout=60)
    assert apply.returncode == ExitCode.APPLY_INCOMPLETE, err
    assert "NotAttempted" in out
    assert "stopping: what is under way is finished first" in err
    assert "Traceback" not in err
    assert town["WEBEX_ACCESS_TOKEN"] not in out + err

    assert types("plan", "--out", "rest.json").returncode == ExitCode.DONE
    left = len(json.loads((tmp_path / "rest.json").read_text())["plan"]["changes"])
    assert 0 < left < planned
    assert types("apply", "rest.json").returncode == ExitCode.DONE
    assert types("plan", "--detailed-exitcode").returncode == ExitCode.DONE


def test_a_second_signal_leaves_at_once_and_does_not_call_it_nothing(town, tmp_path):
    subprocess.run([*PROGRAM, "plan", "--out", "plan.json"], cwd=tmp_path, env=town, check=True)
    apply = subprocess.Popen(
        [*PROGRAM, "apply", "plan.json", "--log-format", "json"],
        cwd=tmp_path,
        env=town,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    waiting_for = iter(("apply.change_concluded", "stopping:"))
    wanted = next(waiting_for)
    for text in apply.stderr:
        if wanted in text:
            apply.send_signal(signal.SIGINT)
            wanted = next(waiting_for, None)
            if wanted is None:
                break
    _, err = apply.communicate(timeout=60)
    assert apply.returncode == ExitCode.APPLY_INCOMPLETE, err
    assert "left at once" in err
    assert "Traceback" not in err


def test_a_reader_who_goes_away_changes_no_exit_code(town, tmp_path):
    program = " ".join(PROGRAM)
    script = f"{program} plan --details --detailed-exitcode | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", script], cwd=tmp_path, env=town, capture_output=True, text=True
    )
    assert done.returncode == ExitCode.CHANGES_PENDING, done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_listening_is_unreachable(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        port = taken.getsockname()[1]
        environment = {
            **os.environ,
            "WEBEX_BASE_URL": f"http://127.0.0.1:{port}/v1",
            "WEBEX_ACCESS_TOKEN": "some-token",
        }
        told = subprocess.run(
            [*PROGRAM, "snapshot", "--out", "org.jsonl"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
    assert told.returncode == ExitCode.WEBEX_UNREACHABLE
    assert "Traceback" not in told.stderr
    assert "some-token" not in told.stderr
    assert not (tmp_path / "org.jsonl").exists()
