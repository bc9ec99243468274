"""What became of one control on everybody in its scope. Values only; `control_census` counts."""

from dataclasses import dataclass

from reconciler.plan.subject_ref import SubjectRef
from reconciler.policy.controls import ControlSeverity
from reconciler.source import SourceSpan

__all__ = ["ControlCount", "Violation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A subject on which a control does not hold."""

    subject: SubjectRef
    why: str
    caused: bool
    """What Webex reports now passes: it is this plan that violates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCount:
    """One control; the five counts add up to the subjects that are, or may be, in its scope."""

    id: str
    title: str
    severity: ControlSeverity
    span: SourceSpan
    passed: int
    violated: int
    waived: int
    not_applicable: int
    undetermined: int
    violations: tuple[Violation, ...]

    @property
    def in_scope(self) -> int:
        """Return the subjects that are, or may be, in its scope."""
        return self.passed + self.violated + self.waived + self.not_applicable + self.undetermined
