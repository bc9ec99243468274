"""The policy language as JSON Schema (draft 2020-12), for editors and for `check` alike.

Rule: every problem breaks exactly one keyword. No `oneOf`, `anyOf` or `if`: a reader is owed one
sentence about one problem. What spans files (names, cycles, ties) is `resolve`'s work.
"""

from typing import Final

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.settings import SETTINGS, Setting
from reconciler.catalog.value_schema import json_schema
from reconciler.values import JSONValue

__all__ = ["READ_ONLY", "SCHEMA_ID", "VERSION", "policy_schema"]

VERSION: Final = 1
"""The version of the language that this package reads."""

SCHEMA_ID: Final = "https://reconciler.example/schemas/policy.schema.json"

READ_ONLY: Final = frozenset({"serviceProvider", "externalGroup", "externalIdentifier"})
"""Fields of the recording document that Webex reports and nobody can set.

Source: OpenAPI, person call recording: absent from the PUT body.
"""

_GROUPS: Final = {
    "notification": "What is heard when a recording is paused or resumed.",
    "repeat": "The beep that repeats while a call is recorded.",
    "startStopAnnouncement": "The announcement when a recording starts and stops.",
    "callRecordingAccessSettings": "What people may do with their own recordings.",
    "postCallRecordingSettings": "What Webex makes of a recording after the call.",
    "selectiveCallRecordingSettings": "Which directions of calls are recorded.",
}
_TEXT: Final[dict[str, JSONValue]] = {"type": "string", "minLength": 1}
_NAMES: Final[dict[str, JSONValue]] = {"type": "array", "minItems": 1, "items": _TEXT}


def policy_schema() -> dict[str, JSONValue]:
    """Return the schema of one policy file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Webex Calling recording policy",
        "description": "Profiles and policies. All files of the folder count together.",
        **_closed(
            {
                "version": _said(
                    f"Version of the policy language: {VERSION}.",
                    {"type": "integer", "enum": [VERSION]},
                ),
                "organization": _organization(),
                "profiles": _said(
                    "Named bundles of settings. A name may stand once in all files.",
                    {"type": "object", "additionalProperties": {"$ref": "#/$defs/profile"}},
                ),
                "policies": _said(
                    "Which people get which profile. Exactly one policy governs a person.",
                    {"type": "array", "items": {"$ref": "#/$defs/policy"}},
                ),
            },
            required=("version",),
        ),
        "$defs": {"profile": _profile(), "policy": _policy(), "selector": _selector()},
    }


def _organization() -> dict[str, JSONValue]:
    identity = _said("The id of the organization, as Webex reports it.", _TEXT)
    return _said(
        "The organization these files are written for; the token must belong to it. "
        "May stand once in all files.",
        _closed({"id": identity}, required=("id",)),
    )


def _profile() -> dict[str, JSONValue]:
    return _closed(
        {
            "description": _said("What the profile is for, for people.", {"type": "string"}),
            "extends": _said(
                "Name of the profile whose settings count where this one is silent.", _TEXT
            ),
            "settings": _settings(),
        },
        required=("settings",),
    )


def _settings() -> dict[str, JSONValue]:
    """Nest the catalog's rows by their paths."""
    nested: dict[str, JSONValue] = {}
    for row in SETTINGS:
        if row.document == RECORDING.name:
            _insert(nested, row)
    return _said("The settings this profile manages; all others stay as they are.", _closed(nested))


def _insert(properties: dict[str, JSONValue], row: Setting) -> None:
    for key in row.path[:-1]:
        group = properties.setdefault(
            key, _said(_GROUPS.get(key, f"The settings below `{key}`."), _closed({}))
        )
        inner = group.get("properties") if isinstance(group, dict) else None
        if not isinstance(inner, dict):  # pragma: no cover - the catalog nests objects only
            raise TypeError(row.name)
        properties = inner
    properties[row.path[-1]] = _said(_hover(row), json_schema(row.schema))


def _hover(row: Setting) -> str:
    """Return what an editor shows: the catalog's sentence, the default, and the limits."""
    default = str(row.default).lower() if isinstance(row.default, bool) else row.default
    parts = [
        row.description,
        f"Default of Webex: {default}." if row.default is not None else "",
        f"Only under the vendor {' or '.join(sorted(row.vendors))}." if row.vendors else "",
    ]
    return " ".join(part for part in parts if part)


def _policy() -> dict[str, JSONValue]:
    text: dict[str, JSONValue] = {"type": "string"}
    return _closed(
        {
            "name": _said("Name of the policy; may stand once in all files.", _TEXT),
            "description": _said("What the policy is for, for people.", text),
            "profile": _said("Name of the profile that these people get.", _TEXT),
            "match": _said("Which people: all keys must hold.", {"$ref": "#/$defs/selector"}),
            "except": _said(
                "Which of them not: those for whom all of these keys hold.",
                {"$ref": "#/$defs/selector"},
            ),
            "priority": _said(
                "Where two policies match, the higher priority governs. Default 0.",
                {"type": "integer", "minimum": -1_000_000, "maximum": 1_000_000},
            ),
            "owner": _said("Who answers for this policy.", text),
            "ticket": _said("Where the decision is written down.", text),
        },
        required=("name", "profile", "match"),
    )


def _selector() -> dict[str, JSONValue]:
    everyone: dict[str, JSONValue] = {"type": "boolean", "enum": [True]}
    keys: dict[str, JSONValue] = {
        "everyone": _said(
            "Every person of the organization. Only `true` means anything.", everyone
        ),
        "people": _said("Email addresses or ids; `*` stands for any text.", _NAMES),
        "locations": _said("Names or ids of locations.", _NAMES),
        "departments": _said("Names of departments.", _NAMES),
    }
    return {**_closed(keys), "minProperties": 1}


def _closed(
    properties: dict[str, JSONValue], required: tuple[str, ...] = ()
) -> dict[str, JSONValue]:
    """Return an object schema that allows these keys and no others."""
    closed: dict[str, JSONValue] = {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    if required:
        closed["required"] = list(required)
    return closed


def _said(description: str, schema: dict[str, JSONValue]) -> dict[str, JSONValue]:
    return {"description": description, **schema}
