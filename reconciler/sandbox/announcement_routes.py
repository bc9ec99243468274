"""GET and PUT of the compliance announcement and the custom prompts: organization and location.

Prompts are read with `audioAnnouncementFile` and written with `audioAnnouncementFileId` (source:
seen in clients; the endpoint is newer than the published snapshot).
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.audit_notes import Target, note_change
from reconciler.sandbox.document_update import Check, is_flag, is_seconds, updated
from reconciler.sandbox.exchange import answer, done, json_object, organization_of
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.permission import require_location, require_role, require_scope
from reconciler.sandbox.person_record import Location
from reconciler.sandbox.recording_setup import PROMPTS
from reconciler.sandbox.rejections import bad_value
from reconciler.sandbox.vendor_routes import location_of
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["ANNOUNCEMENT_ROUTES"]

_READ = "spark-admin:telephony_config_read"
_WRITE = "spark-admin:telephony_config_write"
_COMPLIANCE: Mapping[str, Check] = {
    "inboundPSTNCallsEnabled": is_flag,
    "outboundPSTNCallsEnabled": is_flag,
    "outboundPSTNCallsDelayEnabled": is_flag,
    "delayInSeconds": is_seconds,
}
_LOCATION_COMPLIANCE = {"useOrgSettingsEnabled": is_flag, **_COMPLIANCE}


async def read_compliance(request: Request) -> Response:
    """Answer GET `.../callRecording/complianceAnnouncement`."""
    return answer(_readable(request).setup.compliance)


async def write_compliance(request: Request) -> Response:
    """Answer PUT of the same: 204; what is not named stays."""
    place, body = _writable(request), await json_object(request)
    setup, switches = place.setup, organization_of(request).switches
    checks = _LOCATION_COMPLIANCE if isinstance(place, Location) else _COMPLIANCE
    setup.compliance = updated(setup.compliance, body, checks, switches)
    _note(request, place, "Compliance announcement was modified")
    return done()


async def read_announcements(request: Request) -> Response:
    """Answer GET `.../callRecording/announcements`."""
    return answer(_readable(request).setup.announcements)


async def write_announcements(request: Request) -> Response:
    """Answer PUT of the same: 204; what is not named stays."""
    place, body = _writable(request), await json_object(request)
    setup = place.setup
    change = dict(setup.announcements)
    for name, value in body.items():
        if name in PROMPTS:
            change[name] = _prompt(value, name)
        elif name == "useOrgLevelAnnouncementEnabled" and isinstance(place, Location):
            if not is_flag(value):
                raise bad_value(name)
            change[name] = value
    setup.announcements = change
    _note(request, place, "Recording announcements were modified")
    return done()


def _prompt(value: JSON, name: str) -> Document:
    if not isinstance(value, Mapping) or value.get("type") not in ("DEFAULT", "CUSTOM"):
        raise bad_value(name)
    if value["type"] == "DEFAULT":
        return {"type": "DEFAULT"}
    file_id = value.get("audioAnnouncementFileId")
    if not isinstance(file_id, str):
        raise bad_value(f"{name}.audioAnnouncementFileId")
    file: Document = {
        "id": file_id,
        "fileName": "announcement.wav",
        "mediaFileType": "WAV",
        "level": "ORGANIZATION",
        "isTextToSpeech": False,
    }
    return {"type": "CUSTOM", "audioAnnouncementFile": file}


def _readable(request: Request) -> Organization | Location:
    require_scope(request, _READ)
    require_role(request, "read_only", "location")
    return _place(request)


def _writable(request: Request) -> Organization | Location:
    require_scope(request, _WRITE)
    require_role(request)
    return _place(request)


def _place(request: Request) -> Organization | Location:
    if "location_id" not in request.path_params:
        return organization_of(request)
    location = location_of(request)
    require_location(request, location.id)
    return location


def _note(request: Request, place: Organization | Location, action: str) -> None:
    kind = "LOCATION" if isinstance(place, Location) else "ORGANIZATION"
    note_change(request, Target(kind, place.id, place.name), action)


ANNOUNCEMENT_ROUTES = tuple(
    Route(f"{home}/callRecording/{name}", endpoint, methods=[method])
    for home in ("/v1/telephony/config", "/v1/telephony/config/locations/{location_id}")
    for name, method, endpoint in (
        ("complianceAnnouncement", "GET", read_compliance),
        ("complianceAnnouncement", "PUT", write_compliance),
        ("announcements", "GET", read_announcements),
        ("announcements", "PUT", write_announcements),
    )
)
