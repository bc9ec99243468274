"""A document as Webex spells it, and as everybody else here knows it.

The wire's oddities stop in this file: `notification.type` is read `"None"` and written `null`,
`On Demand` is an older spelling, numbers arrive as floats, null means not reported.
Source: OpenAPI of the person call recording document; SDK fixes; seen live.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reconciler.catalog.document_types import RECORDING, DocumentName
from reconciler.catalog.normal_form import flatten, nest
from reconciler.catalog.settings import SETTINGS
from reconciler.readings import Document, Unread
from reconciler.subjects import SettingName, Settings
from reconciler.values import JSONValue, canonical

__all__ = ["DocumentPool", "document_of", "wire_body"]

_ENABLED: Final = SettingName("recording.enabled")
_RECORD: Final = SettingName("recording.record")
_NOTIFY: Final = SettingName("recording.notification.type")
_NO_NOTIFICATION: Final = "None"
_OLDER_SPELLING: Final = {"On Demand": "On Demand with User Initiated Start"}

_TOP_LEVEL: Final[Mapping[DocumentName, frozenset[str]]] = {
    name: frozenset(row.path[0] for row in SETTINGS if row.document == name)
    for name in {row.document for row in SETTINGS}
}

DocumentPool = dict[tuple[DocumentName, bytes], Document | Unread]
"""Every distinct document once, by what it says where settings stand; fields of other names
left out. Thousands of people share a handful of them."""


def document_of(name: DocumentName, wire: JSONValue, pool: DocumentPool) -> Document | Unread:
    """Return the normal form of a document; what does not even say `enabled` was not read."""
    if not isinstance(wire, Mapping):
        return Unread(reason="Webex's answer is no JSON object")
    known = {key: value for key, value in wire.items() if key in _TOP_LEVEL[name]}
    spelled = (name, canonical(known))
    if spelled not in pool:
        pool[spelled] = _normal(name, known)
    shared = pool[spelled]
    others = {key: value for key, value in wire.items() if key not in known}
    if isinstance(shared, Unread) or not others:
        return shared
    return Document(settings=shared.settings, rest=MappingProxyType({**shared.rest, **others}))


def wire_body(settings: Settings, carried: Mapping[str, JSONValue]) -> dict[str, JSONValue]:
    """Return the settings of one document as Webex wants them written.

    `carried` holds objects with fields nobody here knows; they go back beside the settings.
    """
    if settings.get(_NOTIFY) == _NO_NOTIFICATION:
        settings = {**settings, _NOTIFY: None}
    body = nest(settings)
    for key, unknown in carried.items():
        known = body.get(key)
        if isinstance(known, Mapping) and isinstance(unknown, Mapping):
            body[key] = {**unknown, **known}
    return body


def _clean(wire: Mapping[str, JSONValue]) -> dict[str, JSONValue]:
    """Return the document without nulls, and with whole numbers as such, two levels deep."""
    return {
        key: {inner: _whole(v) for inner, v in value.items() if v is not None}
        if isinstance(value, Mapping)
        else _whole(value)
        for key, value in wire.items()
        if value is not None
    }


def _whole(value: JSONValue) -> JSONValue:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _normal(name: DocumentName, wire: Mapping[str, JSONValue]) -> Document | Unread:
    settings, rest = flatten(name, _clean(wire))
    normal = dict(settings)
    if name == RECORDING.name:
        if not isinstance(normal.get(_ENABLED), bool):
            return Unread(reason="Webex's answer does not say whether recording is enabled")
        notification = rest.get("notification", {})
        if isinstance(notification, Mapping) and "type" not in notification:
            normal.setdefault(_NOTIFY, _NO_NOTIFICATION)
        record = normal.get(_RECORD)
        if isinstance(record, str) and record in _OLDER_SPELLING:
            normal[_RECORD] = _OLDER_SPELLING[record]
    return Document(settings=MappingProxyType(normal), rest=MappingProxyType(rest))
