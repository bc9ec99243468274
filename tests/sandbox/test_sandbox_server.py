"""The sandbox on a real port, as a person starts it, and its administrator on the command line."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from reconciler.sandbox.control import ControlFailed, edit
from tests.sandbox.sandbox_client import ADA, BOB


@contextmanager
def served(*options: str) -> Iterator[tuple[dict[str, str], subprocess.Popen[str]]]:
    """Run `sandbox serve` on a free port; yield what its export lines say."""
    command = [sys.executable, "-m", "reconciler", "sandbox", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield exports(process), process
        finally:
            process.terminate()


def exports(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    found: dict[str, str] = {}
    for line in process.stdout:
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and line.strip().startswith("export "):
            found[name] = value
        if len(found) == 2:
            break
    return found


def command_line(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reconciler", "sandbox", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def client(environment: dict[str, str]) -> httpx.Client:
    headers = {"Authorization": f"Bearer {environment['WEBEX_ACCESS_TOKEN']}"}
    url = environment["WEBEX_BASE_URL"]
    return httpx.Client(base_url=url, headers=headers, trust_env=False)


def test_it_serves_breaks_connections_is_edited_and_ends_cleanly() -> None:
    with served("--people", "30", "--rate", "0", "--calling-failure", BOB) as (
        environment,
        process,
    ):
        with client(environment) as webex:
            page = webex.get("/people?callingData=true&max=10")
            people = {each["emails"][0]: each for each in page.json()["items"]}
            assert len(people) == 10
            assert "errors" in people[BOB]
            assert page.headers["Link"].startswith(f"<{environment['WEBEX_BASE_URL']}/people?")
            path = f"/people/{people[ADA]['id']}/features/callRecording"

            done = command_line(environment, "edit", ADA, "record=Always", "repeat.interval=61")
            assert done.returncode == 0, done.stderr
            shown = webex.get(path).json()
            assert (shown["record"], shown["repeat"]["interval"]) == ("Always", 61)
            refused = command_line(environment, "edit", ADA, "record=Sometimes")
            assert refused.returncode == 7
            assert "Invalid field value: record" in refused.stderr

            lost = {"kind": "lost_answer_after_effect", "ending": "closed", "method": "PUT"}
            webex.post(f"{webex.base_url.copy_with(path='/_sandbox/weather')}", json=lost)
            with pytest.raises(httpx.RemoteProtocolError):
                webex.put(path, json={"record": "Never"})
            assert webex.get(path).json()["record"] == "Never"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_ctrl_c_ends_it_cleanly_too() -> None:
    with served("--people", "10") as (_, process):
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0


def test_a_port_in_use_is_said_so() -> None:
    with served("--people", "10") as (environment, _):
        port = environment["WEBEX_BASE_URL"].rpartition(":")[2].removesuffix("/v1")
        again = command_line({}, "serve", "--people", "10", "--port", port)
    assert again.returncode == 64
    assert f"port {port} cannot be used" in again.stderr


def test_a_failure_for_nobody_is_wrong_usage() -> None:
    done = command_line({}, "serve", "--people", "10", "--calling-failure", "nobody")
    assert done.returncode == 64
    assert "nobody" in done.stderr


def test_a_missing_extra_is_one_clear_message() -> None:
    code = (
        "import sys; sys.modules['starlette'] = None\nfrom reconciler.cli.main import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "sandbox", "serve"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 64
    assert "pip install 'reconciler[sandbox]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        *("https://webexapis.com/v1", "http://webexapis.com/v1", "https://127.0.0.1/v1"),
        *("http://127.0.0.1@elsewhere.example/v1", "http://127.0.0.1.elsewhere.example/v1", ""),
    ],
)
def test_only_this_machine_is_edited(url: str) -> None:
    with pytest.raises(ValueError, match="not a sandbox on this machine"):
        edit(url, "token", ADA, {"enabled": False})


def test_the_command_refuses_a_real_organization() -> None:
    environment = {"WEBEX_BASE_URL": "https://webexapis.com/v1", "WEBEX_ACCESS_TOKEN": "x"}
    done = command_line(environment, "edit", ADA, "enabled=false")
    assert done.returncode == 64
    assert "not a sandbox" in done.stderr


def test_nobody_at_the_port_is_unreachable() -> None:
    with pytest.raises(ControlFailed) as caught:
        edit("http://127.0.0.1:9/v1", "token", ADA, {})
    assert not caught.value.answered


@pytest.mark.parametrize(
    "assignments",
    [["enabled"], ["=1"], ["a..b=1"], ["a=1", "a.b=2"], ["a.b=2", "a=1"], ["a=1", "a=1"]],
)
def test_assignments_that_mean_nothing_are_wrong_usage(assignments: list[str]) -> None:
    environment = {"WEBEX_BASE_URL": "http://127.0.0.1:9/v1", "WEBEX_ACCESS_TOKEN": "x"}
    done = command_line(environment, "edit", ADA, *assignments)
    assert done.returncode == 64, json.dumps([done.stdout, done.stderr])
