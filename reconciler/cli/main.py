"""The console script: argv to command to exit code. Commands are imported when they are run.

Start-up time is a feature here: `--help` imports neither the network nor the terminal library.
"""

import importlib
import sys
from collections.abc import Sequence
from typing import Final

import click

from reconciler import __version__
from reconciler.errors import ExitCode, ReconcilerError

__all__ = ["answer", "main"]

_COMMANDS: Final = {
    "validate": "Check policy files: every problem at once, with its place.",
    "test": "Run the tests that the policy files hold. Offline.",
    "plan": "Show what would change, and save it for review.",
    "show": "Show a saved plan again.",
    "apply": "Carry out a reviewed plan, or plan, ask and carry out.",
    "explain": "Say which policy governs a person, and why.",
    "coverage": "Say who is covered by policy, and who is not.",
    "snapshot": "Save what Webex reports now, or compare two such files.",
    "import": "Write policies that say how the organization is now.",
    "sandbox": "A Webex organization in a box, on a loopback port.",
    "demo": "The main job end to end, on the sandbox.",
    "schema": "Print a published JSON Schema.",
}

_EXIT_CODES: Final = """\b
Exit codes:
    0  done, or nothing to change
    1  a bug in reconciler: please report it
    2  changes are pending (plan --detailed-exitcode, or an apply not answered with yes)
    3  invalid policy, or it names a place that does not exist
    5  the plan is stale, edited or of another organization; nothing written
    6  an apply left something unwritten or unconfirmed
    7  token or permission refused; nothing written
    8  Webex unreachable; nothing written
    9  a saved file is damaged
   11  something could not be read; it is untouched
   12  an assertion failed (test, coverage --fail-on-uncovered)
   64  wrong usage
  130  interrupted; nothing written
"""


class _LazyGroup(click.Group):
    """A group that knows its commands' names without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"reconciler.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXIT_CODES,
    no_args_is_help=True,
)
@click.version_option(__version__, prog_name="reconciler")
def command() -> None:
    """Make the call recording settings of a Webex organization match written policies.

    \b
    Start here:
      reconciler demo                     see it work, no account needed
      reconciler validate policies        check your files
      reconciler plan policies --out plan.json
      reconciler apply plan.json
    """  # noqa: D301 - click's mark for "keep these lines", not an escape


def main() -> None:
    """Run the command line of this process and exit with its code."""
    sys.exit(answer())


def answer(arguments: Sequence[str] | None = None, rim: object = None) -> int:
    """Run one command line and return its exit code, with errors already told on stderr.

    `rim` is a `wiring.Rim` to use instead of the real network and time; None: the real ones.
    """
    try:
        code = command.main(args=arguments, prog_name="reconciler", standalone_mode=False, obj=rim)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except ReconcilerError as error:
        from reconciler.cli.endings import describe

        describe(error)
        return error.exit_code
    return int(code or 0)
