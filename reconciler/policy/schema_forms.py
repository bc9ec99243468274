"""The shapes that the language's JSON Schema is put together from.

Rule: every problem breaks exactly one keyword, so that a reader gets one sentence about it.
"""

from collections.abc import Mapping
from typing import Final

from reconciler.values import JSONValue

__all__ = ["DATE", "NAMES", "NOT_BLANK", "TEXT", "closed", "list_of", "one_of", "reference", "said"]

NOT_BLANK: Final = r"\S"
"""The pattern of a text that says something."""
TEXT: Final[Mapping[str, JSONValue]] = {"type": "string", "pattern": NOT_BLANK}
NAMES: Final[Mapping[str, JSONValue]] = {"type": "array", "minItems": 1, "items": TEXT}
DATE: Final[Mapping[str, JSONValue]] = {"type": "string", "format": "date"}


def said(description: str, schema: Mapping[str, JSONValue]) -> dict[str, JSONValue]:
    """Return a schema with the text that editors show for it."""
    return {"description": description, **schema}


def closed(
    properties: Mapping[str, JSONValue], required: tuple[str, ...] = (), *, least: int = 0
) -> dict[str, JSONValue]:
    """Return an object schema that allows these keys and no others."""
    schema: dict[str, JSONValue] = {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    if required:
        schema["required"] = list(required)
    if least:
        schema["minProperties"] = least
    return schema


def one_of(*words: str) -> dict[str, JSONValue]:
    """Return the schema of one of a few words."""
    return {"enum": list(words)}


def list_of(items: Mapping[str, JSONValue]) -> dict[str, JSONValue]:
    """Return the schema of a list with at least one entry."""
    return {"type": "array", "minItems": 1, "items": items}


def reference(name: str) -> dict[str, JSONValue]:
    """Return a reference to one of the schema's definitions."""
    return {"$ref": f"#/$defs/{name}"}
