"""Policies that change nothing, or more than they seem to: what the words alone can show.

Provable ties are `ties`' errors; here nothing is wrong, only odd.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Final, TypeAlias

from reconciler.policy.containment import policy_inside
from reconciler.policy.patterns import patterns_of
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.precedence import Specificity, specificity, why_outranked
from reconciler.policy.rules import Rule, warning
from reconciler.policy.wording import quoted
from reconciler.source import Finding

__all__ = ["idle_policies", "unreachable"]

_Place: TypeAlias = tuple[str, str]
"""A selector key, and an entry of its list."""

_ANYBODY: Final[_Place] = ("", "")
"""Where policies stand that an entry does not lead to."""


def idle_policies(policy_set: PolicySet) -> Iterator[Finding]:
    """Yield policies that never win, repeat another, or outrank narrower ones by priority."""
    written = sorted(policy_set.policies, key=lambda each: each.span)
    beaten = unreachable(policy_set)
    for policy in written:
        if policy.name in beaten:
            yield _never_wins(policy, beaten[policy.name])
    yield from _duplicates(policy_set, written)
    yield from _broad(written)


def unreachable(policy_set: PolicySet) -> Mapping[str, Policy]:
    """Return policies that can never govern anybody, by name, with one that always goes first."""
    ranks = {each.name: (each.priority, specificity(each.match)) for each in policy_set.policies}
    written = sorted(policy_set.policies, key=lambda each: each.span)
    highest_first = sorted(written, key=lambda each: ranks[each.name], reverse=True)
    index = _by_entry(highest_first)
    found: dict[str, Policy] = {}
    for policy in written:
        places = ((key, min(texts)) for key, texts in policy.match.entries.items() if texts)
        for place in (_ANYBODY, *places):
            # Whoever has more keys claims less, so that only a higher rank can cover it all.
            above = takewhile(
                lambda other: ranks[other.name] > ranks[policy.name],  # noqa: B023 - used at once
                index.get(place, ()),
            )
            winner = next((other for other in above if policy_inside(policy, other)), None)
            if winner is not None:
                found.setdefault(policy.name, winner)
    return found


def _by_entry(policies: Iterable[Policy]) -> Mapping[_Place, list[Policy]]:
    """Return policies under each entry of their rarest list, so that few need be compared."""
    policies = tuple(policies)
    common = Counter(
        (key, text)
        for each in policies
        for key, texts in each.match.entries.items()
        for text in texts
    )
    index: defaultdict[_Place, list[Policy]] = defaultdict(list)
    for policy in policies:
        lists = policy.match.entries
        exact = [key for key, texts in lists.items() if texts and not patterns_of(key, texts)]
        if not exact:
            index[_ANYBODY].append(policy)
            continue
        rarest = min(exact, key=lambda key: max(common[key, text] for text in lists[key]))
        for text in lists[rarest]:
            index[rarest, text].append(policy)
    return index


def _never_wins(policy: Policy, other: Policy) -> Finding:
    message = (
        f"{quoted(policy.name)} never governs anybody: {quoted(other.name)} ({other.span}) claims "
        f"everybody it claims and goes first ({why_outranked(other, policy)})"
    )
    hint = "give it a higher 'priority', or delete it"
    return warning(Rule.UNREACHABLE_POLICY, policy.span, message, hint)


def _duplicates(policy_set: PolicySet, written: list[Policy]) -> Iterator[Finding]:
    seen: dict[object, Policy] = {}
    for policy in written:
        first = seen.setdefault(_statement(policy_set, policy), policy)
        if first is not policy:
            message = (
                f"{quoted(policy.name)} says the same as {quoted(first.name)} ({first.span}): "
                "the same subjects get the same settings"
            )
            yield warning(Rule.DUPLICATE_POLICY, policy.span, message, "delete one of them")


def _statement(policy_set: PolicySet, policy: Policy) -> object:
    sides = tuple(
        side and (side.everyone, frozenset(side.entries.items()))
        for side in (policy.match, policy.exclude)
    )
    settings = frozenset(policy_set.profiles[policy.profile].values.items())
    return sides, policy.subjects, policy.effective, policy.priority, settings


def _broad(written: list[Policy]) -> Iterator[Finding]:
    narrow = [each for each in written if specificity(each.match) is not Specificity.EVERYONE]
    for policy in written:
        if policy.priority <= 0 or specificity(policy.match) is not Specificity.EVERYONE:
            continue
        below = [
            each
            for each in narrow
            if each.priority < policy.priority and each.subjects & policy.subjects
        ]
        if below:
            message = (
                f"{quoted(policy.name)} selects by {_broad_words(policy)} and goes before "
                f"{_counted(below)} by its priority {policy.priority}"
            )
            hint = "narrow policies go first by themselves; take the 'priority' away"
            yield warning(Rule.BROAD_PRIORITY, policy.span, message, hint)


def _broad_words(policy: Policy) -> str:
    return "everyone" if policy.match.everyone else "a glob"


def _counted(policies: list[Policy]) -> str:
    first = quoted(policies[0].name)
    more = len(policies) - 1
    return f"the narrower {first}" if not more else f"{more + 1} narrower ones, such as {first}"
