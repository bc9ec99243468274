"""What became of one write. A closed union: every `match` on it ends in `assert_never`.

"I don't know" is an outcome here, not an error. Counting outcomes is `report`'s work.
"""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

__all__ = [
    "AlreadySo",
    "Applied",
    "Drifted",
    "Ignored",
    "NotAttempted",
    "Outcome",
    "Refused",
    "Unconfirmed",
    "settled",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Written, and a later read showed every planned value."""

    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadySo:
    """The look before the write already showed every planned value; nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """Somebody changed a planned setting since the plan; nothing was written."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """Webex accepted the write and still reports other values."""

    reason: str
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Webex rejected this write; nothing was changed."""

    reason: str
    tracking: str = ""
    status: int = 0
    """The HTTP status of the rejection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """The write may or may not have happened, and no read could settle it."""

    reason: str
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAttempted:
    """Nothing was sent: the document could not be looked at, or the run ended first."""

    reason: str


Outcome: TypeAlias = Applied | AlreadySo | Drifted | Ignored | Refused | Unconfirmed | NotAttempted


def settled(outcome: Outcome) -> bool:
    """Say whether the subject is known to hold what the plan wanted."""
    match outcome:
        case Applied() | AlreadySo():
            return True
        case Drifted() | Ignored() | Refused() | Unconfirmed() | NotAttempted():
            return False
        case _:
            assert_never(outcome)
