"""Assertions that must hold: rules of MiFID II, PCI DSS, or one's own.

Values only. Whether a control holds on a subject is judged in `plan`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reconciler.catalog.level import RecordingLevel
from reconciler.policy.selection import Selector
from reconciler.source import SourceSpan
from reconciler.subjects import SettingName, SettingValue

__all__ = ["Control", "ControlSeverity", "Requirement"]


class ControlSeverity(StrEnum):
    """How much a violation matters, in ascending order."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def refuses(self) -> bool:
        """Say whether a plan that turns a pass into a violation is a warning, not just a count."""
        return self in {ControlSeverity.HIGH, ControlSeverity.CRITICAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What one setting must be: any of these values."""

    values: tuple[SettingValue, ...]
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What must be so on every subject in its scope, whoever governs it."""

    id: str
    title: str
    applies_to: Selector
    exclude: Selector | None = None
    """Spelled `except` in files."""
    require: Mapping[SettingName, Requirement]
    level: RecordingLevel | None = None
    """The least recording level; spelled `level: {min: always}` under `require`."""
    level_span: SourceSpan | None = None
    severity: ControlSeverity
    references: tuple[str, ...] = ()
    retention: str | None = None
    """How long recordings must be kept: `5 years`. Webex's own storage cannot promise that."""
    span: SourceSpan
