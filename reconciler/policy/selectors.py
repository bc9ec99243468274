"""Whether a selector matches a subject: yes, no, or nobody can say.

Rule: an attribute that could not be read is never taken for "no". Where the answer hangs on it,
the answer is UNKNOWN; where other keys settle it, it is settled (Kleene's three-valued logic).
"""

from enum import IntEnum

from reconciler.policy.patterns import fits_any, patterns_of
from reconciler.policy.policy_set import Policy
from reconciler.policy.selection import Selector, folded, identified
from reconciler.policy.selector_keys import SELECTOR_KEYS, can_have
from reconciler.subjects import Subject

__all__ = ["Match", "claims", "matches", "policy_matches"]


class Match(IntEnum):
    """The three answers, in an order in which AND is the least and OR the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def negated(self) -> "Match":
        """Return NOT: what is not known stays so."""
        return Match(Match.YES - self)


def policy_matches(policy: Policy, subject: Subject) -> Match:
    """Return whether a policy claims a subject, whatever day it is: `match` and not `except`."""
    if subject.kind not in policy.subjects:
        return Match.NO
    return claims(policy.match, policy.exclude, subject)


def claims(match: Selector, exclude: Selector | None, subject: Subject) -> Match:
    """Return whether the first selector matches a subject and the second does not."""
    claimed = matches(match, subject)
    if claimed is Match.NO or exclude is None:
        return claimed
    return min(claimed, matches(exclude, subject).negated)


def matches(selector: Selector, subject: Subject) -> Match:
    """Return whether all keys of a selector hold; a selector without keys matches nobody.

    A key that the subject's kind cannot have does not hold.
    """
    keys = selector.keys
    if not keys or not can_have(subject.kind, keys):
        return Match.NO
    return min(
        (_holds(key, texts, subject) for key, texts in selector.entries.items()),
        default=Match.YES,
    )


def _holds(name: str, texts: frozenset[str], subject: Subject) -> Match:
    """Return whether any entry of one key fits what is known of the subject."""
    key = SELECTOR_KEYS[name]
    if key.attribute in subject.unknown:
        known = not texts.isdisjoint(map(identified, key.known(subject)))
        return Match.YES if known else Match.UNKNOWN
    if not texts.isdisjoint(map(identified, key.named(subject))):
        return Match.YES
    if key.described is None:
        return Match.NO
    fits = fits_any(name, patterns_of(name, texts), map(folded, key.described(subject)))
    return Match.YES if fits else Match.NO
