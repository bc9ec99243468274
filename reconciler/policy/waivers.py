"""What stands above policies: dated exceptions to them, and legal holds.

Values only. What a waiver or a hold does to a subject is decided in `plan`.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from reconciler.policy.selection import Selector
from reconciler.source import SourcedValue, SourceSpan

__all__ = ["LEAVE_ALONE", "Hold", "LeaveAlone", "Waiver"]


class LeaveAlone(Enum):
    """The type of `LEAVE_ALONE`."""

    LEAVE_ALONE = "leave-alone"


LEAVE_ALONE: Final = LeaveAlone.LEAVE_ALONE
"""Instead of a profile: the subject stays as it is in Webex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A dated exception: these subjects get something else than their policy wants."""

    name: str
    match: Selector
    exclude: Selector | None = None
    """Spelled `except` in files."""
    policies: tuple[SourcedValue[str], ...] = ()
    """It acts only where one of these would govern; empty: whichever governs."""
    controls: tuple[SourcedValue[str], ...] = ()
    """Ids of the controls that it excuses."""
    instead: str | LeaveAlone
    """Name of the profile that these subjects get, or `LEAVE_ALONE`."""
    instead_span: SourceSpan
    reason: str
    approved_by: str
    expires: date
    """The last day on which it acts."""
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A legal hold: it outranks every policy, and recording may not be lowered."""

    name: str
    match: Selector
    exclude: Selector | None = None
    """Spelled `except` in files."""
    reason: str
    approved_by: str
    span: SourceSpan
