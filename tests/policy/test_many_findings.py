"""A slip made ten thousand times is told a few times, and takes no longer for it."""

import time

import pytest

from reconciler.policy.shortening import SHOWN
from tests.policy.policy_drafts import findings

HEAD = "version: 1\nprofiles:\n  recorded: {settings: {enabled: true}}\n"
EVERYONE = "policies: [{name: a, profile: recorded, match: {everyone: true}}]\n"
WRONG = "version: 1\npolicies:\n" + "- {nam: a}\n" * 60_000
IGNORES = HEAD + EVERYONE + "# reconciler: ignore[same-as-parent] why\n" * 20_000


@pytest.mark.parametrize(("text", "kinds"), [(WRONG, 2), (IGNORES, 1)], ids=["wrong", "ignores"])
def test_a_file_full_of_one_slip_is_told_soon_and_shortly(text: str, kinds: int) -> None:
    began = time.process_time()
    found = findings(text)
    assert time.process_time() - began < 15
    assert len({each.rule for each in found}) == kinds
    assert len(found) == kinds * SHOWN


def test_the_last_finding_shown_tells_how_many_follow() -> None:
    profiles = "".join(f"  spare-{n}: {{settings: {{enabled: true}}}}\n" for n in range(50))
    *others, last = findings(HEAD + profiles + EVERYONE)
    assert len(others) == SHOWN - 1
    assert last.message.endswith(f"(and so in {50 - SHOWN} places more)")
    assert not any("more)" in each.message for each in others)


def test_of_a_file_that_was_given_up_the_number_is_a_least_one() -> None:
    assert any("(and so in at least " in each.message for each in findings(WRONG))


def test_each_file_and_each_rule_has_findings_of_its_own() -> None:
    wrong = "version: 1\nprofiles:\n" + "".join(f"  p{n}: {{set: 1}}\n" for n in range(30))
    other = wrong.replace("  p", "  q")
    found = findings(wrong, other)
    assert len(found) == len({(each.span.path, each.rule) for each in found}) * SHOWN
    assert len({each.span.path for each in found}) == 2
