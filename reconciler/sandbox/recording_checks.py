"""What a PUT of recording settings may say, field by field. No state, no HTTP.

Unknown and read-only fields are dropped without a word, at every level, and so are fields the
person's vendor does not offer (source: seen live on sibling settings). What is known must be
right, or the whole request is refused.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from reconciler.sandbox.rejections import bad_value
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["accepted"]

_Check: TypeAlias = Callable[[JSON], bool]

_MODES = ("Always", "Never", "Always with Pause/Resume", "On Demand with User Initiated Start")
_TONES = ("Beep", "Play Announcement")
_SHORTEST_S, _LONGEST_S = 10, 1800


def _flag(value: JSON) -> bool:
    return isinstance(value, bool)


def _mode(value: JSON) -> bool:
    # `On Demand` is readable in places and never writable.
    return value in _MODES


def _seconds(value: JSON) -> bool:
    # bool is an int to Python and not to JSON.
    return type(value) is int and _SHORTEST_S <= value <= _LONGEST_S


def _tone(value: JSON) -> bool:
    # Whether "None" passes is a switch, decided where the notification is interpreted.
    return value is None or value == "None" or value in _TONES


def _flags(*names: str) -> dict[str, _Check]:
    return dict.fromkeys(names, _flag)


_FIELDS: Mapping[str, _Check | Mapping[str, _Check]] = {
    "enabled": _flag,
    "record": _mode,
    "recordVoicemailEnabled": _flag,
    "startStopAnnouncementEnabled": _flag,
    "notification": {"type": _tone, "enabled": _flag},
    "repeat": {"interval": _seconds, "enabled": _flag},
    "startStopAnnouncement": _flags("internalCallsEnabled", "pstnCallsEnabled"),
    "callRecordingAccessSettings": _flags(
        "viewAndPlayRecordingsEnabled",
        "downloadRecordingsEnabled",
        "deleteRecordingsEnabled",
        "shareRecordingsEnabled",
    ),
    "postCallRecordingSettings": _flags("summaryAndActionItemsEnabled", "transcriptEnabled"),
    "selectiveCallRecordingSettings": _flags(
        "recordInboundInternalCallsEnabled",
        "recordInboundExternalCallsEnabled",
        "recordOutboundInternalCallsEnabled",
        "recordOutboundExternalCallsEnabled",
    ),
}


def accepted(body: JSON, *, hidden: frozenset[str], switches: Switches) -> Document:
    """Return what the body asks for, in the words a GET will use.

    `hidden` names the fields this person does not have; they count as unknown.

    Raises:
        Rejection: a known field holds what it cannot hold, or the body is no object.
    """
    if not isinstance(body, Mapping):
        raise bad_value("body")
    fields = {name: check for name, check in _FIELDS.items() if name not in hidden}
    change = _known(body, fields, "", switches)
    notification = change.get("notification")
    if isinstance(notification, Mapping):
        change["notification"] = _interpreted(notification, switches)
    return change


def _known(
    given: Mapping[str, JSON],
    fields: Mapping[str, _Check | Mapping[str, _Check]],
    prefix: str,
    switches: Switches,
) -> Document:
    kept: Document = {}
    for name, value in given.items():
        check = fields.get(name)
        if check is None:
            continue
        if isinstance(check, Mapping):
            if isinstance(value, Mapping):
                kept[name] = _known(value, check, f"{prefix}{name}.", switches)
                continue
        elif check(value):
            kept[name] = value
            continue
        if (switches.null_scalar if value is None else switches.invalid_value) == "reject":
            raise bad_value(f"{prefix}{name}")
    return kept


def _interpreted(notification: Mapping[str, JSON], switches: Switches) -> Document:
    """Return the notification as it will read: written null is read "None", silence is Beep.

    Source: OpenAPI ("if enabled is true and type is not provided, it is set to Beep").
    """
    result = dict(notification)
    if result.get("type") == "None":
        if switches.none_string == "reject":
            raise bad_value("notification.type")
        if switches.none_string == "ignore":
            del result["type"]
    turned_on = result.get("enabled") is True
    if "type" not in result:
        return {**result, "type": "Beep"} if turned_on else result
    if result["type"] is None:
        result["type"] = "Beep" if turned_on and switches.notification_null == "beep" else "None"
    return result
