"""The organization that policies are held against: the right one, read whole, with their names."""

from reconciler.clock import Clock
from reconciler.errors import PlanStale, PolicyInvalid
from reconciler.inventory.collect import collect
from reconciler.inventory.snapshot import Inventory
from reconciler.organization import Organization, organization_key
from reconciler.plan.references import asks_for_groups, dangling_references
from reconciler.policy.load import Loaded
from reconciler.progress import Progress
from reconciler.runs.far_side import ReadSide
from reconciler.source import Finding, Severity

__all__ = ["checked_references", "read_organization", "refuse_foreign"]


async def read_organization(
    loaded: Loaded, far_side: ReadSide, *, clock: Clock, progress: Progress
) -> Inventory:
    """Return the organization as it is now.

    Raises:
        PlanStale: the policies are pinned to another organization; only that was asked.
        WebexError: the organization could not be listed.
    """
    organization = await far_side.directory.organization()
    refuse_foreign(loaded, organization)
    return await collect(
        far_side.directory,
        far_side.documents,
        organization=organization,
        clock=clock,
        progress=progress,
        base_url=far_side.base_url,
        with_groups=asks_for_groups(loaded.policies),
    )


def refuse_foreign(loaded: Loaded, organization: Organization) -> None:
    """Refuse an organization that the policies are not written for.

    Raises:
        PlanStale: they are pinned to another one.
    """
    pinned = loaded.policies.organization_id
    if pinned is None or organization_key(str(pinned.value)) == organization_key(organization.id):
        return
    message = (
        f"the policies are for another organization: {pinned.span} names '{pinned.value}',"
        f" this is '{organization.name}' ({organization.id})"
    )
    raise PlanStale(message, hint="use that organization's token, or its own policies")


def checked_references(loaded: Loaded, inventory: Inventory) -> tuple[Finding, ...]:
    """Return what is odd about the names in the policies, such as a person who left.

    Raises:
        PolicyInvalid: they name places that the organization does not have.
    """
    dangling = dangling_references(loaded.policies, inventory)
    errors = tuple(each for each in dangling if each.severity is Severity.ERROR)
    if errors:
        raise PolicyInvalid(errors)
    return dangling
