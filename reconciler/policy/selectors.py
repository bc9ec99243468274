"""Whether a selector matches a subject: yes, no, or nobody can say.

Rule: an attribute that could not be read is never taken for "no". Where the answer hangs on it,
the answer is UNKNOWN; where other keys settle it, it is settled (Kleene's three-valued logic).
"""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

from reconciler.policy.policy_set import Policy
from reconciler.policy.selection import GLOB, Selector, folded
from reconciler.subjects import Attribute, Subject, SubjectKind

__all__ = ["Match", "fits_glob", "matches", "policy_matches"]


class Match(IntEnum):
    """The three answers, in an order in which AND is the least and OR the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def negated(self) -> "Match":
        """Return NOT: what is not known stays so."""
        return Match(Match.YES - self)


_KEYS_OF = {
    SubjectKind.PERSON: frozenset({"everyone", "people", "locations", "departments"}),
    SubjectKind.VIRTUAL_LINE: frozenset({"locations"}),
    SubjectKind.WORKSPACE: frozenset({"locations"}),
    SubjectKind.LOCATION: frozenset({"locations"}),
    SubjectKind.ORGANIZATION: frozenset[str](),
}
_ASKED = {
    "people": Attribute.EMAIL,
    "locations": Attribute.LOCATION,
    "departments": Attribute.DEPARTMENT,
}


def policy_matches(policy: Policy, subject: Subject) -> Match:
    """Return whether a policy claims a subject: `match` and not `except`.

    Policies speak about people only, until the language has `subjects`.
    """
    if subject.kind is not SubjectKind.PERSON:
        return Match.NO
    claimed = matches(policy.match, subject)
    if claimed is Match.NO or policy.exclude is None:
        return claimed
    return min(claimed, matches(policy.exclude, subject).negated)


def matches(selector: Selector, subject: Subject) -> Match:
    """Return whether all keys of a selector hold; a selector without keys matches nobody.

    A key that the subject's kind cannot have does not hold.
    """
    keys = selector.keys
    if not keys or not _KEYS_OF[subject.kind].issuperset(keys):
        return Match.NO
    return min(
        (_holds(key, texts, subject) for key, texts in selector.entries.items()),
        default=Match.YES,
    )


def _holds(key: str, texts: frozenset[str], subject: Subject) -> Match:
    """Return whether any entry of one key fits what is known of the subject."""
    attribute = _ASKED[key]
    unread = attribute in subject.unknown
    if key == "people":
        emails = () if unread else tuple(map(folded, subject.emails))
        fits = not texts.isdisjoint((folded(subject.id), *emails)) or _any_glob(texts, emails)
    else:
        fits = not unread and not texts.isdisjoint(map(folded, _names(attribute, subject)))
    if fits:
        return Match.YES
    return Match.UNKNOWN if unread else Match.NO


def _names(attribute: Attribute, subject: Subject) -> tuple[str, ...]:
    if attribute is Attribute.DEPARTMENT:
        return () if subject.department is None else (subject.department,)
    return () if subject.location is None else (subject.location.id, subject.location.name)


def _any_glob(texts: frozenset[str], emails: Iterable[str]) -> bool:
    """Say whether a glob fits an address. Ids are opaque: no glob is ever meant for them."""
    return any(fits_glob(glob, email) for glob in _globs(texts) for email in emails)


@lru_cache(maxsize=4_096)
def _globs(texts: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(text for text in texts if GLOB in text))


def fits_glob(glob: str, text: str) -> bool:
    """Say whether a folded text fits a folded glob. Time grows with their lengths only."""
    first, *rest = glob.split(GLOB)
    if not rest:
        return first == text
    *between, last = rest
    if not (text.startswith(first) and text.endswith(last)):
        return False
    start, end = len(first), len(text) - len(last)
    for part in between:
        found = text.find(part, start, end)
        if found < 0:
            return False
        start = found + len(part)
    return start <= end
