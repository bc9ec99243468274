"""An error becomes one message for a person. The exit code is the error's own."""

import click

from reconciler.cli.environment import color_choice
from reconciler.cli.paint import paint
from reconciler.errors import PolicyInvalid, ReconcilerError, WebexError
from reconciler.report.findings_text import render_findings

__all__ = ["describe"]


def describe(error: ReconcilerError) -> None:
    """Write the error to stderr: what is wrong, where, and the way out."""
    color = color_choice()
    click.echo(click.style("error: ", fg="red", bold=True) + error.message, err=True, color=color)
    if isinstance(error, PolicyInvalid):
        paint(render_findings(error.findings), err=True, color=color)
    if isinstance(error, WebexError) and error.tracking:
        click.echo(f"  Webex tracking id: {error.tracking}", err=True)
    if error.hint:
        click.echo(f"  hint: {error.hint}", err=True)
