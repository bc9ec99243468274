"""The three shapes a setting's value can have, and what fits them.

JSON Schema for editors is derived from here; the words of a policy finding are `policy`'s.
"""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from reconciler.values import JSONValue

__all__ = ["Choice", "Switch", "ValueSchema", "Whole", "fits", "json_schema"]


@dataclass(frozen=True, slots=True)
class Switch:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these words, spelled exactly so; ordered from least to most protective."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within inclusive bounds."""

    least: int
    most: int


ValueSchema: TypeAlias = Switch | Choice | Whole


def fits(schema: ValueSchema, value: object) -> bool:
    """Say whether the value is allowed; `1` is no switch and `true` is no number."""
    match schema:
        case Switch():
            return isinstance(value, bool)
        case Choice(words):
            return isinstance(value, str) and value in words
        case Whole(least, most):
            return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        case _:
            assert_never(schema)


def json_schema(schema: ValueSchema) -> dict[str, JSONValue]:
    """Return the JSON Schema (draft 2020-12) of the value, without a description."""
    match schema:
        case Switch():
            return {"type": "boolean"}
        case Choice(words):
            return {"enum": list(words)}
        case Whole(least, most):
            return {"type": "integer", "minimum": least, "maximum": most}
        case _:
            assert_never(schema)
