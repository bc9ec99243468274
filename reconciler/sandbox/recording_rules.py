"""How a recording document changes, and how it reads. Pure: values in, values out.

Rule 1: a stored document is always complete; what a GET leaves out is decided on reading.
Rule 2: every guess about Webex is a switch, never an `if` on its own.
"""

from collections.abc import Mapping
from typing import Literal, assert_never

from reconciler.sandbox.device_record import RecordedKind
from reconciler.sandbox.recording_setup import PROMPTS
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["DEFAULTS", "after_put", "fields_not_offered", "wire_form"]

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
        **{prompt: {"type": "DEFAULT"} for prompt in PROMPTS},
    },
}
"""What Webex shows for a person nobody ever configured, and returns to on disabling."""

_WEBEX_ONLY = frozenset({"callRecordingAccessSettings", "postCallRecordingSettings"})
_PEOPLE_ONLY = frozenset({"startStopAnnouncementEnabled", "callRecordingAccessSettings"})
_POST_CALL = frozenset({"postCallRecordingSettings"})
_ABSENT_WHILE_OFF = frozenset({"postCallRecordingSettings", "announcements"})
_ABSENT_ONCE_CONFIGURED = _ABSENT_WHILE_OFF | {"record"}
_ON_DEMAND = "On Demand with User Initiated Start"


def fields_not_offered(
    *, webex_vendor: bool, switches: Switches, kind: RecordedKind = "person"
) -> frozenset[str]:
    """Return the writable fields a subject of this kind does not have, to read or to write.

    Source: OpenAPI for the two fields that only people have.
    """
    absent = frozenset() if webex_vendor else _WEBEX_ONLY
    if not switches.selective_fields:
        absent |= {"selectiveCallRecordingSettings"}
    if kind != "person":
        absent |= _PEOPLE_ONLY
        if not switches.post_call_beyond_people:
            absent |= _POST_CALL
    return absent


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
    hidden: frozenset[str],
    switches: Switches,
) -> Document:
    """Return what a GET shows. `provider` holds the three read-only vendor fields."""
    document = DEFAULTS if stored is None else stored
    if switches.sparse_while_off and not document["enabled"]:
        hidden |= _ABSENT_WHILE_OFF if stored is None else _ABSENT_ONCE_CONFIGURED
    shown = {name: value for name, value in document.items() if name not in hidden}
    shown.update(provider)
    if switches.made_up_field:
        shown["recordingRetentionProfile"] = {"name": "STANDARD", "days": 365}
    if switches.short_on_demand and shown.get("record") == _ON_DEMAND:
        shown["record"] = "On Demand"
    if switches.none_reads != "None":
        _show_none_otherwise(shown, switches)
    return shown


def _show_none_otherwise(shown: Document, switches: Switches) -> None:
    notification = shown["notification"]
    if not isinstance(notification, Mapping) or notification["type"] != "None":
        return
    rest: Document = {name: value for name, value in notification.items() if name != "type"}
    shown["notification"] = {"type": None, **rest} if switches.none_reads == "null" else rest
