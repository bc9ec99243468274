"""`reconciler explain`: why a person gets what they get."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconciler.cli.environment import color_choice
from reconciler.cli.options import (
    as_of_option,
    base_url_option,
    log_options,
    policies_option,
    snapshot_option,
)
from reconciler.cli.paint import paint, say
from reconciler.clock import SystemClock
from reconciler.errors import ExitCode
from reconciler.plan.explanation import Explanation
from reconciler.policy.load import Loaded, load_policies
from reconciler.report.explanation_text import render_candidates, render_explanation
from reconciler.runs.explain_run import Ambiguous, explain_live, explain_offline
from reconciler.runs.saved_files import read_snapshot

if TYPE_CHECKING:
    from reconciler.cli.wiring import Rim

__all__ = ["command"]


@click.command("explain")
@click.argument("person")
@policies_option
@snapshot_option
@as_of_option
@base_url_option
@log_options
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter for each option
    rim: "Rim | None",
    person: str,
    *,
    policies: Path,
    snapshot: Path | None,
    as_of: datetime | None,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
) -> ExitCode:
    """Say which policy governs PERSON, who lost and why, and where each setting was written.

    PERSON is an email address, an id, or how a name or an address begins.
    """
    loaded = load_policies(policies)
    day = None if as_of is None else as_of.date()
    if snapshot is not None:
        clock = rim.clock if rim is not None else SystemClock()
        told = explain_offline(loaded, person, read_snapshot(snapshot), clock=clock, as_of=day)
    else:
        told = _explain_now(rim, loaded, person, base_url, log_level, log_format, as_of=day)
    if isinstance(told, Ambiguous):
        say(f"'{person}' may be one of {len(told.candidates)}:", err=True)
        paint(render_candidates(told.candidates), err=True, color=color_choice())
        return ExitCode.USAGE
    paint(render_explanation(told), color=color_choice())
    return ExitCode.DONE


def _explain_now(  # noqa: PLR0913, PLR0917 - the options of everything that talks to Webex
    rim: "Rim | None",
    loaded: Loaded,
    person: str,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
    *,
    as_of: date | None,
) -> Explanation | Ambiguous:
    # Network libraries are loaded here, after the policies turned out to be valid.
    from reconciler.cli.wiring import look

    return look(
        rim,
        base_url,
        (log_level, log_format),
        lambda webex, clock, progress: explain_live(
            loaded, person, webex, clock=clock, progress=progress, as_of=as_of
        ),
    )
