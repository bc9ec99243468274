"""`reconciler snapshot`: save what Webex reports now; `snapshot diff`: compare two such files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconciler.cli.environment import color_choice
from reconciler.cli.options import base_url_option, log_options
from reconciler.cli.paint import paint, say
from reconciler.errors import ExitCode
from reconciler.inventory.snapshot import Inventory, incomplete
from reconciler.inventory.snapshot_diff import differences
from reconciler.report.phrases import people
from reconciler.report.snapshot_text import render_snapshot_diff
from reconciler.runs.saved_files import read_snapshot, refuse_unwritable, write_snapshot

if TYPE_CHECKING:
    from reconciler.cli.wiring import Rim

__all__ = ["command", "take_inventory"]


@click.group("snapshot", invoke_without_command=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.")
@base_url_option
@log_options
@click.pass_context
def command(
    context: click.Context,
    *,
    out: Path | None,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
) -> ExitCode:
    """Save people and their documents as Webex reports them now, for planning offline.

    \b
      reconciler snapshot --out org.jsonl
      reconciler snapshot diff monday.jsonl tuesday.jsonl
    """  # noqa: D301 - click's mark for "keep these lines"
    if context.invoked_subcommand is not None:
        return ExitCode.DONE
    if out is None:
        raise click.UsageError("snapshot needs --out FILE")
    refuse_unwritable(out)
    inventory = take_inventory(context.obj, base_url, log_level, log_format)
    write_snapshot(out, inventory)
    say(
        f"Saved {people(len(inventory.subjects))} and"
        f" {len(inventory.documents):,} documents of {inventory.organization.name} to {out}."
    )
    if incomplete(inventory):
        say("The reading is incomplete: the file names what could not be read.", err=True)
        return ExitCode.READING_INCOMPLETE
    return ExitCode.DONE


@command.command("diff")
@click.argument("before", type=click.Path(path_type=Path), metavar="BEFORE")
@click.argument("after", type=click.Path(path_type=Path), metavar="AFTER")
@click.option("--detailed-exitcode", is_flag=True, help="Exit 2, not 0, when they differ.")
def diff(before: Path, after: Path, *, detailed_exitcode: bool) -> ExitCode:
    """Show who appeared, left or moved, and which settings differ. Offline."""
    found = differences(read_snapshot(before), read_snapshot(after))
    paint(render_snapshot_diff(found), color=color_choice())
    return ExitCode.CHANGES_PENDING if found and detailed_exitcode else ExitCode.DONE


def take_inventory(
    rim: "Rim | None", base_url: str | None, log_level: str | None, log_format: str
) -> Inventory:
    """Return the live organization as one value, read through a door that only reads."""
    # Comparing two files must not pay for the network libraries.
    from reconciler.cli.wiring import look
    from reconciler.runs.snapshot_run import take_snapshot

    return look(
        rim,
        base_url,
        (log_level, log_format),
        lambda webex, clock, progress: take_snapshot(webex, clock=clock, progress=progress),
    )
