"""Policies that change nothing, or more than they seem to: what the words alone can show.

Provable ties are `ties`' errors; here nothing is wrong, only odd.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from reconciler.policy.containment import policy_inside
from reconciler.policy.patterns import patterns_of
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.precedence import Specificity, outranks, specificity, why_outranked
from reconciler.policy.rules import Rule, warning
from reconciler.policy.wording import quoted
from reconciler.source import Finding

__all__ = ["idle_policies", "unreachable"]

_ANYBODY = ("", "")
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
    index = _by_entry(policy_set)
    found: dict[str, Policy] = {}
    for policy in policy_set.policies:
        entries = ((key, min(texts)) for key, texts in policy.match.entries.items() if texts)
        for place in (_ANYBODY, *entries):
            for other in index.get(place, ()):
                if outranks(other, policy) and policy_inside(policy, other):
                    found.setdefault(policy.name, other)
                    break
    return found


def _by_entry(policy_set: PolicySet) -> Mapping[tuple[str, str], list[Policy]]:
    """Return policies by each entry of their match, so that few need be compared."""
    index: defaultdict[tuple[str, str], list[Policy]] = defaultdict(list)
    for policy in sorted(policy_set.policies, key=lambda each: (-each.priority, each.span)):
        lists = policy.match.entries
        if not lists or any(patterns_of(key, texts) for key, texts in lists.items()):
            index[_ANYBODY].append(policy)
            continue
        key = max(lists, key=lambda each: len(lists[each]))
        for text in lists[key]:
            index[key, text].append(policy)
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
