"""`reconciler import`: an organization as it is, written down as policies."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconciler.cli.options import base_url_option, log_options
from reconciler.cli.paint import say
from reconciler.cli.snapshot_command import take_inventory
from reconciler.errors import ExitCode
from reconciler.inventory.snapshot import incomplete
from reconciler.report.phrases import counted, people
from reconciler.runs.import_run import Imported, import_policies, refuse_occupied
from reconciler.runs.saved_files import read_snapshot

if TYPE_CHECKING:
    from reconciler.cli.wiring import Rim

__all__ = ["command"]


@click.command("import")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@click.option("--snapshot", type=click.Path(path_type=Path), help="Read this file, not Webex.")
@base_url_option
@log_options
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter for each option
    rim: "Rim | None",
    *,
    out: Path,
    snapshot: Path | None,
    base_url: str | None,
    log_level: str | None,
    log_format: str,
) -> ExitCode:
    """Write policies under which nothing would change: the organization as it is now.

    \b
      reconciler import --out policies                          from the organization
      reconciler import --snapshot org.jsonl --out policies     offline
    """  # noqa: D301 - click's mark for "keep these lines"
    refuse_occupied(out)
    if snapshot is not None:
        inventory = read_snapshot(snapshot)
    else:
        inventory = take_inventory(rim, base_url, log_level, log_format)
    imported = import_policies(inventory, out)
    say(_summary(imported, out))
    for reason, count in _left_out(imported):
        say(f"  left out, {people(count)}: {reason}")
    if incomplete(inventory):
        say("The reading is incomplete: whoever could not be read is left out.", err=True)
        return ExitCode.READING_INCOMPLETE
    return ExitCode.DONE


def _summary(imported: Imported, out: Path) -> str:
    draft = imported.inferred.draft
    files = counted(len(imported.files), "file", "files")
    profiles = counted(len(draft.profiles), "profile", "profiles")
    policies = counted(len(draft.policies), "policy", "policies")
    governed = people(imported.inferred.governed)
    return f"Wrote {files} to {out}: {profiles} and {policies} for {governed}."


def _left_out(imported: Imported) -> list[tuple[str, int]]:
    reasons = [each.reason for each in imported.inferred.left_out]
    return [(reason, reasons.count(reason)) for reason in sorted(set(reasons))]
