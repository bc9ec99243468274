"""An error becomes one message for a person. The exit code is the error's own."""

import click

from reconciler.cli.environment import DEFAULT_BASE_URL, base_url, color_choice
from reconciler.cli.paint import paint, say
from reconciler.errors import PolicyInvalid, ReconcilerError, WebexError, WebexUnreachable
from reconciler.report.findings_text import render_findings

__all__ = ["describe"]


def describe(error: ReconcilerError) -> None:
    """Write the error to stderr: what is wrong, where, and the way out."""
    color = color_choice()
    say(click.style("error: ", fg="red", bold=True) + error.message, err=True, color=color)
    if isinstance(error, PolicyInvalid):
        paint(render_findings(error.findings), err=True, color=color)
    if isinstance(error, WebexError) and error.tracking and error.status is not None:
        say(f"  Webex tracking id: {error.tracking}", err=True)
    if isinstance(error, WebexUnreachable) and not error.hint and base_url() != DEFAULT_BASE_URL:
        say(f"  hint: does anybody answer at {base_url()}? (WEBEX_BASE_URL)", err=True)
    if error.hint:
        say(f"  hint: {error.hint}", err=True)
