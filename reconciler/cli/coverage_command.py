"""`reconciler coverage`: who is covered by policy, and who is not."""

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
    snapshot_option,
)
from reconciler.cli.paint import paint, say
from reconciler.clock import SystemClock
from reconciler.errors import ExitCode
from reconciler.plan.coverage import CoverageReport
from reconciler.policy.load import Loaded, load_policies
from reconciler.report.coverage_text import coverage_json, render_coverage
from reconciler.runs.coverage_run import cover_live, cover_offline
from reconciler.runs.saved_files import read_snapshot

if TYPE_CHECKING:
    from reconciler.cli.wiring import Rim

__all__ = ["command"]


@click.command("coverage")
@policies_argument
@snapshot_option
@click.option(
    "--fail-on-uncovered", is_flag=True, help="Exit 12 when somebody active is not covered."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@as_of_option
@details_option
@base_url_option
@log_options
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter for each option
    rim: "Rim | None",
    policies: Path,
    *,
    snapshot: Path | None,
    fail_on_uncovered: bool,
    format_: str,
    as_of: datetime | None,
    details: bool,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
) -> ExitCode:
    """Count the population against the policies below POLICIES, and name who is not covered.

    Not covered is who shall be recorded and is ineligible, who is conflicted or undetermined,
    and whom no policy claims although there is a calling license. Suspended and invited people
    are counted apart.
    """
    loaded = load_policies(policies)
    day = None if as_of is None else as_of.date()
    if snapshot is not None:
        clock = rim.clock if rim is not None else SystemClock()
        report = cover_offline(loaded, read_snapshot(snapshot), clock=clock, as_of=day)
    else:
        report = _cover_now(rim, loaded, base_url, log_level, log_format, as_of=day)
    if format_ == "json":
        say(coverage_json(report).decode(), newline=False)
    else:
        paint(render_coverage(report, details=details), color=color_choice())
    if report.incomplete:
        return ExitCode.READING_INCOMPLETE
    if fail_on_uncovered and report.uncovered:
        return ExitCode.ASSERTION_FAILED
    return ExitCode.DONE


def _cover_now(  # noqa: PLR0913 - the options of everything that talks to Webex
    rim: "Rim | None",
    loaded: Loaded,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
    *,
    as_of: date | None,
) -> CoverageReport:
    # Network libraries are loaded here, after the policies turned out to be valid.
    from reconciler.cli.wiring import look

    return look(
        rim,
        base_url,
        (log_level, log_format),
        lambda webex, clock, progress: cover_live(
            loaded, webex, clock=clock, progress=progress, as_of=as_of
        ),
    )
