"""What a plain YAML scalar means: the core rules of YAML 1.2, and nothing else.

Rule: a spelling that YAML 1.1 reads as something else than YAML 1.2 does (`no`, `0755`, `1:30`)
is never resolved silently, because editors, other tools and people disagree about it.
"""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["PLAIN_DATE", "Ambiguity", "ambiguity", "resolved"]

PLAIN_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
"""What YAML 1.1 reads as a date; YAML 1.2 leaves it a text, as we do."""

_CONSTANTS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_SWITCHES: Final = {
    **dict.fromkeys(("y", "yes", "on"), "true"),
    **dict.fromkeys(("n", "no", "off"), "false"),
}
_MOST_DIGITS: Final = 18
"""Longer numbers stay texts: they are ids, and no setting is that large."""

_WHOLE: Final = re.compile(rf"[-+]?[0-9]{{1,{_MOST_DIGITS}}}")
_RADIX: Final = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL: Final = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Why two readers of YAML would disagree about a value."""

    reading: str
    """What a YAML 1.1 reader makes of it, in words."""
    instead: str | None = None
    """The unambiguous spelling of that reading, where there is one."""


_AMBIGUOUS: Final = (
    (re.compile(r"[-+]?0[0-9_]*[0-9]"), "an octal number"),
    (re.compile(r"[-+]?0b[01_]+"), "a binary number"),
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"), "a time of day in seconds"),
    (re.compile(r"[-+]?[0-9.]*[0-9]_[0-9_.]*"), "a number with its digits grouped"),
    (re.compile(rf"{PLAIN_DATE.pattern}([Tt ].*)?"), "a date"),
)


def ambiguity(text: str) -> Ambiguity | None:
    """Return why a plain scalar means different things to different readers, if it does."""
    switch = _SWITCHES.get(text.lower())
    if switch is not None and text in {text.lower(), text.upper(), text.capitalize()}:
        return Ambiguity(switch, switch)
    if not text[:1].isdigit() and text[:1] not in {"-", "+", "."}:
        return None
    return next((Ambiguity(what) for form, what in _AMBIGUOUS if form.fullmatch(text)), None)


def resolved(text: str) -> bool | int | float | str | None:
    """Return the value of a plain scalar by the core schema of YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if not text[0].isdigit() and text[0] not in "-+.":
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _RADIX.fullmatch(text):
        return int(text, base=0)
    if not text.lstrip("+-").isdigit() and (_FLOAT.fullmatch(text) or _SPECIAL.fullmatch(text)):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
