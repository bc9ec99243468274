"""Which subjects a statement is about, as it was written and as it is compared.

Values only. Whether a selector matches a subject is `selectors`' question, which of two goes
first is `precedence`'s.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from reconciler.source import SourceSpan
from reconciler.subjects import License

__all__ = ["GLOB", "PeopleFrom", "Selector", "folded", "identified"]

GLOB: Final = "*"
"""Stands for any text, the empty one included, in `people`, `titles` and `extensions`."""

_ID_BEGINS: Final = "y2lz"
"""How ids of Webex begin once they are folded: the base64 of `cis`, for `ciscospark://`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFrom:
    """People whom a list in a file of its own names."""

    path: str
    """The list as findings show it: below the policy folder's own name, with forward slashes."""
    column: str
    span: SourceSpan
    """Where the selector refers to the list."""
    people: tuple[str, ...] = ()
    """Addresses and ids as the list spells them, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which subjects: keys AND, entries of a key OR. A key that was not written is empty.

    The texts are as written; the folded sets are what they are compared by.
    """

    span: SourceSpan
    everyone: bool = False
    people: tuple[str, ...] = ()
    people_from: tuple[PeopleFrom, ...] = ()
    workspaces: tuple[str, ...] = ()
    virtual_lines: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    licenses: tuple[License, ...] = ()
    extensions: tuple[str, ...] = ()
    """Digits, digits with `*`, and ranges: `2000-2999`."""
    entries: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """The folded entries of every list that was written, by key."""

    def __post_init__(self) -> None:
        lists: dict[str, Iterable[str]] = {
            "people": self.people,
            "people_from": (person for each in self.people_from for person in each.people),
            "workspaces": self.workspaces,
            "virtual_lines": self.virtual_lines,
            "locations": self.locations,
            "groups": self.groups,
            "departments": self.departments,
            "titles": self.titles,
            "licenses": (each.value for each in self.licenses),
            "extensions": self.extensions,
        }
        written = {key: frozenset(map(identified, texts)) for key, texts in lists.items()}
        entries = {
            key: texts
            for key, texts in written.items()
            if texts or (key == "people_from" and self.people_from)
        }
        object.__setattr__(self, "entries", entries)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that were written."""
        return (*(("everyone",) if self.everyone else ()), *self.entries)


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the form in which names and addresses are compared: case and composition ignored."""
    return normalize("NFC", normalize("NFC", text).casefold())


@lru_cache(maxsize=65_536)
def identified(text: str) -> str:
    """Return the folded form, of ids without the padding that they are sometimes pasted with.

    A name stays as it is: `R&D=` and `R&D` are two departments.
    """
    known = folded(text)
    return known.rstrip("=") if known.startswith(_ID_BEGINS) else known
