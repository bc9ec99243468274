"""The verb `coverage`: policies and an organization in, who is covered and who is not out."""

from datetime import date

from reconciler.clock import Clock
from reconciler.inventory.snapshot import Inventory
from reconciler.plan.coverage import CoverageReport, cover
from reconciler.plan.notes import Note, Weight
from reconciler.policy.load import Loaded
from reconciler.progress import Progress
from reconciler.runs.evaluation import evaluation
from reconciler.runs.far_side import ReadSide
from reconciler.runs.reading import checked_references, read_organization, refuse_foreign

__all__ = ["cover_live", "cover_offline"]


async def cover_live(
    loaded: Loaded,
    far_side: ReadSide,
    *,
    clock: Clock,
    progress: Progress,
    as_of: date | None = None,
) -> CoverageReport:
    """Return the coverage of the organization as it is now, by the policies of a day.

    Raises:
        PlanStale: the policies are pinned to another organization; only that was asked.
        PolicyInvalid: the policies name places that the organization does not have.
        WebexError: the organization could not be listed.
    """
    inventory = await read_organization(loaded, far_side, clock=clock, progress=progress)
    return _cover(loaded, inventory, clock, as_of)


def cover_offline(
    loaded: Loaded, inventory: Inventory, *, clock: Clock, as_of: date | None = None
) -> CoverageReport:
    """Return the coverage of a snapshot. Nothing is asked of Webex.

    Raises:
        PlanStale: the policies are pinned to another organization than the snapshot's.
        PolicyInvalid: the policies name places that the organization does not have.
    """
    refuse_foreign(loaded, inventory.organization)
    return _cover(loaded, inventory, clock, as_of)


def _cover(
    loaded: Loaded, inventory: Inventory, clock: Clock, as_of: date | None
) -> CoverageReport:
    odd = checked_references(loaded, inventory)
    return cover(
        loaded.policies,
        inventory,
        evaluation(loaded.policies, clock.now(), as_of).day,
        [Note(weight=Weight.NOTE, text=f"{each.span} {each.message}") for each in odd],
    )
