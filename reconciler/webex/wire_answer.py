"""What comes back through the door: an answer, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from reconciler.values import JSONValue
from reconciler.webex.retrying import Missing

__all__ = ["Answer", "NoAnswer", "Row"]

Row: TypeAlias = Mapping[str, JSONValue]
"""One entry of a list, as it came."""

_SUCCESS: Final = range(200, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What Webex answered, with any status."""

    status: int
    headers: Mapping[str, str]
    """Case-insensitive; repeated headers are joined by a comma."""
    body: bytes = field(repr=False)
    value: JSONValue = field(default=None, repr=False)
    """The decoded body of a 2xx; None where it was empty. Not shown: it may hold a token."""
    tracking: str = ""
    """Webex's tracking id, else the one we sent."""

    @property
    def succeeded(self) -> bool:
        """Say whether the status is a 2xx."""
        return self.status in _SUCCESS


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """No answer to go by: lost, garbled, or not even asked for."""

    missing: Missing
    reason: str
    tracking: str = ""
    """The tracking id we sent, by which Webex may find what became of it."""
