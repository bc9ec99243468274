"""The keys of a selector, one row each: who can have it, and what of a subject it is compared with.

A key is added here and in `selection`, `language` and `precedence`; nowhere else do keys have
names. Matching is `selectors`' work.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from reconciler.subjects import Attribute, Subject, SubjectKind

__all__ = [
    "EVERYONE_KEY",
    "KIND_WORDS",
    "SELECTOR_KEYS",
    "SUBJECT_KINDS",
    "SelectorKey",
    "can_have",
]

_Texts: TypeAlias = tuple[str, ...]

SUBJECT_KINDS: Final = (SubjectKind.PERSON, SubjectKind.WORKSPACE, SubjectKind.VIRTUAL_LINE)
"""The kinds that policies, waivers, holds and controls may be about."""

KIND_WORDS: Final[Mapping[SubjectKind, str]] = {
    SubjectKind.PERSON: "people",
    SubjectKind.WORKSPACE: "workspaces",
    SubjectKind.VIRTUAL_LINE: "virtual_lines",
}
"""What each of these is called in `subjects`."""

EVERYONE_KEY: Final = "everyone"
"""The key that is no list: it holds for each subject of these kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectorKey:
    """One list of a selector."""

    kinds: frozenset[SubjectKind]
    """Who can have it; for others the key does not hold."""
    attribute: Attribute | None
    """What Webex may fail to tell; None: it is always known."""
    named: Callable[[Subject], _Texts]
    """The names of a subject that an exact entry is compared with."""
    known: Callable[[Subject], _Texts] = lambda _: ()
    """Those of them that are known even where the attribute is not."""
    described: Callable[[Subject], _Texts] | None = None
    """The names that a glob or a range is compared with; None: entries are always exact."""


def can_have(kind: SubjectKind, keys: tuple[str, ...]) -> bool:
    """Say whether a kind of subject can have all of these keys, `everyone` included."""
    return all(
        kind in (SUBJECT_KINDS if key == EVERYONE_KEY else SELECTOR_KEYS[key].kinds) for key in keys
    )


def _id(subject: Subject) -> _Texts:
    return (subject.id,)


def _emails(subject: Subject) -> _Texts:
    return subject.emails


def _id_and_emails(subject: Subject) -> _Texts:
    return subject.id, *subject.emails


def _id_and_name(subject: Subject) -> _Texts:
    return subject.id, subject.name


def _location(subject: Subject) -> _Texts:
    place = subject.location
    return () if place is None else (place.id, place.name)


def _groups(subject: Subject) -> _Texts:
    return tuple(text for each in subject.groups for text in (each.id, each.name))


def _department(subject: Subject) -> _Texts:
    return () if subject.department is None else (subject.department,)


def _title(subject: Subject) -> _Texts:
    return () if subject.title is None else (subject.title,)


def _license(subject: Subject) -> _Texts:
    return (subject.license.value,)


def _extensions(subject: Subject) -> _Texts:
    return subject.extensions


_PEOPLE: Final = frozenset({SubjectKind.PERSON})
_EVERY_KIND: Final = frozenset(SUBJECT_KINDS)

SELECTOR_KEYS: Final[Mapping[str, SelectorKey]] = {
    "people": SelectorKey(
        kinds=_PEOPLE,
        attribute=Attribute.EMAIL,
        named=_id_and_emails,
        known=_id,
        described=_emails,
    ),
    "people_from": SelectorKey(
        kinds=_PEOPLE, attribute=Attribute.EMAIL, named=_id_and_emails, known=_id
    ),
    "workspaces": SelectorKey(
        kinds=frozenset({SubjectKind.WORKSPACE}), attribute=None, named=_id_and_name
    ),
    "virtual_lines": SelectorKey(
        kinds=frozenset({SubjectKind.VIRTUAL_LINE}), attribute=None, named=_id_and_name
    ),
    "locations": SelectorKey(
        kinds=_EVERY_KIND | {SubjectKind.LOCATION}, attribute=Attribute.LOCATION, named=_location
    ),
    "groups": SelectorKey(kinds=_PEOPLE, attribute=Attribute.GROUPS, named=_groups),
    "departments": SelectorKey(kinds=_PEOPLE, attribute=Attribute.DEPARTMENT, named=_department),
    "titles": SelectorKey(kinds=_PEOPLE, attribute=Attribute.TITLE, named=_title, described=_title),
    "licenses": SelectorKey(
        kinds=frozenset({SubjectKind.PERSON, SubjectKind.WORKSPACE}),
        attribute=Attribute.LICENSE,
        named=_license,
    ),
    "extensions": SelectorKey(
        kinds=_EVERY_KIND, attribute=Attribute.EXTENSION, named=_extensions, described=_extensions
    ),
}
"""By name, in the order of the reference page."""
