"""Policies and inventory in, plan out: the pure heart of the program.

What a single subject contributes is `plan.standing`'s work; this file asks for all and adds up.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from reconciler.catalog.risk import RISKS
from reconciler.inventory.snapshot import Inventory, incomplete, inventory_digest, without_groups
from reconciler.plan.changes import Counts, DocumentChange, Gap, Pins, Plan
from reconciler.plan.control_census import count_controls, retention_notes
from reconciler.plan.control_verdicts import Controls
from reconciler.plan.coverage_state import Coverage
from reconciler.plan.exception_census import holds_used, waiver_notes, waivers_used
from reconciler.plan.notes import Note
from reconciler.plan.references import asks_for_groups
from reconciler.plan.standing import Census, Standing
from reconciler.plan.subject_ref import ref_of
from reconciler.policy.meaning import policy_digest
from reconciler.policy.policy_set import PolicySet

__all__ = ["VALID_FOR", "Evaluation", "evaluation_at", "make_plan"]

VALID_FOR: Final = timedelta(hours=24)
"""How long after the reading began a plan may be carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The day for which policies are evaluated, and until when that answer stands."""

    now: datetime
    day: date
    """In the policies' time zone."""
    until: datetime | None = None
    """When a policy or a waiver begins or ends to count next; None: nothing is dated."""
    hypothetical: bool = False
    """The day is not the one it is now."""


def evaluation_at(now: datetime) -> Evaluation:
    """Return the evaluation of policies without dates; days are those of UTC."""
    return Evaluation(now=now, day=now.date())


def make_plan(
    policies: PolicySet,
    inventory: Inventory,
    *,
    policy_files: tuple[str, ...],
    at: Evaluation,
    notes: tuple[Note, ...] = (),
) -> Plan:
    """Return the plan for the whole organization. The order of the inputs never matters."""
    inventory = inventory if asks_for_groups(policies) else without_groups(inventory)
    census = Census(policies, inventory, at.day)
    standings = [census.standing(each) for each in inventory.subjects]
    counts = _count(standings)
    changes = [each.change for each in standings if each.change is not None]
    controls = Controls(policies, at.day)
    waivers = waivers_used(policies, standings, at.day)
    told = (*waiver_notes(waivers), *retention_notes(controls, census, standings))
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
        evaluation_date=at.day,
        hypothetical=at.hypothetical,
        created_at=at.now,
        valid_until=_valid_until(inventory, at),
        counts=counts,
        changes=tuple(sorted(changes, key=_order)),
        gaps=tuple(_gap(each) for each in standings if each.gap),
        waivers=waivers,
        holds=holds_used(policies, standings),
        controls=count_controls(controls, census, standings, projected=True),
        notes=(*told, *notes),
    )


def _valid_until(inventory: Inventory, at: Evaluation) -> datetime:
    stale = inventory.taken_at + VALID_FOR
    return stale if at.until is None else min(stale, at.until)


def _count(standings: Iterable[Standing]) -> Counts:
    tally = Counter(_state(each) for each in standings)
    return Counts(
        population=tally.total(),
        to_change=tally["to change"],
        in_sync=tally[Coverage.GOVERNED],
        waived=tally[Coverage.WAIVED],
        held=tally[Coverage.HELD],
        ineligible=tally[Coverage.INELIGIBLE],
        conflicted=tally[Coverage.CONFLICTED],
        undetermined=tally[Coverage.UNDETERMINED],
        unmanaged=tally[Coverage.UNMANAGED],
    )


def _state(standing: Standing) -> str:
    return standing.coverage if standing.change is None else "to change"


def _gap(standing: Standing) -> Gap:
    return Gap(
        subject=ref_of(standing.subject),
        coverage=standing.coverage,
        reason=standing.reason,
        policies=standing.claims,
    )


def _order(change: DocumentChange) -> tuple[int, str, str]:
    return RISKS.index(change.risk), change.subject.label, change.subject.id
