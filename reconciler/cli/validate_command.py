"""`reconciler validate`: are the policy files well-formed? Offline, no credentials."""

from pathlib import Path

import click

from reconciler.cli.environment import color_choice
from reconciler.cli.options import policies_argument
from reconciler.cli.paint import paint
from reconciler.errors import ExitCode, PolicyInvalid
from reconciler.policy.load import load_policies
from reconciler.report.findings_text import render_findings
from reconciler.report.ink import Span, Tone, line
from reconciler.report.phrases import counted

__all__ = ["command"]


@click.command("validate")
@policies_argument
def command(policies: Path) -> ExitCode:
    """Check the policy files below POLICIES (default: policies).

    Every problem of every file is shown at once, one a line, with place, rule and way out.
    """
    color = color_choice()
    try:
        loaded = load_policies(policies)
    except PolicyInvalid as error:
        paint(render_findings(error.findings), color=color)
        paint([line(Span(error.message, Tone.LOSS))], color=color)
        return error.exit_code
    paint(render_findings(loaded.warnings), color=color)
    said = (
        counted(len(loaded.files), "file", "files"),
        counted(len(loaded.policies.profiles), "profile", "profiles"),
        counted(len(loaded.policies.policies), "policy", "policies"),
    )
    paint([line(Span(f"{', '.join(said)}: valid", Tone.GAIN))], color=color)
    return ExitCode.DONE
