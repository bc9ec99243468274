"""What one entry says that cannot be meant: keys nobody can have, periods without a day.

Also pairs of waivers that want different things for the same subjects. Policies have `ties`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reconciler.policy.overlap import same_subjects
from reconciler.policy.policy_set import Policy
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.selection import Selector
from reconciler.policy.selector_keys import KIND_WORDS, SUBJECT_KINDS, can_have
from reconciler.policy.waivers import Waiver
from reconciler.policy.wording import listed, quoted
from reconciler.source import Finding
from reconciler.subjects import SubjectKind

__all__ = ["contradicting_waivers", "impossible_keys", "impossible_policy"]


def impossible_policy(policy: Policy) -> Iterator[Finding]:
    """Yield what a policy says that cannot be so for the kinds it is about."""
    kinds = [kind for kind in SUBJECT_KINDS if kind in policy.subjects]
    for kind in kinds:
        keys = [key for key in policy.match.keys if not can_have(kind, (key,))]
        if keys:
            yield _impossible(policy.match, keys, [kind])
    if policy.exclude is not None:
        yield from _nobody(policy.exclude, kinds)
    effective = policy.effective
    if effective and effective.start and effective.until and effective.until < effective.start:
        message = f"{quoted(policy.name)} ends on {effective.until}, before it begins"
        hint = "correct 'from' or 'until'; both days count"
        yield wrong(Rule.EMPTY_PERIOD, policy.span, message, hint)


def impossible_keys(match: Selector, exclude: Selector | None) -> Iterator[Finding]:
    """Yield what the selectors of a waiver, a hold or a control ask that no kind can have."""
    yield from _nobody(match, SUBJECT_KINDS)
    if exclude is not None:
        yield from _nobody(exclude, SUBJECT_KINDS)


def _nobody(selector: Selector, kinds: Iterable[SubjectKind]) -> Iterator[Finding]:
    """Report a selector whose keys no kind can have all."""
    kinds = tuple(kinds)
    if not any(can_have(kind, selector.keys) for kind in kinds):
        keys = [key for key in selector.keys if not all(can_have(kind, (key,)) for kind in kinds)]
        yield _impossible(selector, keys, kinds)


def _impossible(selector: Selector, keys: list[str], kinds: Iterable[SubjectKind]) -> Finding:
    words = [KIND_WORDS[kind] for kind in kinds]
    if len(words) == 1:
        message = f"{words[0]} have no {listed(keys)}"
    else:
        message = f"neither {' nor '.join(words)} can have {listed(keys)} all at once"
    hint = "select them by other keys, such as 'locations', or in a statement of their own"
    return wrong(Rule.IMPOSSIBLE_KEY, selector.span, message, hint)


def contradicting_waivers(waivers: Iterable[Waiver]) -> Iterator[Finding]:
    """Yield a finding for each waiver that wants something else than one written before it."""
    groups: defaultdict[frozenset[str], list[Waiver]] = defaultdict(list)
    for later in sorted(waivers, key=lambda each: each.span):
        before = groups[frozenset(later.match.keys)]
        earlier = next((each for each in before if _contradict(each, later)), None)
        if earlier is not None:
            message = (
                f"{quoted(later.name)} and {quoted(earlier.name)} ({earlier.span}) are for the "
                "same subjects and want different things instead"
            )
            hint = "delete one of them, or give one an 'except' for the subjects of the other"
            yield wrong(Rule.WAIVER_CONFLICT, later.span, message, hint)
        before.append(later)


def _contradict(one: Waiver, other: Waiver) -> bool:
    ours = {each.value for each in one.policies}
    theirs = {each.value for each in other.policies}
    if one.instead == other.instead or (ours and theirs and ours.isdisjoint(theirs)):
        return False
    return same_subjects((one.match, other.match), (one.exclude, other.exclude))
