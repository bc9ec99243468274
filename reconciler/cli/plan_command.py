"""`reconciler plan`: what would change? Reads only, and never before the policies are valid."""

import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconciler.cli.environment import color_choice
from reconciler.cli.options import (
    as_of_option,
    base_url_option,
    details_option,
    log_options,
    policies_argument,
)
from reconciler.cli.paint import paint, say
from reconciler.clock import SystemClock
from reconciler.errors import ExitCode
from reconciler.plan.changes import Plan
from reconciler.plan.plan_file import dump_plan
from reconciler.policy.load import Loaded, load_policies
from reconciler.report.plan_text import render_plan
from reconciler.runs.plan_run import plan_live, plan_offline
from reconciler.runs.saved_files import read_snapshot, refuse_unwritable, write_plan

if TYPE_CHECKING:
    from reconciler.cli.wiring import Rim

__all__ = ["command", "plan_now", "plan_outcome", "show_plan"]


@click.command("plan")
@policies_argument
@click.option("--snapshot", type=click.Path(path_type=Path), help="Plan offline from this file.")
@click.option("--out", type=click.Path(path_type=Path), help="Save the plan for `apply`.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json prints exactly what --out saves.",
)
@as_of_option
@click.option(
    "--detailed-exitcode", is_flag=True, help="Exit 2, not 0, when something would change."
)
@details_option
@base_url_option
@log_options
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter for each option
    rim: "Rim | None",
    policies: Path,
    *,
    snapshot: Path | None,
    out: Path | None,
    format_: str,
    as_of: datetime | None,
    detailed_exitcode: bool,
    details: bool,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
) -> ExitCode:
    """Show what would change to make Webex match the policies below POLICIES (default: policies).

    \b
      reconciler plan                          text, from the organization as it is
      reconciler plan --out plan.json          the same, and save it for review and apply
      reconciler plan --snapshot org.jsonl     offline, from a saved inventory
      reconciler plan --as-of 2027-04-01       what dated policies and waivers will do then
    """  # noqa: D301 - click's mark for "keep these lines"
    loaded = load_policies(policies)
    if out is not None:
        refuse_unwritable(out)
    day = None if as_of is None else as_of.date()
    if snapshot is not None:
        clock = rim.clock if rim is not None else SystemClock()
        plan = plan_offline(loaded, read_snapshot(snapshot), clock=clock, as_of=day)
    else:
        plan = plan_now(rim, loaded, base_url, log_level, log_format, as_of=day)
    if out is not None:
        write_plan(out, plan)
    if format_ == "json":
        say(dump_plan(plan).decode(), newline=False)
    else:
        _tell(plan, out, details=details)
    return plan_outcome(plan, detailed=detailed_exitcode)


def _tell(plan: Plan, out: Path | None, *, details: bool) -> None:
    show_plan(plan, details=details)
    if out is not None and plan.changes and not plan.hypothetical:
        say(_next_step(plan, out))


def _next_step(plan: Plan, out: Path) -> str:
    if plan.created_at >= plan.valid_until:
        return f"Saved to {out} for reading; its snapshot is too old to apply."
    return f"Saved to {out}. Carry it out with: reconciler apply {out}"


def plan_now(  # noqa: PLR0913 - the options of everything that talks to Webex
    rim: "Rim | None",
    loaded: Loaded,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
    *,
    as_of: date | None = None,
) -> Plan:
    """Return a plan against the live organization, through a door that only reads."""
    # Network libraries are loaded here, after the policies turned out to be valid.
    from reconciler.cli.wiring import look

    return look(
        rim,
        base_url,
        (log_level, log_format),
        lambda webex, clock, progress: plan_live(
            loaded, webex, clock=clock, progress=progress, as_of=as_of
        ),
    )


def show_plan(plan: Plan, *, details: bool) -> None:
    """Write the plan to stdout for a person."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    paint(render_plan(plan, details=details, width=columns), color=color_choice())


def plan_outcome(plan: Plan, *, detailed: bool) -> ExitCode:
    """Return the exit code of a plan: incomplete reading before pending changes."""
    if plan.pins.incomplete:
        return ExitCode.READING_INCOMPLETE
    if detailed and plan.changes:
        return ExitCode.CHANGES_PENDING
    return ExitCode.DONE
