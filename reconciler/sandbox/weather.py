"""Scripted misfortune: what goes wrong, for which request, how many times. Knows no HTTP library.

The script is consumed in order: a request meets the first entry that matches and still has
times left, and only that one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reconciler.sandbox.wire_json import Document

__all__ = [
    "ConnectionLost",
    "Drift",
    "LostAnswerAfterEffect",
    "Misfortune",
    "NotEffective",
    "Status",
    "Trouble",
    "Weather",
]


class ConnectionLost(ConnectionResetError):
    """The connection ends before the answer is complete.

    Over a port the client sees exactly that. In process it surfaces as this exception, because
    there is no connection to lose.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Answer with this status; the request is not carried out."""

    status: int
    body: Literal["json", "html", "empty"] = "json"
    retry_after: str | None = None
    """The raw text of a `Retry-After` header, well formed or not; None sends none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAnswerAfterEffect:
    """Carry the request out, then answer 504 from a gateway or cut the connection."""

    ending: Literal["504", "closed"] = "504"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """An administrator changes somebody by hand just before the request is answered."""

    email: str
    changes: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEffective:
    """Answer a PUT with 204 and change nothing. Other methods never meet it."""


Trouble: TypeAlias = Status | LostAnswerAfterEffect | Drift | NotEffective


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfortune:
    """One trouble and the requests it waits for."""

    trouble: Trouble
    method: str = "*"
    path: str = ""
    """Regular expression, searched in the path without the query; empty matches every path."""
    times: int = 1

    def matches(self, method: str, path: str) -> bool:
        """Say whether this request is one of those."""
        if isinstance(self.trouble, NotEffective) and method != "PUT":
            return False
        return self.method in ("*", method) and re.search(self.path, path) is not None


@dataclass(slots=True)
class Weather:
    """The script, and how much of it is left."""

    script: Iterable[Misfortune] = ()
    _left: list[tuple[Misfortune, int]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        for misfortune in self.script:
            self.add(misfortune)

    def add(self, misfortune: Misfortune) -> None:
        """Put one more misfortune at the end of the script."""
        self._left.append((misfortune, misfortune.times))

    def take(self, method: str, path: str) -> Trouble | None:
        """Return what happens to this request, if anything, and use it up once."""
        for place, (misfortune, left) in enumerate(self._left):
            if misfortune.matches(method, path):
                if left > 1:
                    self._left[place] = (misfortune, left - 1)
                else:
                    del self._left[place]
                return misfortune.trouble
        return None

    def remaining(self) -> int:
        """Return how many strikes are still to come."""
        return sum(left for _, left in self._left)
