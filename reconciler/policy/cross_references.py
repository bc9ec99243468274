"""Names that entries use for each other: profiles, policies and controls that nobody defines.

Rule: a name that a broken file may define is not missing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from reconciler.policy.cases import PolicyTest
from reconciler.policy.controls import Control
from reconciler.policy.did_you_mean import nearest
from reconciler.policy.inheritance import unknown_profile
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.waivers import LEAVE_ALONE, Hold, Waiver
from reconciler.policy.wording import quoted
from reconciler.policy.written import WrittenPolicy, WrittenProfile, WrittenStatement
from reconciler.source import Finding, SourcedValue, SourceSpan

__all__ = ["Entries", "profiles_in_use", "unknown_references"]

_ValueT = TypeVar("_ValueT")


@dataclass(slots=True, kw_only=True)
class Entries:
    """All entries of all files, each name once."""

    profiles: Mapping[str, WrittenProfile]
    policies: list[WrittenPolicy]
    waivers: list[WrittenStatement[Waiver]] = field(default_factory=list)
    holds: list[WrittenStatement[Hold]] = field(default_factory=list)
    controls: list[WrittenStatement[Control]] = field(default_factory=list)
    tests: list[WrittenStatement[PolicyTest]] = field(default_factory=list)


def profiles_in_use(entries: Entries) -> Iterator[SourcedValue[str]]:
    """Yield each place where a policy or a waiver gives a profile to somebody."""
    yield from (policy.profile for policy in entries.policies if policy.profile)
    for waiver in _sound(entries.waivers):
        if isinstance(waiver.instead, str):
            yield SourcedValue(waiver.instead, waiver.instead_span)


def unknown_references(entries: Entries, may_define: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield a finding for each name that no file defines."""
    for reference in (*profiles_in_use(entries), *_expected(entries, "profile")):
        if reference.value not in entries.profiles and not may_define(reference.value):
            yield _unknown_profile(reference, entries)
    policies = _places(policy.name for policy in entries.policies)
    for reference in _policies_named(entries):
        if reference.value not in policies and not may_define(reference.value):
            yield _unknown(Rule.UNKNOWN_POLICY, "policy", reference, policies)
    controls = _places(control.name for control in entries.controls)
    for reference in _controls_named(entries):
        if reference.value not in controls and not may_define(reference.value):
            yield _unknown(Rule.UNKNOWN_CONTROL, "control", reference, controls)


def _unknown_profile(reference: SourcedValue[str], entries: Entries) -> Finding:
    """Return the finding; in a waiver, `leave-alone` may be meant as well."""
    found = unknown_profile(reference, entries.profiles)
    spans = {waiver.instead_span for waiver in _sound(entries.waivers)}
    words = [LEAVE_ALONE.value, *entries.profiles]
    if reference.span in spans and nearest(reference.value, words) == LEAVE_ALONE.value:
        return replace(found, hint=f"did you mean {quoted(LEAVE_ALONE.value)}?")
    return found


def _policies_named(entries: Entries) -> Iterator[SourcedValue[str]]:
    for waiver in _sound(entries.waivers):
        yield from waiver.policies
    yield from _expected(entries, "policy")


def _controls_named(entries: Entries) -> Iterator[SourcedValue[str]]:
    for policy in entries.policies:
        yield from policy.policy.controls if policy.policy else ()
    for waiver in _sound(entries.waivers):
        yield from waiver.controls


def _expected(entries: Entries, what: str) -> Iterator[SourcedValue[str]]:
    for test in _sound(entries.tests):
        reference = test.expect.policy if what == "policy" else test.expect.profile
        if reference is not None:
            yield reference


def _sound(written: Iterable[WrittenStatement[_ValueT]]) -> Iterator[_ValueT]:
    return (each.value for each in written if each.value is not None)


def _places(names: Iterable[SourcedValue[str] | None]) -> dict[str, SourceSpan]:
    return {name.value: name.span for name in names if name}


def _unknown(
    rule: Rule, what: str, reference: SourcedValue[str], known: Mapping[str, SourceSpan]
) -> Finding:
    near = nearest(reference.value, known)
    hint = "define it, or take the name out"
    if near is not None:
        hint = f"did you mean {quoted(near)} ({known[near]})?"
    message = f"no file defines a {what} {quoted(reference.value)}"
    return wrong(rule, reference.span, message, hint)
