"""Policies and inventory in, plan out: the pure heart of the program.

What a single subject contributes is `plan.standing`'s work; this file asks for all and adds up.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, assert_never

from reconciler.catalog.risk import RISKS
from reconciler.inventory.snapshot import Inventory, incomplete, inventory_digest
from reconciler.plan.assign import wants_of
from reconciler.plan.changes import Counts, DocumentChange, Gap, Pins, Plan
from reconciler.plan.coverage_state import Coverage
from reconciler.plan.standing import InSync, Standing, standing_of
from reconciler.policy.policy_set import PolicySet, policy_digest

__all__ = ["VALID_FOR", "make_plan"]

VALID_FOR: Final = timedelta(hours=24)
"""How long after the reading began a plan may be carried out."""


def make_plan(
    policies: PolicySet,
    inventory: Inventory,
    *,
    policy_files: tuple[str, ...],
    now: datetime,
    notes: tuple[str, ...] = (),
) -> Plan:
    """Return the plan for the whole organization. The order of the inputs never matters."""
    wants = wants_of(policies)
    standings = [standing_of(policies, wants, inventory, each) for each in inventory.subjects]
    changes = [each for each in standings if isinstance(each, DocumentChange)]
    counts = _count(standings)
    return Plan(
        organization=inventory.organization,
        base_url=inventory.base_url,
        pins=Pins(
            policy_digest=policy_digest(policies),
            policy_files=policy_files,
            inventory_digest=inventory_digest(inventory),
            inventory_taken_at=inventory.taken_at,
            incomplete=incomplete(inventory) or counts.undetermined > 0,
        ),
        evaluation_date=now.date(),
        created_at=now,
        valid_until=inventory.taken_at + VALID_FOR,
        counts=counts,
        changes=tuple(sorted(changes, key=_order)),
        gaps=tuple(each for each in standings if isinstance(each, Gap)),
        notes=notes,
    )


def _count(standings: Iterable[Standing]) -> Counts:
    tally = Counter(_state(each) for each in standings)
    return Counts(
        population=tally.total(),
        to_change=tally["to change"],
        in_sync=tally["in sync"],
        ineligible=tally[Coverage.INELIGIBLE],
        conflicted=tally[Coverage.CONFLICTED],
        undetermined=tally[Coverage.UNDETERMINED],
        unmanaged=tally[Coverage.UNMANAGED],
    )


def _state(standing: Standing) -> str:
    match standing:
        case DocumentChange():
            return "to change"
        case InSync():
            return "in sync"
        case Gap(coverage=coverage) | (Coverage() as coverage):
            return coverage
        case _:
            assert_never(standing)


def _order(change: DocumentChange) -> tuple[int, str, str]:
    return RISKS.index(change.risk), change.subject.label, change.subject.id
