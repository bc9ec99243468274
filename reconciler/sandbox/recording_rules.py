"""How a recording document changes, and how it reads. Pure: values in, values out.

Rule 1: a stored document is always complete; what a GET leaves out is decided on reading.
Rule 2: every guess about Webex is a switch, never an `if` on its own.
"""

from collections.abc import Mapping
from typing import Literal, assert_never

from reconciler.sandbox.switches import Switches
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["DEFAULTS", "after_put", "fields_not_offered", "wire_form"]

_PROMPTS = ("start", "stop", "pause", "resume", "failureEndWithCall", "failureProceedWithCall")

DEFAULTS: Mapping[str, JSON] = {
    "enabled": False,
    "record": "Never",
    "recordVoicemailEnabled": False,
    "startStopAnnouncementEnabled": False,
    "notification": {"type": "None", "enabled": False},
    "repeat": {"interval": 15, "enabled": False},
    "startStopAnnouncement": {"internalCallsEnabled": False, "pstnCallsEnabled": False},
    "callRecordingAccessSettings": {
        "viewAndPlayRecordingsEnabled": True,
        "downloadRecordingsEnabled": True,
        "deleteRecordingsEnabled": True,
        "shareRecordingsEnabled": True,
    },
    "postCallRecordingSettings": {
        "summaryAndActionItemsEnabled": False,
        "transcriptEnabled": False,
    },
    "selectiveCallRecordingSettings": {
        "recordInboundInternalCallsEnabled": True,
        "recordInboundExternalCallsEnabled": True,
        "recordOutboundInternalCallsEnabled": True,
        "recordOutboundExternalCallsEnabled": True,
    },
    # Readable, undocumented for people; a PUT of it is dropped like any unknown field.
    "announcements": {
        "useLocationLevelEnabled": True,
        **{prompt: {"type": "DEFAULT"} for prompt in _PROMPTS},
    },
}
"""What Webex shows for a person nobody ever configured, and returns to on disabling."""

_WEBEX_ONLY = frozenset({"callRecordingAccessSettings", "postCallRecordingSettings"})


def fields_not_offered(*, webex_vendor: bool, switches: Switches) -> frozenset[str]:
    """Return the writable fields this person does not have, to read or to write."""
    older = frozenset() if switches.selective_fields else {"selectiveCallRecordingSettings"}
    return (frozenset() if webex_vendor else _WEBEX_ONLY) | older


def after_put(stored: Document | None, change: Document, switches: Switches) -> Document:
    """Return the complete document after an accepted PUT.

    A PUT that turns recording off, or says `enabled: false` again, wipes the rest. Values
    written to a document that is off, by a PUT silent about `enabled`, are kept and inert.
    """
    before = DEFAULTS if stored is None else stored
    after = _merged(before, change, switches.merge)
    turned_off = not after["enabled"] and ("enabled" in change or bool(before["enabled"]))
    return dict(DEFAULTS) if turned_off and switches.wipe_on_disable else after


def _merged(
    before: Mapping[str, JSON], change: Document, merge: Literal["deep", "shallow", "replace"]
) -> Document:
    match merge:
        case "deep":
            result, beneath = dict(before), before
        case "shallow":
            result, beneath = dict(before), DEFAULTS
        case "replace":
            result, beneath = dict(DEFAULTS), DEFAULTS
        case _:
            assert_never(merge)
    for name, value in change.items():
        kept = beneath[name]
        if isinstance(value, Mapping) and isinstance(kept, Mapping):
            result[name] = {**kept, **value}
        else:
            result[name] = value
    return result


def wire_form(
    stored: Document | None,
    *,
    provider: Mapping[str, str],
    webex_vendor: bool,
    switches: Switches,
) -> Document:
    """Return what a GET shows. `provider` holds the three read-only vendor fields."""
    hidden = set(fields_not_offered(webex_vendor=webex_vendor, switches=switches))
    document = DEFAULTS if stored is None else stored
    if switches.sparse_while_off and not document["enabled"]:
        hidden |= {"postCallRecordingSettings", "announcements"}
        if stored is not None:
            hidden.add("record")
    shown = {name: value for name, value in document.items() if name not in hidden}
    shown.update(provider)
    if switches.made_up_field:
        shown["recordingRetentionProfile"] = {"name": "STANDARD", "days": 365}
    return shown
