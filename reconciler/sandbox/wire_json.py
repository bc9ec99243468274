"""What JSON can say, as types. The sandbox has its own, since it shares no code with the client."""

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias, cast

import msgspec

__all__ = ["JSON", "Document", "encoded", "parsed"]

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"
Document: TypeAlias = dict[str, JSON]
"""One JSON object. Nested objects are never changed in place, so documents may share them."""


def encoded(value: JSON) -> bytes:
    """Return the value as compact UTF-8 JSON."""
    return msgspec.json.encode(value)


def parsed(raw: bytes) -> JSON:
    """Return what the bytes say.

    Raises:
        ValueError: not JSON, not UTF-8, nested beyond reason, or a number JSON does not have.
    """
    try:
        return cast("JSON", json.loads(raw.decode(), parse_constant=_refuse_constant))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
