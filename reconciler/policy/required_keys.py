"""Which keys of the language must be written, so that no hint asks to delete one of them."""

from collections.abc import Mapping
from typing import Final

from reconciler.policy.language import policy_schema
from reconciler.policy.yaml_tree import NodePath
from reconciler.values import JSONValue

__all__ = ["is_required"]

_SCHEMA: Final = policy_schema()


def is_required(path: NodePath) -> bool:
    """Say whether the last step of a path is a key that its mapping must have."""
    schema: JSONValue = _SCHEMA
    required = False
    for step in path:
        schema = _followed(schema)
        if not isinstance(schema, Mapping):
            return False
        keys = schema.get("required")
        required = isinstance(keys, list) and step in keys
        schema = _below(schema, step)
    return required


def _followed(schema: JSONValue) -> JSONValue:
    """Return the definition that a schema refers to, if it does."""
    reference = schema.get("$ref") if isinstance(schema, Mapping) else None
    definitions = _SCHEMA["$defs"]
    if isinstance(reference, str) and isinstance(definitions, Mapping):
        return definitions[reference.rpartition("/")[2]]
    return schema


def _below(schema: Mapping[str, JSONValue], step: str | int) -> JSONValue:
    if isinstance(step, int):
        return schema.get("items")
    properties = schema.get("properties")
    if isinstance(properties, Mapping) and step in properties:
        return properties[step]
    return schema.get("additionalProperties")
