"""The verb `snapshot`: the organization as it is now, as one value."""

from reconciler.clock import Clock
from reconciler.inventory.collect import collect
from reconciler.inventory.snapshot import Inventory
from reconciler.progress import Progress
from reconciler.runs.far_side import ReadSide

__all__ = ["take_snapshot"]


async def take_snapshot(far_side: ReadSide, *, clock: Clock, progress: Progress) -> Inventory:
    """Return everything that planning could ask for.

    Raises:
        WebexError: the organization could not be listed.
    """
    return await collect(
        far_side.directory,
        far_side.documents,
        organization=await far_side.directory.organization(),
        clock=clock,
        progress=progress,
        base_url=far_side.base_url,
        with_groups=True,
    )
