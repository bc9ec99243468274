"""What Webex said: about one document when asked, and to one write.

These are the words in which `webex` answers `inventory` and `apply`. Judging them is theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from reconciler.subjects import Settings
from reconciler.values import JSONValue

__all__ = [
    "Accepted",
    "Document",
    "NotOffered",
    "NotSent",
    "Reading",
    "Rejected",
    "Unclear",
    "Unread",
    "WriteAnswer",
]

_NOTHING: Mapping[str, JSONValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document in normal form."""

    settings: Settings
    """Every catalog setting that Webex reported. Absent: not reported (inert while off)."""
    rest: Mapping[str, JSONValue] = field(default_factory=lambda: _NOTHING)
    """What is no catalog setting: read-only fields, and fields nobody here knows, in the API's
    nesting. Carried and never compared; sent back only inside an object that is sent whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOffered:
    """Webex says that this subject does not have the document at all (not a calling user)."""

    reason: str
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """The document exists, as far as anyone knows, but could not be read."""

    reason: str
    tracking: str = ""


Reading: TypeAlias = Document | NotOffered | Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Webex answered 2xx: the request was understood. It says nothing about the effect."""

    tracking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Webex answered with a refusal of this one write; nothing was changed."""

    status: int
    reason: str
    tracking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """No answer, or one that does not tell whether the write took effect."""

    reason: str
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """Not one byte of the write left; nothing was changed."""

    reason: str


WriteAnswer: TypeAlias = Accepted | Rejected | Unclear | NotSent
