"""`reconciler test`: run the tests that the policy files hold. Offline, no credentials."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconciler.cli.environment import color_choice
from reconciler.cli.options import policies_argument
from reconciler.cli.paint import paint, say
from reconciler.clock import SystemClock
from reconciler.errors import ExitCode
from reconciler.policy.load import load_policies
from reconciler.report.trials_text import render_junit, render_trials, render_untested
from reconciler.runs.trial_run import try_policies

if TYPE_CHECKING:
    from reconciler.cli.wiring import Rim

__all__ = ["command"]


@click.command("test")
@policies_argument
@click.option("--coverage", is_flag=True, help="Name policies and profiles that no test exercises.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "junit"]),
    default="text",
    show_default=True,
)
@click.pass_obj
def command(rim: "Rim | None", policies: Path, *, coverage: bool, format_: str) -> ExitCode:
    """Run the `tests` of the policy files below POLICIES; exit 12 when one fails.

    A failing test shows what it expected, what it got, and the line of the policy that governs.
    """
    tried = try_policies(
        load_policies(policies), clock=rim.clock if rim is not None else SystemClock()
    )
    color = color_choice()
    if format_ == "junit":
        say(render_junit(tried.trials), newline=False)
    else:
        paint(render_trials(tried.trials), color=color)
    if coverage:
        paint(render_untested(tried.untested), err=format_ == "junit", color=color)
    return ExitCode.ASSERTION_FAILED if tried.failed else ExitCode.DONE
