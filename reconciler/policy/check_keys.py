"""Which keys a mapping has: unknown, read-only and missing ones, in plain words.

A misspelled key is not missing as well.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from reconciler.policy.did_you_mean import intended_key
from reconciler.policy.language import READ_ONLY, VERSION, policy_schema
from reconciler.policy.required_keys import is_required
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.wording import called, listed, quoted
from reconciler.policy.yaml_tree import MapNode, NodePath
from reconciler.source import Finding
from reconciler.values import JSONValue

__all__ = ["judge_keys"]

_DEFINITIONS: Final = policy_schema()["$defs"]
_SETTINGS: Final = frozenset({"settings", "require", "observed"})
_SELECTORS: Final = frozenset({"match", "except", "applies_to"})


def judge_keys(path: NodePath, node: MapNode, schema: object) -> Iterator[Finding]:
    """Return what is wrong with the keys of a mapping that breaks this object schema."""
    if not isinstance(schema, Mapping):  # pragma: no cover - only object schemas judge keys
        return
    properties: Mapping[str, JSONValue] = schema["properties"]
    excused: set[str] = set()
    for key in [key for key in node.entries if key not in properties]:
        finding, instead = _unknown_key(path, node, key, properties)
        excused.add(instead)
        yield finding
    if not node.complete:
        return
    absent = [key for key in schema.get("required", ()) if key not in node.entries]
    yield from (_missing(path, node, key) for key in absent if key not in excused)
    if not node.entries and "minProperties" in schema:
        yield _empty(path, node, properties)


def _missing(path: NodePath, node: MapNode, key: str) -> Finding:
    hint = f"write 'version: {VERSION}'" if key == "version" else f"write '{key}: ...'"
    return wrong(Rule.MISSING_KEY, node.span, f"{quoted(key)} is missing in {called(path)}", hint)


def _empty(path: NodePath, node: MapNode, properties: Mapping[str, JSONValue]) -> Finding:
    if path[-1] in _SELECTORS:
        hint = "name people, locations or departments, or write 'everyone: true'"
        return wrong(Rule.EMPTY_SELECTOR, node.span, f"{called(path)} selects nobody", hint)
    other = "" if is_required(path) else ", or delete the key"
    hint = f"write one of these{other}: {listed(properties)}"
    return wrong(Rule.EMPTY_MAPPING, node.span, f"{called(path)} says nothing", hint)


def _unknown_key(
    path: NodePath, node: MapNode, key: str, properties: Mapping[str, JSONValue]
) -> tuple[Finding, str]:
    """Return the finding, and the key that is not missing because this one was meant for it."""
    span = node.entries[key].key_span
    if key in READ_ONLY and not _SETTINGS.isdisjoint(path):
        message = f"{quoted(key)} is reported by Webex and cannot be set"
        return wrong(Rule.READ_ONLY_SETTING, span, message, "delete the line"), ""
    message = f"{quoted(key)} is no key of {called(path)}"
    below = _path_below(properties, key)
    if below:
        hint = f"it belongs under {quoted('.'.join(below))}"
        return wrong(Rule.UNKNOWN_KEY, span, message, hint), below[0]
    meant = intended_key(key, [name for name in properties if name not in node.entries])
    hint = f"did you mean {quoted(meant)}?" if meant else f"allowed: {listed(properties)}"
    return wrong(Rule.UNKNOWN_KEY, span, message, hint), meant or ""


def _path_below(properties: Mapping[str, JSONValue], key: str) -> tuple[str, ...]:
    """Return under which keys of the same mapping an unknown key would be a known one."""
    inner = {name: _properties(schema) for name, schema in properties.items()}
    for name, deeper in inner.items():
        if key in deeper:
            return (name,)
    found = ((name, _path_below(deeper, key)) for name, deeper in inner.items())
    return next(((name, *path) for name, path in found if path), ())


def _properties(schema: JSONValue) -> Mapping[str, JSONValue]:
    """Return the keys that an object schema allows, through its reference if it is one."""
    if not isinstance(schema, Mapping):
        return {}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        name = reference.rpartition("/")[2]
        return _properties(_DEFINITIONS[name]) if isinstance(_DEFINITIONS, Mapping) else {}
    properties = schema.get("properties")
    return properties if isinstance(properties, Mapping) else {}
