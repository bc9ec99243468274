"""`reconciler schema`: the published JSON Schemas, for editors and for other programs."""

import click

from reconciler.cli.paint import say
from reconciler.errors import ExitCode
from reconciler.inventory.snapshot_lines import snapshot_schema
from reconciler.plan.plan_file import plan_schema
from reconciler.policy.language import policy_schema
from reconciler.report.findings_json import findings_schema
from reconciler.values import indented

__all__ = ["command"]

_SCHEMAS = {
    "policy": policy_schema,
    "findings": findings_schema,
    "snapshot": snapshot_schema,
    "plan": plan_schema,
}


@click.command("schema")
@click.argument("name", type=click.Choice(list(_SCHEMAS)))
def command(name: str) -> ExitCode:
    """Print the JSON Schema (draft 2020-12) of policy files, findings, snapshots or plan files."""
    say(indented(_SCHEMAS[name]()).decode(), newline=False)
    return ExitCode.DONE
