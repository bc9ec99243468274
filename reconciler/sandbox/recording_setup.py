"""The recording documents above the person: what the organization and each location set.

The vendor itself stays on `Organization` and `Location`, since eligibility hangs on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reconciler.sandbox.wire_json import JSON, Document

__all__ = [
    "FAILURE_BEHAVIORS",
    "PROMPTS",
    "REGIONS",
    "LocationSetup",
    "OrganizationSetup",
]

PROMPTS = ("start", "stop", "pause", "resume", "failureEndWithCall", "failureProceedWithCall")
FAILURE_BEHAVIORS = (
    "PROCEED_WITH_CALL_NO_ANNOUNCEMENT",
    # No `WITH` before `CALL` here (source: OpenAPI).
    "PROCEED_CALL_WITH_ANNOUNCEMENT",
    "END_CALL_WITH_ANNOUNCEMENT",
)
REGIONS: Mapping[str, str] = {
    "US": "United States",
    "EU": "European Union",
    "UK": "United Kingdom",
    "JP": "Japan",
    "AU": "Australia",
}
"""Where the Webex vendor stores recordings, by two-letter code."""

_QUIET: Mapping[str, JSON] = {
    "inboundPSTNCallsEnabled": False,
    "outboundPSTNCallsEnabled": False,
    "outboundPSTNCallsDelayEnabled": False,
    "delayInSeconds": 10,
}


def _default_prompts() -> Document:
    return {prompt: {"type": "DEFAULT"} for prompt in PROMPTS}


@dataclass(slots=True, kw_only=True)
class OrganizationSetup:
    """What an administrator sets for the whole organization."""

    enabled: bool = True
    """The switch that only Cisco partners turn."""
    terms_accepted: set[str] = field(default_factory=set)
    """Ids of the vendors whose terms of service somebody accepted."""
    compliance: Document = field(default_factory=lambda: dict(_QUIET))
    announcements: Document = field(default_factory=_default_prompts)


@dataclass(slots=True, kw_only=True)
class LocationSetup:
    """What an administrator sets for one location; most follow the organization."""

    compliance: Document = field(default_factory=lambda: {"useOrgSettingsEnabled": True, **_QUIET})
    announcements: Document = field(
        default_factory=lambda: {"useOrgLevelAnnouncementEnabled": True, **_default_prompts()}
    )
    follows_organization_region: bool = True
    own_region: str | None = None
    """None repeats the organization's."""
    follows_organization_failure: bool = True
    own_failure_behavior: str | None = None
