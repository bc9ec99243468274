"""Which policy goes first, and in which words the other is told."""

import pytest

from reconciler.policy.policy_set import Policy
from reconciler.policy.precedence import outranks, why_outranked
from reconciler.policy.selection import Selector
from tests.policy.policy_drafts import EVERYONE, HERE, policy

TRADING = Selector(span=HERE, departments=("Trading",))
TRADING_IN_LONDON = Selector(span=HERE, departments=("TRADING",), locations=("London",))
SALES_IN_LONDON = Selector(span=HERE, departments=("Sales",), locations=("London",))
LONDON = Selector(span=HERE, locations=("London",))
ADA = Selector(span=HERE, people=("ada@northwind.example",))
ALL_ADDRESSES = Selector(span=HERE, people=("ada@northwind.example", "*@northwind.example"))


@pytest.mark.parametrize(
    ("winner", "loser", "why"),
    [
        (policy("a", priority=10), policy("b", ADA), "lower priority 0 < 10"),
        (policy("a"), policy("b", priority=-1), "lower priority -1 < 0"),
        (policy("a", ADA), policy("b", TRADING), "less specific: departments < people"),
        (policy("a", TRADING), policy("b", LONDON), "less specific: locations < departments"),
        (policy("a", LONDON), policy("b"), "less specific: everyone < locations"),
        (policy("a", LONDON), policy("b", ALL_ADDRESSES), "less specific: a glob < locations"),
        (
            policy("a", TRADING_IN_LONDON),
            policy("b", TRADING),
            "less specific: same match without locations",
        ),
        (
            policy("a", Selector(span=HERE, everyone=True, people=("*@x.example",))),
            policy("b"),
            "less specific: same match without people",
        ),
    ],
)
def test_the_first_rule_that_tells_them_apart_decides(
    winner: Policy, loser: Policy, why: str
) -> None:
    assert outranks(winner, loser)
    assert not outranks(loser, winner)
    assert why_outranked(winner, loser) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (EVERYONE, EVERYONE),
        (EVERYONE, ALL_ADDRESSES),
        (SALES_IN_LONDON, TRADING_IN_LONDON),
        (SALES_IN_LONDON, TRADING),
    ],
)
def test_unrelated_matches_of_one_class_stay_unordered(one: Selector, other: Selector) -> None:
    left, right = policy("a", one), policy("b", other)
    assert not outranks(left, right)
    assert not outranks(right, left)
    assert why_outranked(left, right) == "no rule puts one before the other"
