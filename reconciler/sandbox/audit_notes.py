"""How a route tells the audit log what it did, and for whom."""

from typing import NamedTuple

from starlette.requests import Request

from reconciler.sandbox.audit_log import AuditEvent
from reconciler.sandbox.exchange import TRACKING_KEY, organization_of, token_of
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.premises import premises_of

__all__ = ["Target", "note_by_hand", "note_change"]


class Target(NamedTuple):
    """What was changed."""

    kind: str
    id: str
    name: str


def note_change(
    request: Request,
    target: Target,
    action: str,
    details: tuple[tuple[str, str], ...] = (),
    *,
    recording: bool = False,
) -> None:
    """Remember a change that came through the API."""
    audit = organization_of(request).audit
    audit.note(
        AuditEvent(
            number=audit.noted,
            at=premises_of(request.app).monotonic(),
            actor_id=token_of(request).person_id,
            by_hand=False,
            category="WEBEX_CALLING",
            action=action,
            target_type=target.kind,
            target_id=target.id,
            target_name=target.name,
            details=details,
            tracking_id=request.scope[TRACKING_KEY],
            about_recording=recording,
        )
    )


def note_by_hand(
    organization: Organization, at: float, actor_id: str, target: Target, action: str
) -> None:
    """Remember a change that an administrator made in Control Hub."""
    organization.audit.note(
        AuditEvent(
            number=organization.audit.noted,
            at=at,
            actor_id=actor_id,
            by_hand=True,
            category="WEBEX_CALLING",
            action=action,
            target_type=target.kind,
            target_id=target.id,
            target_name=target.name,
            about_recording=True,
        )
    )
