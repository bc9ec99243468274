"""Waivers and holds as plans and reports show them: whom they touch, until when, and why.

Values only; counting whom they touch is `plan.exception_census`' work.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reconciler.plan.subject_ref import SubjectRef
from reconciler.source import SourceSpan

__all__ = ["HoldUse", "WaiverState", "WaiverUse"]


class WaiverState(StrEnum):
    """Whether a waiver acts."""

    ACTIVE = "active"
    EXPIRES_SOON = "expires soon"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverUse:
    """A waiver, and the subjects that it excuses from the policy that would govern them."""

    name: str
    span: SourceSpan
    state: WaiverState
    instead: str
    """`leave-alone`, or the name of a profile."""
    reason: str
    approved_by: str
    expires: date
    subjects: tuple[SubjectRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldUse:
    """A hold, and the subjects that it protects."""

    name: str
    span: SourceSpan
    reason: str
    approved_by: str
    subjects: tuple[SubjectRef, ...]
    stopped: int
    """How many of them policy wanted to record less."""
