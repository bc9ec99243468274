"""Text with tones: what a terminal may color and a file shows plain.

Renderers in this package return lines; whether a tone becomes a color is the caller's decision.
Everything reads without color.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

__all__ = ["Line", "Span", "Tone", "line", "plain", "safe"]


class Tone(StrEnum):
    """Why a piece of text may be colored."""

    PLAIN = "plain"
    LOSS = "loss"
    GAIN = "gain"
    CHANGE = "change"
    QUIET = "quiet"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line."""

    text: str
    tone: Tone = Tone.PLAIN


Line: TypeAlias = tuple[Span, ...]


def line(*parts: str | Span) -> Line:
    """Return a line of these parts; bare text is plain."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def plain(lines: Iterable[Line]) -> str:
    """Return the lines without tones, each ended by a newline."""
    return "".join("".join(span.text for span in each).rstrip() + "\n" for each in lines)


def safe(text: str) -> str:
    """Return text from outside without characters that move the cursor or reorder the line.

    A display name may hold anything, escape sequences and right-to-left marks included.
    """
    return "".join(
        "?" if unicodedata.category(each) in {"Cc", "Cf", "Zl", "Zp"} else each for each in text
    )
