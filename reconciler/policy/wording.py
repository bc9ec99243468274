"""How findings speak: values, places in the file and types in plain words.

Texts in, texts out. Which finding there is, and where, is `check`'s and `resolve`'s work.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from reconciler.policy.yaml_tree import NodePath
from reconciler.values import JSONValue

__all__ = ["called", "listed", "quoted", "shown", "type_hint", "type_name"]

_LONGEST: Final = 60
_TYPES: Final = {
    "boolean": "true or false",
    "integer": "a whole number",
    "string": "a text",
    "array": "a list",
    "object": "a mapping of keys to values",
}
_ENTRIES: Final = {
    "policies": "policy",
    "waivers": "waiver",
    "holds": "hold",
    "controls": "control",
    "tests": "test",
}
_CONTAINER_HINTS: Final = {
    "array": "begin each entry with '- '",
    "object": "write 'key: value', each key on a line of its own",
}


def quoted(text: str) -> str:
    """Return a text in single quotes on one line, cut where it gets long."""
    flat = " ".join(text.split()) if text.strip() else text
    cut = flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 3]}..."
    return f"'{cut}'"


def listed(names: Iterable[str]) -> str:
    """Return names in quotes, with commas between."""
    return ", ".join(quoted(name) for name in names)


def shown(value: JSONValue) -> str:
    """Return a value as a sentence can hold it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case int() | float():
            return str(value)
        case Mapping():
            return "a mapping"
        case _:
            return "a list"


def called(path: NodePath) -> str:
    """Return what people call the place at a path."""
    match path:
        case ():
            return "the file"
        case ("profiles", str(name)):
            return f"profile {quoted(name)}"
        case (str(section), int()):
            return f"a {_ENTRIES.get(section, 'entry')}"
        case (*_, str(key)):
            return quoted(key)
        case (*_, str(key), int()):
            return f"an entry of {quoted(key)}"
        case _:
            return "an entry"


def type_name(name: str) -> str:
    """Return a JSON Schema type in words."""
    return _TYPES.get(name, name)


def type_hint(expected: str, value: JSONValue, *, required: bool = False) -> str:
    """Return how to write a value of the expected type, starting from what stands there."""
    match expected, value:
        case _, None:
            return f"write {type_name(expected)}{'' if required else ', or delete the key'}"
        case (("boolean" | "integer"), str()) if _is_literal(value):
            return f"write {value.strip().lower()} without quotes"
        case "string", bool() | int() | float():
            return "put it in quotes"
        case "array", bool() | int() | float() | str():
            return f"write [{shown(value)}]"
        case _:
            return _CONTAINER_HINTS.get(expected, f"write {type_name(expected)}")


def _is_literal(text: str) -> bool:
    word = text.strip().lower()
    return word in {"true", "false"} or (len(word) < _LONGEST and word.lstrip("-").isdecimal())
