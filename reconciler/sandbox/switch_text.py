"""A switch set by text: `NAME=VALUE`, as the command line has it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, get_args, get_origin, get_type_hints

from reconciler.sandbox.switches import Switches

__all__ = ["switches_of"]

_TRUTH = {"true": True, "false": False}


def switches_of(assignments: Iterable[str]) -> Switches:
    """Return the defaults with these assignments put over them.

    Raises:
        ValueError: no such switch, or no such value; the message says which there are.
    """
    types = get_type_hints(Switches)
    found: dict[str, bool | int | float | str] = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals or name not in types:
            raise ValueError(f"'{assignment}' is not NAME=VALUE of a switch: {', '.join(types)}")
        try:
            found[name] = _value(types[name], text)
        except (KeyError, ValueError):
            known = _values(types[name])
            raise ValueError(f"'{assignment}': {name} is {known}") from None
    return replace(Switches(), **found)  # type: ignore[arg-type] # each value fits its own field


def _value(kind: object, text: str) -> bool | int | float | str:
    if get_origin(kind) is Literal:
        return {each: str(each) for each in get_args(kind)}[text]
    if kind is bool:
        return _TRUTH[text]
    return int(text) if kind is int else float(text)


def _values(kind: object) -> str:
    if get_origin(kind) is Literal:
        return " or ".join(get_args(kind))
    return {bool: "true or false", int: "a whole number"}.get(kind, "a number")  # type: ignore[call-overload,no-any-return] # a type is hashable
