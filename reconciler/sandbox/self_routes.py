"""What a person sees of their own recording settings: a form of its own, read-only."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.exchange import answer, organization_of, token_of
from reconciler.sandbox.permission import require_scope
from reconciler.sandbox.recording_rules import DEFAULTS
from reconciler.sandbox.rejections import not_a_calling_user, unauthorized

__all__ = ["SELF_ROUTES"]


async def read_own_recording(request: Request) -> Response:
    """Answer GET `/telephony/config/people/me/settings/callRecording`."""
    require_scope(request, "spark:telephony_config_read")
    organization = organization_of(request)
    person = organization.people.get(token_of(request).person_id)
    if person is None:
        raise unauthorized()
    if person.location_id is None:
        raise not_a_calling_user(known=organization.switches.without_calling == "not_assigned")
    vendor = organization.effective_vendor(organization.locations[person.location_id])
    document = DEFAULTS if person.recording is None else person.recording
    notification, repeat = document["notification"], document["repeat"]
    announcement = document["startStopAnnouncement"]
    if not (
        isinstance(notification, Mapping)
        and isinstance(repeat, Mapping)
        and isinstance(announcement, Mapping)
    ):
        raise TypeError("a stored recording document is complete")
    return answer(
        {
            "enabled": document["enabled"],
            "vendor": {"id": vendor.id, "name": vendor.name, "loginUrl": vendor.login_url},
            "recordingMode": document["record"],
            "pauseResumeNotifyMethod": notification["type"],
            "announcementEnabled": any(announcement.values()),
            "warningToneEnabled": repeat["enabled"],
            "warningToneDuration": repeat["interval"],
        }
    )


SELF_ROUTES = (Route("/v1/telephony/config/people/me/settings/callRecording", read_own_recording),)
