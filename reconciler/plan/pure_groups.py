"""Which locations and departments hold people of one profile only, and who must be named.

Texts are compared as selectors compare them (folded), so that an entry says of itself exactly
whom its policy will claim.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reconciler.inventory.snapshot import Inventory
from reconciler.policy.drafts import SelectorKey
from reconciler.policy.selection import GLOB, folded
from reconciler.subjects import Attribute, Subject, SubjectId

__all__ = ["Addresses", "Entry", "divide", "texts_of"]

_ROUNDS: Final[tuple[tuple[SelectorKey, int], ...]] = (
    ("locations", 0),  # by name
    ("locations", 1),  # by id, where two locations share a name
    ("departments", 0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text of one selector key, and the profile of everybody it claims."""

    key: SelectorKey
    text: str
    profile: str


class Addresses:
    """By which text each person can be named without naming anybody else."""

    def __init__(self, inventory: Inventory) -> None:
        """Count who answers to what."""
        self._owners = Counter(
            text for each in inventory.subjects for text in set(map(folded, _own(each)))
        )

    def of(self, subject: Subject) -> str | None:
        """Return the address, else the id; None: whatever names it names others as well."""
        emails = () if Attribute.EMAIL in subject.unknown else subject.emails
        fit = (each for each in (*emails, subject.id) if each.strip() and GLOB not in each)
        return next((each for each in fit if self._owners[folded(each)] == 1), None)


def divide(
    people: Iterable[Subject], profiles: Mapping[SubjectId, str], addresses: Addresses
) -> tuple[tuple[Entry, ...], tuple[Subject, ...]]:
    """Return entries that claim all these people, and those who cannot be named.

    `profiles` holds the profile of each. Locations come first, then departments for those whom
    no location settles, then addresses for the others.
    """
    everybody = tuple(people)
    claimed = _claims(everybody, profiles)
    entries: list[Entry] = []
    left = everybody
    for key, spelling in _ROUNDS:
        found = {
            folded(text): text
            for each in left
            if _is_known(each)
            for text in texts_of(key, each)[spelling : spelling + 1]
            if text.strip() and len(claimed[key, folded(text)]) == 1
        }
        entries += [
            Entry(key=key, text=text, profile=next(iter(claimed[key, entry])))
            for entry, text in sorted(found.items())
        ]
        left = tuple(
            each
            for each in left
            if not _is_known(each) or found.keys().isdisjoint(map(folded, texts_of(key, each)))
        )
    named = {each.id: addresses.of(each) for each in left}
    entries += [
        Entry(key="people", text=text, profile=profiles[who]) for who, text in named.items() if text
    ]
    return tuple(entries), tuple(each for each in left if not named[each.id])


def texts_of(key: SelectorKey, subject: Subject) -> tuple[str, ...]:
    """Return what a subject answers to under one selector key, as far as it could be read."""
    match key:
        case "locations":
            place = subject.location
            return () if place is None else (place.name, place.id)
        case "departments":
            return () if subject.department is None else (subject.department,)
        case "people":
            return _own(subject)


def _own(subject: Subject) -> tuple[str, ...]:
    return (*subject.emails, subject.id)


def _is_known(subject: Subject) -> bool:
    """Say whether a location or department may settle a person.

    Of whom the department is unknown might be claimed by any; only an exact address goes first.
    """
    return Attribute.DEPARTMENT not in subject.unknown


def _claims(
    people: Iterable[Subject], profiles: Mapping[SubjectId, str]
) -> Mapping[tuple[SelectorKey, str], set[str]]:
    """Return the profiles of all whom an entry would claim."""
    claims: defaultdict[tuple[SelectorKey, str], set[str]] = defaultdict(set)
    for subject in people:
        for key in dict.fromkeys(key for key, _ in _ROUNDS):
            for text in texts_of(key, subject):
                claims[key, folded(text)].add(profiles[subject.id])
    return claims
