"""Settings as files spell them, in three variations: to be set, to be required, as observed.

All three follow the catalog: a row there is a key here.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.level import RecordingLevel
from reconciler.catalog.settings import SETTINGS, Setting
from reconciler.catalog.value_schema import Choice, json_schema
from reconciler.policy.schema_forms import closed, one_of, said
from reconciler.values import JSONValue

__all__ = [
    "LEVEL_KEY",
    "UNMANAGED",
    "observed_settings",
    "required_settings",
    "wanted_settings",
]

UNMANAGED: Final = "unmanaged"
"""Instead of a value, or of a mapping of values: policy says nothing about it."""

LEVEL_KEY: Final = "level"
"""The key under `require` that is no setting but the recording level."""

_LEVELS: Final = tuple(str(level) for level in RecordingLevel if level is not RecordingLevel.OFF)

_OBJECTS: Final = {
    "notification": "What is heard when a recording is paused or resumed.",
    "repeat": "The beep that repeats while a call is recorded.",
    "startStopAnnouncement": "The announcement when a recording starts and stops.",
    "callRecordingAccessSettings": "What people may do with their own recordings.",
    "postCallRecordingSettings": "What Webex makes of a recording after the call.",
    "selectiveCallRecordingSettings": "Which directions of calls are recorded.",
}


_Schema: TypeAlias = dict[str, JSONValue]


def observed_settings(description: str) -> _Schema:
    """Return the schema of settings with plain values, all of them optional."""
    return said(description, closed(_nested(lambda row: json_schema(row.schema), closed)))


def wanted_settings(description: str) -> _Schema:
    """Return the schema of settings with a value or `unmanaged`, all of them optional."""
    nested = _nested(lambda row: _or_unmanaged(json_schema(row.schema)), _object_or_unmanaged)
    return said(description, closed(nested))


def required_settings(description: str) -> _Schema:
    """Return the schema of settings with a value or a list of values, and of the level."""
    nested = _nested(lambda row: _or_list(row, json_schema(row.schema)), closed)
    least = said(f"The least recording level: {', '.join(_LEVELS)}.", one_of(*_LEVELS))
    nested[LEVEL_KEY] = said(
        "The recording level, from `enabled`, `record` and the four selective switches together.",
        closed({"min": least}, required=("min",)),
    )
    return said(description, closed(nested, least=1))


def _nested(leaf: Callable[[Setting], _Schema], inner: Callable[[_Schema], _Schema]) -> _Schema:
    """Nest the catalog's rows by their paths. No row lies deeper than two keys."""
    nested: _Schema = {}
    deeper: dict[str, _Schema] = {}
    for row in SETTINGS:
        if row.document != RECORDING.name:
            continue
        schema = said(_hover(row), leaf(row))
        first, *rest = row.path
        if not rest:
            nested[first] = schema
            continue
        [last] = rest
        nested.setdefault(first, None)
        deeper.setdefault(first, {})[last] = schema
    for key, properties in deeper.items():
        nested[key] = said(_OBJECTS.get(key, f"The settings below `{key}`."), inner(properties))
    return nested


def _hover(row: Setting) -> str:
    """Return what an editor shows: the catalog's sentence, the default, and the limits."""
    default = str(row.default).lower() if isinstance(row.default, bool) else row.default
    parts = [
        row.description,
        f"Default of Webex: {default}." if row.default is not None else "",
        f"Only under the vendor {' or '.join(sorted(row.vendors))}." if row.vendors else "",
    ]
    return " ".join(part for part in parts if part)


def _or_unmanaged(schema: Mapping[str, JSONValue]) -> _Schema:
    words, kind = schema.get("enum"), schema.get("type")
    if isinstance(words, list):
        return {**schema, "enum": [*words, UNMANAGED]}
    if kind == "boolean":
        return {"type": [kind, "string"], "enum": [True, False, UNMANAGED]}
    return {**schema, "type": [kind, "string"], "pattern": f"^{UNMANAGED}$"}


def _object_or_unmanaged(properties: _Schema) -> _Schema:
    return {**closed(properties), "type": ["object", "string"], "pattern": f"^{UNMANAGED}$"}


def _or_list(row: Setting, schema: _Schema) -> _Schema:
    if isinstance(row.schema, Choice):
        single: _Schema = {"anyOf": [schema, {"type": "array"}]}
    else:
        single = {**schema, "type": [schema["type"], "array"]}
    return {**single, "items": schema, "minItems": 1}
