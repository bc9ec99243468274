"""`reconciler show`: a saved plan, rendered again. Offline."""

from pathlib import Path

import click

from reconciler.cli.options import details_option
from reconciler.cli.paint import say
from reconciler.cli.plan_command import show_plan
from reconciler.errors import ExitCode
from reconciler.plan.plan_file import plan_id
from reconciler.runs.saved_files import read_plan

__all__ = ["command"]


@click.command("show")
@click.argument("plan_file", type=click.Path(path_type=Path), metavar="PLAN")
@details_option
def command(plan_file: Path, *, details: bool) -> ExitCode:
    """Show the plan saved in PLAN, unless it was edited since."""
    plan = read_plan(plan_file)
    show_plan(plan, details=details)
    say(f"Plan {plan_id(plan)[:12]}, valid until {plan.valid_until:%Y-%m-%d %H:%M} UTC.")
    return ExitCode.DONE
