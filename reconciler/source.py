"""Where a fact was written, and what is wrong there.

A span is a place in a policy file; a finding is one problem at one place. Rendering findings
is `report`'s work, raising them together is `errors.PolicyInvalid`'s.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

__all__ = ["Finding", "Severity", "SourceSpan", "SourcedValue"]

ValueT_co = TypeVar("ValueT_co", covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """A place in a file. Lines and columns count from 1, as editors show them."""

    path: str
    """Relative to the folder that was given on the command line's terms, with forward slashes."""
    line: int
    column: int

    def __str__(self) -> str:
        """Return `file:line:column`, which terminals and editors turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class SourcedValue(Generic[ValueT_co]):
    """A value and the place where someone wrote it."""

    value: ValueT_co
    span: SourceSpan


class Severity(StrEnum):
    """Whether a finding stops the run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """Worth knowing, and nothing is odd yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem at one place."""

    rule: str
    """Stable and documented: `unknown-key`, `duplicate-key`, ..."""
    span: SourceSpan
    message: str
    """Lower case, no final period, the offending value in quotes."""
    hint: str | None = None
    """The way out, when we know one."""
    severity: Severity = Severity.ERROR
    excerpt: str | None = field(default=None, compare=False)
    """The line of the file, without its end, as far as anyone knows it."""
