"""Misfortune, scripted or by chance: what goes wrong, for which request, how often. No HTTP.

The script is consumed in order: a request meets the first entry that matches, still has times
left and is not spared by chance, and only that one.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reconciler.sandbox.wire_json import Document

__all__ = [
    "BodyShape",
    "ConnectionLost",
    "Drift",
    "Ending",
    "ExpiredToken",
    "LostAnswerAfterEffect",
    "LostRequest",
    "Misfortune",
    "Moved",
    "NotEffective",
    "OddAnswer",
    "Status",
    "Trouble",
    "TruncatedAnswer",
    "Vanished",
    "Weather",
]

BodyShape: TypeAlias = Literal[
    "json", "nested", "list", "top_level", "failure_reason", "text", "html", "empty"
]
"""The shapes of error bodies: `message` and `errors`; `error` as an object with a list inside, or
as a list; a code on top with another below; `failureReason`; text, HTML and nothing."""

Ending: TypeAlias = Literal["504", "closed"]


class ConnectionLost(ConnectionResetError):
    """The connection ends before the answer is complete.

    Over a port the client sees exactly that. In process it surfaces as this exception, because
    there is no connection to lose.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Answer with this status; the request is not carried out."""

    status: int
    body: BodyShape = "json"
    retry_after: str | None = None
    """The raw text of a `Retry-After` header, well formed or not; None sends none."""
    content_type: str | None = None
    """What the header says instead of what the body is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRequest:
    """Do not carry the request out; answer 504 from a gateway or cut the connection."""

    ending: Ending = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAnswerAfterEffect:
    """Carry the request out, then answer 504 from a gateway or cut the connection."""

    ending: Ending = "504"


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncatedAnswer:
    """Carry the request out and cut the connection in the middle of the answer's body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OddAnswer:
    """Carry the request out and answer under another content type, or without the body."""

    content_type: str | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiredToken:
    """The token of this request dies, now and for good: 401."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """An administrator changes somebody by hand just before the request is answered."""

    email: str
    changes: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanished:
    """A person leaves just before the request is answered."""

    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A person moves to another location, by name, just before the request is answered."""

    email: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEffective:
    """Answer a PUT with 204 and change nothing. Other methods never meet it."""


Trouble: TypeAlias = (
    Status
    | LostRequest
    | LostAnswerAfterEffect
    | TruncatedAnswer
    | OddAnswer
    | ExpiredToken
    | Drift
    | Vanished
    | Moved
    | NotEffective
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfortune:
    """One trouble and the requests it waits for."""

    trouble: Trouble
    method: str = "*"
    path: str = ""
    """Regular expression, searched in the path without the query; empty matches every path."""
    times: int | None = 1
    """How often it strikes; None is for ever."""
    after: int = 0
    """How many matching requests it lets pass first."""
    rate: float = 1.0
    """The probability that it strikes a matching request."""

    def matches(self, method: str, path: str) -> bool:
        """Say whether this request is one of those."""
        if isinstance(self.trouble, NotEffective) and method != "PUT":
            return False
        return self.method in ("*", method) and re.search(self.path, path) is not None


@dataclass(slots=True)
class _Pending:
    misfortune: Misfortune
    left: int | None
    to_pass: int


@dataclass(slots=True)
class Weather:
    """The script, and how much of it is left. The same seed brings the same weather."""

    script: Iterable[Misfortune] = ()
    seed: int = 0
    _chance: random.Random = field(init=False, repr=False)
    _pending: list[_Pending] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - reproducible on purpose
        for misfortune in self.script:
            self.add(misfortune)

    def add(self, misfortune: Misfortune) -> None:
        """Put one more misfortune at the end of the script."""
        self._pending.append(_Pending(misfortune, misfortune.times, misfortune.after))

    def take(self, method: str, path: str) -> Trouble | None:
        """Return what happens to this request, if anything, and use it up once."""
        if not self._pending:
            return None
        for place, entry in enumerate(self._pending):
            if entry.misfortune.matches(method, path) and self._strikes(entry):
                if entry.left is not None:
                    entry.left -= 1
                    if entry.left == 0:
                        del self._pending[place]
                return entry.misfortune.trouble
        return None

    def remaining(self) -> int:
        """Return how many strikes are still to come, without those that go on for ever."""
        return sum(entry.left or 0 for entry in self._pending)

    def _strikes(self, entry: _Pending) -> bool:
        if entry.to_pass > 0:
            entry.to_pass -= 1
            return False
        rate = entry.misfortune.rate
        return rate >= 1.0 or self._chance.random() < rate
