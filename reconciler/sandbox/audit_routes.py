"""GET of what administrators did, in the flat and half-empty form that was seen live."""

import base64
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.audit_log import AuditEvent
from reconciler.sandbox.cursors import next_by_offset
from reconciler.sandbox.exchange import answer, organization_of, whole_number
from reconciler.sandbox.identifiers import bare_key, numbered_uuid
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.permission import require_role, require_scope
from reconciler.sandbox.premises import premises_of
from reconciler.sandbox.rejections import bad_value
from reconciler.sandbox.wall_clock import WallClock, timestamp
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["AUDIT_ROUTES"]

_SCOPE = "audit:events_read"
_DEFAULT_PAGE, _LARGEST_PAGE = 100, 200
_LONGEST = timedelta(days=366)
_CATEGORIES = (
    "CALLING_ANALYTICS", "DEVICES", "INTEGRATION", "LICENSE", "LOCATIONS", "LOGINS", "ORG_SETTINGS",
    "USERS", "WEBEX_CALLING", "WEBEX_IDENTITY",
)  # fmt: skip
_ALWAYS_NULL = ("configData", "configType", "isInternal", "jobName", "errorCode")


async def list_events(request: Request) -> Response:
    """Answer GET `/adminAudit/events`, the newest first.

    Raises:
        Rejection: 400, `from` or `to` missing or unreadable, or more than a year apart.
    """
    organization = _readable(request)
    clock = premises_of(request.app).wall_clock
    start, end = _moment(request, "from"), _moment(request, "to")
    if end < start or end - start > _LONGEST:
        raise bad_value("to")
    found = [
        each
        for each in reversed(organization.audit.events)
        if start <= clock.at(each.at) <= end and _is_wanted(request, organization, each)
    ]
    offset = whole_number(request, "offset", default=0, least=0)
    wanted = whole_number(request, "max", default=_DEFAULT_PAGE, least=1)
    stop = offset + min(wanted, _LARGEST_PAGE)
    rows: list[JSON] = [_event(organization, each, clock) for each in found[offset:stop]]
    return answer({"items": rows}, next_by_offset(request, stop) if stop < len(found) else None)


async def list_categories(request: Request) -> Response:
    """Answer GET `/adminAudit/eventCategories`."""
    _readable(request)
    return answer({"eventCategories": _CATEGORIES})


def _readable(request: Request) -> Organization:
    organization = organization_of(request)
    if organization.switches.audit_needs_scope:
        require_scope(request, _SCOPE)
    require_role(request)
    return organization


def _moment(request: Request, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(request.query_params[name])
    except (KeyError, ValueError):
        raise bad_value(name) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _is_wanted(request: Request, organization: Organization, event: AuditEvent) -> bool:
    if event.about_recording and not organization.switches.audit_shows_recording:
        return False
    actor = request.query_params.get("actorId")
    if actor is not None and bare_key(actor) != bare_key(event.actor_id):
        return False
    # One parameter, comma-joined, without case (source: seen live).
    categories = request.query_params.get("eventCategories", event.category).upper()
    return event.category in categories.split(",")


def _event(organization: Organization, event: AuditEvent, clock: WallClock) -> Document:
    """Return the event; ids are base64 of a bare uuid (source: seen live)."""
    actor = organization.people.get(event.actor_id)
    data: Document = {
        **dict.fromkeys(_ALWAYS_NULL),
        "actorOrgName": organization.name,
        "actorName": actor.display_name if actor is not None else None,
        "actorEmail": actor.email if actor is not None else None,
        "actorUserAgent": "Mozilla/5.0" if event.by_hand else "python-requests",
        "actorIp": "192.0.2.10",
        "adminRoles": "Full_Admin",
        "trackingId": event.tracking_id,
        "targetType": event.target_type,
        "targetId": _short(event.target_id),
        "targetName": event.target_name,
        "targetOrgId": _short(organization.id),
        "targetOrgName": organization.name,
        "eventCategory": event.category,
        "eventDescription": event.action,
        "actionText": f"{event.action}: {event.target_name}",
        "operationType": "UPDATE",
        **dict(event.details),
    }
    return {
        "id": _bare(numbered_uuid(f"{organization.id}:audit", event.number)),
        "created": timestamp(clock.at(event.at)),
        "actorId": _short(event.actor_id),
        "actorOrgId": _short(organization.id),
        "data": data,
    }


def _short(identifier: str) -> str:
    return _bare(bare_key(identifier))


def _bare(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


AUDIT_ROUTES = (
    Route("/v1/adminAudit/events", list_events),
    Route("/v1/adminAudit/eventCategories", list_categories),
)
