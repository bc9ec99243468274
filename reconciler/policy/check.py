"""One tree against the language: findings, each at its exact place.

jsonschema decides what is wrong; its own sentences are never shown. Whatever the reader refused
already (a broken node) is skipped here, so that one slip is one finding.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from reconciler.policy.did_you_mean import intended_key, nearest
from reconciler.policy.language import READ_ONLY, VERSION, policy_schema
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.wording import called, listed, quoted, shown, type_hint, type_name
from reconciler.policy.yaml_tree import BrokenNode, MapNode, Node, NodePath, at, plain
from reconciler.source import Finding
from reconciler.values import JSONValue

__all__ = ["Checked", "check"]


_LONGEST_WORD: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is wrong with one tree."""

    findings: tuple[Finding, ...]
    troubled: frozenset[NodePath]
    """Profiles and policies (`("profiles", name)`, `("policies", index)`) with a finding below."""


def check(tree: Node) -> Checked:
    """Return everything in which a file departs from the language."""
    by_path: dict[NodePath, list[ValidationError]] = {}
    for error in _VALIDATOR.iter_errors(plain(tree)):
        by_path.setdefault(tuple(error.absolute_path), []).append(error)
    findings: list[Finding] = []
    troubled: set[NodePath] = set()
    for path, errors in by_path.items():
        node = at(tree, path)
        if not isinstance(node, BrokenNode):
            findings += _judge(path, node, errors)
            troubled.add(path[:2])
    return Checked(findings=tuple(findings), troubled=frozenset(troubled))


def _is_whole(_checker: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# JSON Schema takes 30.0 for an integer. Webex does not, and a person would not.
_validator_class = extend(  # type: ignore[no-untyped-call]  # its stub has no types
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole),
)
_SCHEMA: Final = policy_schema()
_VALIDATOR: Final = _validator_class(_SCHEMA)


def _judge(path: NodePath, node: Node, errors: list[ValidationError]) -> Iterator[Finding]:
    """Translate what is wrong with one node; a wrong type makes everything else moot."""
    by_keyword = {error.validator: error for error in errors}
    if "type" in by_keyword:
        yield _wrong_type(path, node, str(by_keyword["type"].validator_value))
        return
    if isinstance(node, MapNode):
        yield from _judge_keys(path, node, errors)
    else:
        for keyword, error in by_keyword.items():
            yield _judge_value(path, node, keyword, error.schema)


def _wrong_type(path: NodePath, node: Node, expected: str) -> Finding:
    value = plain(node)
    message = f"{called(path)} must be {type_name(expected)}, not {shown(value)}"
    return wrong(Rule.WRONG_TYPE, node.span, message, type_hint(expected, value))


def _judge_value(path: NodePath, node: Node, keyword: object, schema: object) -> Finding:
    value, bounds = plain(node), schema if isinstance(schema, Mapping) else {}
    if keyword in {"minimum", "maximum"}:
        hint = f"allowed: {bounds['minimum']} to {bounds['maximum']}"
        message = f"{called(path)} cannot be {shown(value)}"
        return wrong(Rule.OUT_OF_RANGE, node.span, message, hint)
    if keyword == "minItems":
        hint = "name at least one, or delete the key"
        return wrong(Rule.EMPTY_LIST, node.span, f"{called(path)} is an empty list", hint)
    if keyword == "minLength":
        return wrong(Rule.NOT_ALLOWED_VALUE, node.span, f"{called(path)} is an empty text")
    if path == ("version",):
        message = f"version {shown(value)} of the policy language is not known here"
        return wrong(Rule.UNSUPPORTED_VERSION, node.span, message, f"write 'version: {VERSION}'")
    message = f"{shown(value)} is no value of {called(path)}"
    return wrong(Rule.NOT_ALLOWED_VALUE, node.span, message, _value_hint(value, bounds["enum"]))


def _value_hint(value: JSONValue, allowed: Iterable[JSONValue]) -> str:
    words = [word for word in allowed if isinstance(word, str)]
    meant = nearest("None" if value is None else str(value)[:_LONGEST_WORD], words)
    if meant is not None:
        return f"did you mean {quoted(meant)}?"
    return f"allowed: {listed(words) or ', '.join(shown(word) for word in allowed)}"


def _judge_keys(path: NodePath, node: MapNode, errors: list[ValidationError]) -> Iterator[Finding]:
    """Unknown, read-only and missing keys; a misspelled key is not missing as well."""
    schema = errors[0].schema
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
        hint = "name people, locations or departments, or write 'everyone: true'"
        yield wrong(Rule.EMPTY_SELECTOR, node.span, f"{called(path)} selects nobody", hint)


def _missing(path: NodePath, node: MapNode, key: str) -> Finding:
    hint = f"write 'version: {VERSION}'" if key == "version" else f"write '{key}: ...'"
    return wrong(Rule.MISSING_KEY, node.span, f"{quoted(key)} is missing in {called(path)}", hint)


def _unknown_key(
    path: NodePath, node: MapNode, key: str, properties: Mapping[str, JSONValue]
) -> tuple[Finding, str]:
    """Return the finding, and the key that is not missing because this one was meant for it."""
    span = node.entries[key].key_span
    if key in READ_ONLY and "settings" in path:
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
        definitions = _SCHEMA["$defs"]
        name = reference.rpartition("/")[2]
        return _properties(definitions[name]) if isinstance(definitions, Mapping) else {}
    properties = schema.get("properties")
    return properties if isinstance(properties, Mapping) else {}
