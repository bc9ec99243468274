"""The verb `plan`: policies and an organization in, a plan out.

Policies arrive loaded, so nothing here can ask the network before they are valid.
"""

from datetime import date

from reconciler.clock import Clock
from reconciler.inventory.snapshot import Inventory
from reconciler.plan.changes import Plan
from reconciler.plan.notes import Note, Weight
from reconciler.plan.planning import make_plan
from reconciler.policy.load import Loaded
from reconciler.progress import Progress
from reconciler.runs.evaluation import evaluation
from reconciler.runs.far_side import ReadSide
from reconciler.runs.reading import checked_references, read_organization, refuse_foreign

__all__ = ["plan_live", "plan_offline"]


async def plan_live(
    loaded: Loaded,
    far_side: ReadSide,
    *,
    clock: Clock,
    progress: Progress,
    as_of: date | None = None,
) -> Plan:
    """Return the difference between the policies and the organization as it is now.

    `as_of` evaluates every date in the policies for another day; such a plan is never applied.

    Raises:
        PlanStale: the policies are pinned to another organization; only that was asked.
        PolicyInvalid: the policies name places that the organization does not have.
        WebexError: the organization could not be listed.
    """
    inventory = await read_organization(loaded, far_side, clock=clock, progress=progress)
    return _plan(loaded, inventory, clock, as_of)


def plan_offline(
    loaded: Loaded, inventory: Inventory, *, clock: Clock, as_of: date | None = None
) -> Plan:
    """Return the difference between the policies and a snapshot. Nothing is asked of Webex.

    Raises:
        PlanStale: the policies are pinned to another organization than the snapshot's.
        PolicyInvalid: the policies name places that the organization does not have.
    """
    refuse_foreign(loaded, inventory.organization)
    return _plan(loaded, inventory, clock, as_of)


def _plan(loaded: Loaded, inventory: Inventory, clock: Clock, as_of: date | None) -> Plan:
    odd = (*loaded.warnings, *checked_references(loaded, inventory))
    return make_plan(
        loaded.policies,
        inventory,
        policy_files=loaded.files,
        at=evaluation(loaded.policies, clock.now(), as_of),
        notes=tuple(Note(weight=Weight.NOTE, text=f"{each.span} {each.message}") for each in odd),
    )
