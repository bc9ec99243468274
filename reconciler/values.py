"""JSON as a type, and the one canonical spelling by which two values are the same.

Plan files, snapshots and digests rely on `canonical` and on nothing else.
"""

import hashlib
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, TypeAlias

import msgspec

__all__ = ["UNKNOWN", "JSONValue", "Unknown", "canonical", "digest", "indented"]

JSONValue: TypeAlias = (
    "bool | int | float | str | Sequence[JSONValue] | Mapping[str, JSONValue] | None"
)

_ENCODER: Final = msgspec.json.Encoder(order="deterministic")


class Unknown(Enum):
    """The type of `UNKNOWN`: not read, as opposed to read and empty."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        """Return the name people use for it."""
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN
"""Nobody could say. Never to be taken for "no", for empty or for a default."""


def canonical(value: object) -> bytes:
    """Return the canonical JSON of a value: keys sorted, no blanks, UTF-8.

    Raises:
        TypeError: the value holds something that JSON cannot say.
    """
    return _ENCODER.encode(value)


def digest(*parts: object) -> str:
    """Return the SHA-256 over the canonical spelling of the parts, in order: 64 hex digits."""
    return hashlib.sha256(canonical(parts)).hexdigest()


def indented(value: object) -> bytes:
    """Return a value as JSON for people: two blanks a level, keys in the order given."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
