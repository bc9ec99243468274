"""`reconciler demo`: the main job end to end on the sandbox, each step as a user would type it.

Every step checks what it shows; the first one that is not as announced ends the demo with 1.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from reconciler.cli.environment import TOKEN_VARIABLES
from reconciler.errors import ExitCode, UsageWrong
from reconciler.runs.saved_files import read_plan

__all__ = ["command"]

_PEOPLE: Final = 200
_RATE: Final = 40
_BY_HAND: Final = ("ada.okafor@northwind.example", "bob.larsen@northwind.example")


class _DemoFailed(Exception):
    """A step did not do what it said."""


@click.command("demo")
def command() -> ExitCode:
    """Show the main job on the sandbox: validate, plan, apply, drift, correct; no account."""
    with tempfile.TemporaryDirectory(prefix="reconciler-demo-") as folder:
        here = Path(folder)
        shutil.copytree(_example_policies(), here / "policies")
        try:
            with _sandbox(here) as environment:
                _story(here, environment)
        except _DemoFailed as failure:
            click.echo(f"\nThe demo stopped: {failure}", err=True)
            return ExitCode.BUG
    click.echo("\nDone. Read README.md for your own organization.")
    return ExitCode.DONE


def _example_policies() -> Path:
    checkout = Path("policies")
    packaged = Path(__file__).parent.parent / "example_policies"
    for candidate in (checkout, packaged):
        if candidate.is_dir():
            return candidate
    raise UsageWrong("the example policies are not here", hint="run it in the repository's folder")


def _story(here: Path, environment: dict[str, str]) -> None:
    def step(title: str, *arguments: str, expect: ExitCode = ExitCode.DONE) -> None:
        click.secho(f"\n# {title}", bold=True)
        _run(here, environment, arguments, expect)

    step("Are the policies well-formed? (offline)", "validate", "policies")
    step("What would change? Losses come first.", "plan", "policies", "--out", "plan.json")
    planned = len(read_plan(here / "plan.json").changes)
    if not planned:
        raise _DemoFailed("the first plan is empty")
    step(f"Carry out exactly these {planned} changes.", "apply", "plan.json")
    step("Plan again: nothing is left to do.", "plan", "policies", "--detailed-exitcode")
    click.secho("\n# An administrator changes two people by hand.", bold=True)
    for email in _BY_HAND:
        _run(here, environment, ("sandbox", "edit", email, "enabled=false"), ExitCode.DONE)
    step(
        "The next plan shows exactly these two.",
        *("plan", "policies", "--out", "drift.json", "--detailed-exitcode"),
        expect=ExitCode.CHANGES_PENDING,
    )
    found = {change.subject.label for change in read_plan(here / "drift.json").changes}
    if found != set(_BY_HAND):
        raise _DemoFailed(f"the plan names {', '.join(sorted(found)) or 'nobody'}")
    step("Correct them.", "apply", "drift.json")
    step("And everything is as the policies say.", "plan", "policies", "--detailed-exitcode")


def _run(
    here: Path, environment: dict[str, str], arguments: tuple[str, ...], expect: ExitCode
) -> None:
    click.secho(f"$ reconciler {' '.join(arguments)}", fg="cyan")
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603 - our own program with fixed arguments
        [sys.executable, "-m", "reconciler", *arguments], cwd=here, env=environment, check=False
    )
    if done.returncode != expect:
        raise _DemoFailed(f"exit code {done.returncode}, expected {int(expect)}")


@contextmanager
def _sandbox(here: Path) -> Iterator[dict[str, str]]:
    """Serve a sandbox in a process of its own; yield the environment that reaches it."""
    arguments = ("sandbox", "serve", "--port", "0", "--people", str(_PEOPLE), "--seed", "7")
    click.secho(f"$ reconciler {' '.join(arguments)} --rate {_RATE} &", fg="cyan")
    server = subprocess.Popen(  # noqa: S603 - our own program with fixed arguments
        [sys.executable, "-m", "reconciler", *arguments, "--rate", str(_RATE)],
        cwd=here,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        # The secrets of a real organization have no business in a demo.
        kept = {name: os.environ[name] for name in os.environ.keys() - TOKEN_VARIABLES}
        yield {**kept, "RECONCILER_LOG_LEVEL": "warning", **_exports(server)}
    finally:
        server.terminate()
        server.wait(timeout=10)
        if server.stdout is not None:
            server.stdout.close()


def _exports(server: subprocess.Popen[str]) -> dict[str, str]:
    """Read the two export lines that `sandbox serve` prints for people to paste."""
    found: dict[str, str] = {}
    assert server.stdout is not None  # noqa: S101 - it was opened as a pipe
    for text in server.stdout:
        head, _, value = text.strip().removeprefix("export ").partition("=")
        if head in {"WEBEX_BASE_URL", "WEBEX_ACCESS_TOKEN"}:
            found[head] = value
        if len(found) == 2:  # noqa: PLR2004 - both of them
            return found
    raise _DemoFailed("the sandbox did not start")
