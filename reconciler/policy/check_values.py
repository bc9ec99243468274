"""What is wrong with one value, in plain words: its type, its spelling, its bounds.

Which keyword of the schema it breaks is given; the schema tells what would have been right.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from reconciler.policy.did_you_mean import nearest
from reconciler.policy.language import VERSION
from reconciler.policy.required_keys import is_required
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.schema_forms import NOT_BLANK
from reconciler.policy.settings_language import LEVEL_KEY, UNMANAGED
from reconciler.policy.wording import called, listed, quoted, shown, type_hint, type_name
from reconciler.policy.yaml_tree import Node, NodePath, plain
from reconciler.source import Finding
from reconciler.values import JSONValue

__all__ = ["judge_value", "wrong_type"]

_LONGEST_WORD: Final = 200

_FORMS: Final = {
    "date": ("is no date", "write year-month-day, such as 2027-03-31"),
    "extension": (
        "is no extension and no range of them",
        'write "2000", "20*", or "2000-2999" with as many digits on both sides',
    ),
    "retention": ("is no length of time", "write a number and a unit, such as '5 years'"),
}


def wrong_type(path: NodePath, node: Node, expected: object) -> Finding:
    """Return the finding for a value of a wrong type; of several right ones the first is named."""
    name = str(expected if isinstance(expected, str) else _first(expected))
    value = plain(node)
    message = f"{called(path)} must be {type_name(name)}, not {shown(value)}"
    return wrong(
        Rule.WRONG_TYPE, node.span, message, type_hint(name, value, required=is_required(path))
    )


def _first(names: object) -> object:
    return next(iter(names)) if isinstance(names, Iterable) else names


def judge_value(path: NodePath, node: Node, keyword: str, schema: object) -> Finding:
    """Return the finding for a value of a right type that breaks one keyword."""
    value, bounds = plain(node), schema if isinstance(schema, Mapping) else {}
    if keyword in {"minimum", "maximum"}:
        hint = f"allowed: {bounds['minimum']} to {bounds['maximum']}"
        message = f"{called(path)} cannot be {shown(value)}"
        return wrong(Rule.OUT_OF_RANGE, node.span, message, hint)
    if keyword == "minItems":
        hint = "name at least one, or delete the key"
        return wrong(Rule.EMPTY_LIST, node.span, f"{called(path)} is an empty list", hint)
    if keyword == "pattern" and bounds["pattern"] == NOT_BLANK:
        what = "a text of blanks only" if value else "an empty text"
        return wrong(Rule.NOT_ALLOWED_VALUE, node.span, f"{called(path)} is {what}")
    if keyword in {"pattern", "format"}:
        return _misspelled(path, node, bounds)
    return _none_of(path, node, bounds)


def _misspelled(path: NodePath, node: Node, schema: Mapping[str, JSONValue]) -> Finding:
    """Return the finding for a text of a wrong form."""
    if UNMANAGED in str(schema.get("pattern")):
        return _no_text(path, node, schema)
    what, hint = _FORMS[str(schema.get("format", "retention"))]
    rule = Rule.NOT_A_DATE if schema.get("format") == "date" else Rule.NOT_ALLOWED_VALUE
    return wrong(rule, node.span, f"{shown(plain(node))} {what}", hint)


def _no_text(path: NodePath, node: Node, schema: Mapping[str, JSONValue]) -> Finding:
    """Return the finding for a text where no text but `unmanaged` may be."""
    value = plain(node)
    if not isinstance(value, str) or nearest(value[:_LONGEST_WORD], [UNMANAGED]) is None:
        return wrong_type(path, node, schema["type"])
    message = f"{shown(value)} is no value of {called(path)}"
    return wrong(Rule.NOT_ALLOWED_VALUE, node.span, message, f"did you mean {quoted(UNMANAGED)}?")


def _none_of(path: NodePath, node: Node, schema: Mapping[str, JSONValue]) -> Finding:
    """Return the finding for a value that is none of a few words."""
    value, allowed = plain(node), _allowed(schema)
    if path == ("version",):
        message = f"version {shown(value)} of the policy language is not known here"
        return wrong(Rule.UNSUPPORTED_VERSION, node.span, message, f"write 'version: {VERSION}'")
    if isinstance(value, str) and False in allowed:
        return _no_text(path, node, schema)
    message = f"{shown(value)} is no value of {called(path)}"
    return wrong(Rule.NOT_ALLOWED_VALUE, node.span, message, _value_hint(value, allowed))


def _allowed(schema: Mapping[str, JSONValue]) -> list[JSONValue]:
    """Return the words of an `enum`, or of the first of several alternatives."""
    alternatives = schema.get("anyOf")
    if isinstance(alternatives, list) and isinstance(alternatives[0], Mapping):
        schema = alternatives[0]
    words = schema.get("enum")
    return [*words] if isinstance(words, list) else []


def _value_hint(value: JSONValue, allowed: Iterable[JSONValue]) -> str:
    if isinstance(value, Mapping) and "min" in value:
        return f"the recording level is asked for with '{LEVEL_KEY}: {{min: ...}}'"
    words = [word for word in allowed if isinstance(word, str)]
    meant = nearest("None" if value is None else str(value)[:_LONGEST_WORD], words)
    if meant is not None:
        return f"did you mean {quoted(meant)}?"
    return f"allowed: {listed(words) or ', '.join(shown(word) for word in allowed)}"
