"""Every way a command can fail, and the exit code each way owns.

    ReconcilerError
    ├── PolicyInvalid      3   fix the files: carries every finding, each with a place
    ├── PlanStale          5   plan again: edited, expired, or made for something else
    ├── RecordDamaged      9   a saved file was cut or edited
    ├── UsageWrong        64   the command line, or the environment, asks for what cannot be
    └── WebexError             the far side
        ├── WebexRefused      7   token or permission
        └── WebexUnreachable  8   wait, and try again

A class stands here only where somebody above acts differently on catching it. Errors carry
facts; they never print and never exit. Guardrails and the ledger bring their own when they come.
"""

from enum import IntEnum
from typing import ClassVar

from reconciler.source import Finding

__all__ = [
    "ExitCode",
    "PlanStale",
    "PolicyInvalid",
    "ReconcilerError",
    "RecordDamaged",
    "UsageWrong",
    "WebexError",
    "WebexRefused",
    "WebexUnreachable",
]


class ExitCode(IntEnum):
    """What the process answers to the shell: a contract, shown by `--help`, never a count."""

    DONE = 0
    BUG = 1
    CHANGES_PENDING = 2
    POLICY_INVALID = 3
    PLAN_STALE = 5
    APPLY_INCOMPLETE = 6
    WEBEX_REFUSED = 7
    WEBEX_UNREACHABLE = 8
    RECORD_DAMAGED = 9
    READING_INCOMPLETE = 11
    ASSERTION_FAILED = 12
    USAGE = 64
    INTERRUPTED = 130


class ReconcilerError(Exception):
    """A failure we understand: one message for a person, one exit code for the shell."""

    exit_code: ClassVar[ExitCode]

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        """Keep the message and, where there is one, the way out."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class PolicyInvalid(ReconcilerError):
    """The policy files contradict the language, each other, or the organization."""

    exit_code = ExitCode.POLICY_INVALID

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep every finding; the message only counts them."""
        count = len(findings)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} in the policy files")
        self.findings = findings


class PlanStale(ReconcilerError):
    """The plan may not be carried out any more: edited, expired, or of another organization."""

    exit_code = ExitCode.PLAN_STALE


class RecordDamaged(ReconcilerError):
    """A saved file is not what was written: cut, edited, or of an unknown format."""

    exit_code = ExitCode.RECORD_DAMAGED


class UsageWrong(ReconcilerError):
    """The command line or the environment asks for something that cannot be done."""

    exit_code = ExitCode.USAGE


class WebexError(ReconcilerError):
    """The far side did not do what was asked. Catch this to mean exactly that."""

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        status: int | None = None,
        tracking: str = "",
    ) -> None:
        """Keep the HTTP status (None: no answer at all) and Webex's tracking id."""
        super().__init__(message, hint=hint)
        self.status = status
        self.tracking = tracking


class WebexRefused(WebexError):
    """Webex understood and said no: the token, its role or its scopes do not suffice."""

    exit_code = ExitCode.WEBEX_REFUSED


class WebexUnreachable(WebexError):
    """No usable answer within the budget: network, overload, or a garbled reply."""

    exit_code = ExitCode.WEBEX_UNREACHABLE
