"""What a reviewer should know besides the changes, such as a waiver that is over."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Note", "Weight"]


class Weight(StrEnum):
    """How much a note wants to be read."""

    NOTE = "note"
    """It is so; somebody may want to act in time."""
    WARNING = "warning"
    """It is so, and somebody should act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing to know, in one line."""

    weight: Weight
    text: str
    """With the place in the policy files, where there is one."""
