"""What administrators did, as the organization remembers it: who, what, to whom, when."""

from collections import deque
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

__all__ = ["AuditCategory", "AuditEvent", "AuditLog"]

AuditCategory: TypeAlias = Literal["WEBEX_CALLING", "LOCATIONS", "USERS", "LOGINS"]

_KEPT = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One action of one administrator."""

    number: int
    at: float
    """Seconds, monotonic, on the clock of the application."""
    actor_id: str
    """The id of a person."""
    by_hand: bool
    """Done in Control Hub, not through the API."""
    category: AuditCategory
    action: str
    target_type: str
    target_id: str
    target_name: str
    details: tuple[tuple[str, str], ...] = ()
    """More keys of `data`; values are text even where they mean a truth value."""
    tracking_id: str | None = None
    about_recording: bool = False
    """Tells of the recording settings of one subject, which Webex may or may not audit."""


@dataclass(slots=True)
class AuditLog:
    """The newest events, oldest first."""

    events: deque[AuditEvent] = field(default_factory=lambda: deque(maxlen=_KEPT))
    noted: int = 0

    def note(self, event: AuditEvent) -> None:
        """Remember one event."""
        self.events.append(event)
        self.noted += 1
