"""`reconciler validate`: are the policy files well-formed? Offline, no credentials."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from reconciler.cli.environment import color_choice
from reconciler.cli.options import policies_argument
from reconciler.cli.paint import paint, say
from reconciler.clock import SystemClock
from reconciler.errors import ExitCode, PolicyInvalid
from reconciler.policy.load import Loaded, load_policies
from reconciler.policy.rules import Rule
from reconciler.report.findings_github import render_findings_github
from reconciler.report.findings_json import render_findings_json
from reconciler.report.findings_sarif import render_findings_sarif
from reconciler.report.findings_text import render_excerpts, render_findings
from reconciler.report.ink import Line, Span, Tone, line
from reconciler.report.phrases import counted
from reconciler.source import Finding

if TYPE_CHECKING:
    from reconciler.cli.wiring import Rim

__all__ = ["command"]

_MACHINES: Final[Mapping[str, Callable[[tuple[Finding, ...]], str]]] = {
    "json": render_findings_json,
    "sarif": render_findings_sarif,
    "github": render_findings_github,
}


@click.command("validate")
@policies_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "short", *_MACHINES]),
    default=None,
    help="text shows the line and the place, short is one line a finding. "
    "Default: text on a terminal, else short.",
)
@click.pass_obj
def command(rim: "Rim | None", policies: Path, *, format_: str | None) -> ExitCode:
    """Check the policy files below POLICIES (default: policies).

    Every problem of every file is shown at once, with place, rule and way out.

    \b
      reconciler validate                      for people
      reconciler validate --format github      beside the lines of a pull request
      reconciler validate --format sarif       for a code scanning host
    """  # noqa: D301 - click's mark for "keep these lines"
    clock = rim.clock if rim else SystemClock()
    chosen = format_ or ("text" if sys.stdout.isatty() else "short")
    try:
        loaded = load_policies(policies, now=clock.now())
    except PolicyInvalid as error:
        _tell(error.findings, policies, chosen, Span(error.message, Tone.LOSS))
        return error.exit_code
    _tell(loaded.warnings, policies, chosen, Span(f"{_counts(loaded)}: valid", Tone.GAIN))
    return ExitCode.DONE


def _tell(findings: tuple[Finding, ...], policies: Path, format_: str, verdict: Span) -> None:
    """Write the findings; a verdict for people follows, where they are the ones who read."""
    if format_ in _MACHINES:
        located = tuple(_located(each, policies) for each in findings)
        say(_MACHINES[format_](located), newline=False)
        return
    lines: tuple[Line, ...]
    lines = render_excerpts(findings) if format_ == "text" else render_findings(findings)
    paint((*lines, line(verdict)), color=color_choice())


def _counts(loaded: Loaded) -> str:
    return ", ".join(
        (
            counted(len(loaded.files), "file", "files"),
            counted(len(loaded.policies.profiles), "profile", "profiles"),
            counted(len(loaded.policies.policies), "policy", "policies"),
        )
    )


def _located(finding: Finding, policies: Path) -> Finding:
    """Return a finding whose path leads from the working directory to the file.

    People are shown paths below the folder's own name; machines open them.
    """
    if finding.rule == Rule.NO_POLICY_FILES:
        return finding
    root = policies if policies.is_dir() else policies.parent
    path = Path(root, *Path(finding.span.path).parts[1:])
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return replace(finding, span=replace(finding.span, path=path.as_posix()))
