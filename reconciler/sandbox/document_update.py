"""A partial update of a small document: unknown fields are dropped, wrong values refused."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from reconciler.sandbox.rejections import bad_value
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["Check", "is_flag", "is_seconds", "is_text", "updated"]

Check: TypeAlias = Callable[[JSON], bool]


def is_flag(value: JSON) -> bool:
    """Say whether the value is true or false."""
    return isinstance(value, bool)


def is_text(value: JSON) -> bool:
    """Say whether the value is text."""
    return isinstance(value, str)


def is_seconds(value: JSON) -> bool:
    """Say whether the value is a number of seconds; its range is not published."""
    return type(value) in (int, float) and value >= 0  # type: ignore[operator] # numbers by now


def updated(
    stored: Document, body: Mapping[str, JSON], checks: Mapping[str, Check], switches: Switches
) -> Document:
    """Return the document with what the body says put over it.

    Raises:
        Rejection: 400, a known field holds what it cannot hold.
    """
    result = dict(stored)
    for name, value in body.items():
        check = checks.get(name)
        if check is None:
            continue
        if check(value):
            result[name] = value
        elif (switches.null_scalar if value is None else switches.invalid_value) == "reject":
            raise bad_value(name)
    return result
