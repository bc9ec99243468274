"""`reconciler apply`: carry out a reviewed plan, or plan, show, ask for `yes`, carry out."""

import sys
from pathlib import Path

import click

from reconciler.apply.executor import Conclusion
from reconciler.cli.environment import color_choice
from reconciler.cli.options import base_url_option, details_option, log_options
from reconciler.cli.paint import paint, say
from reconciler.cli.plan_command import plan_now, show_plan
from reconciler.cli.progress_bar import watch
from reconciler.cli.wiring import Rim, Stop, default_rim, open_webex, start_logs
from reconciler.errors import ExitCode
from reconciler.plan.changes import Plan
from reconciler.policy.load import load_policies
from reconciler.report.outcome_text import render_outcomes
from reconciler.runs.apply_run import apply_plan, exit_code_of, refuse_other_policies
from reconciler.runs.saved_files import read_plan

__all__ = ["command"]


@click.command("apply")
@click.argument("plan_file", type=click.Path(path_type=Path), required=False, metavar="[PLAN]")
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    help="Without PLAN: the policies to plan from (default: policies). With PLAN: refuse it if"
    " these say anything else than the ones it was made from.",
)
@details_option
@base_url_option
@log_options
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter for each option
    rim: Rim | None,
    plan_file: Path | None,
    *,
    policies: Path | None,
    details: bool,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
) -> ExitCode:
    """Carry out exactly what PLAN says; without PLAN: plan, show, and ask for the word `yes`.

    Each document is looked at, written only if it is still as the plan saw it, and looked at
    again until the effect is proved.
    """
    rim = rim or default_rim()
    start_logs(log_level, log_format)
    if plan_file is not None:
        plan = read_plan(plan_file)
        if policies is not None:
            refuse_other_policies(plan, load_policies(policies))
        return _carry_out(rim, plan, base_url, details=details)
    plan = plan_now(
        rim, load_policies(policies or Path("policies")), base_url, log_level, log_format
    )
    show_plan(plan, details=details)
    unread = ExitCode.READING_INCOMPLETE if plan.pins.incomplete else ExitCode.DONE
    if not plan.changes:
        return unread
    if not _said_yes():
        say("Nothing was written.")
        return ExitCode.CHANGES_PENDING
    return _carry_out(rim, plan, base_url, details=details) or unread


def _said_yes() -> bool:
    say("\nOnly the word 'yes' carries this out: ", newline=False)
    answer = sys.stdin.readline().strip()
    if not sys.stdin.isatty():
        say("")
    return answer == "yes"


def _carry_out(rim: Rim, plan: Plan, base_url: str | None, *, details: bool) -> ExitCode:
    progress = watch()
    stop = Stop(progress.note)

    async def work() -> Conclusion:
        async with open_webex(rim, base_url, progress, read_only=False) as webex:
            stop.listen()
            return await apply_plan(plan, webex, clock=rim.clock, progress=progress, stopped=stop)

    try:
        conclusion = rim.run(work())
    except KeyboardInterrupt:
        if not stop.asked:
            raise
        say("left at once: what was under way may have happened; plan again", err=True)
        return ExitCode.APPLY_INCOMPLETE
    finally:
        progress.finish()
    concluded = [(each.change.subject, each.outcome) for each in conclusion.concluded]
    paint(render_outcomes(concluded, details=details), color=color_choice())
    return exit_code_of(conclusion, interrupted=stop.asked)
