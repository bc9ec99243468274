"""Ties that the files alone prove: two policies that claim the same people and differ.

Only what can be shown from the words is reported. Policies that select by different keys may
still meet in one person; that shows in the data, and that person is then left alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from reconciler.policy.overlap import overlaps
from reconciler.policy.patterns import patterns_of
from reconciler.policy.policy_set import Policy, Profile
from reconciler.policy.precedence import outranks, specificity
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.selection import GLOB
from reconciler.policy.wording import quoted
from reconciler.source import Finding

__all__ = ["provable_ties"]

_Seen: TypeAlias = defaultdict[str, defaultdict[int, list[Policy]]]
"""Policies met so far, by an entry of their match and by the meaning of their profile."""


def provable_ties(
    policies: Iterable[Policy], profiles: Mapping[str, Profile]
) -> tuple[Finding, ...]:
    """Return a finding for each policy that ties with one written before it.

    `profiles` holds the resolved profile of every policy given.
    """
    groups: defaultdict[object, list[Policy]] = defaultdict(list)
    for policy in sorted(policies, key=lambda each: each.span):
        keys = frozenset(policy.match.keys)
        groups[policy.priority, specificity(policy.match), keys].append(policy)
    meanings = _meanings(profiles)
    return tuple(finding for group in groups.values() for finding in _ties(group, meanings))


def _meanings(profiles: Mapping[str, Profile]) -> dict[str, int]:
    """Return a number for each profile; equal settings have equal numbers."""
    numbers: dict[frozenset[object], int] = {}
    return {
        name: numbers.setdefault(frozenset(profile.values.items()), len(numbers))
        for name, profile in profiles.items()
    }


def _ties(group: list[Policy], meanings: Mapping[str, int]) -> Iterator[Finding]:
    """Compare policies of one rank, each with those before it that share an entry."""
    key = _telling_key(group)
    seen: _Seen = defaultdict(lambda: defaultdict(list))
    for later in group:
        entries = _shortened(key, later.match.entries[key]) if key else frozenset({GLOB})
        meaning = meanings[later.profile]
        for earlier in _candidates(seen, entries, meaning):
            if _tie(earlier, later):
                yield _finding(earlier, later)
                break
        for entry in entries:
            seen[entry][meaning].append(later)


def _shortened(key: str, entries: frozenset[str]) -> frozenset[str]:
    """Return the entries with one `*` for all globs and ranges."""
    patterns = frozenset(patterns_of(key, entries))
    return entries - patterns | {GLOB} if patterns else entries


def _telling_key(group: list[Policy]) -> str | None:
    """Return the list whose entries differ most, so that few policies need be compared."""
    distinct: dict[str, set[str]] = {}
    for policy in group:
        for key, texts in policy.match.entries.items():
            distinct.setdefault(key, set()).update(texts)
    return max(distinct, key=lambda key: len(distinct[key]), default=None)


def _candidates(seen: _Seen, entries: frozenset[str], meaning: int) -> Iterator[Policy]:
    """Return earlier policies that differ and may share an entry; a glob may share any."""
    for entry in tuple(seen) if GLOB in entries else (GLOB, *sorted(entries)):
        for other, policies in seen.get(entry, {}).items():
            if other != meaning:
                yield from policies


def _tie(one: Policy, other: Policy) -> bool:
    return not outranks(one, other) and not outranks(other, one) and overlaps(one, other)


def _finding(earlier: Policy, later: Policy) -> Finding:
    message = (
        f"{quoted(later.name)} and {quoted(earlier.name)} ({earlier.span}) claim the same people, "
        "want different settings, and neither goes first"
    )
    hint = "give one of them a 'priority', or an 'except' for the people of the other"
    return wrong(Rule.POLICY_TIE, later.span, message, hint)
