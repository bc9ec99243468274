"""The verb `plan`: policies and an organization in, a plan out.

Policies arrive loaded, so nothing here can ask the network before they are valid.
"""

from reconciler.clock import Clock
from reconciler.errors import PlanStale, PolicyInvalid
from reconciler.inventory.collect import collect
from reconciler.inventory.snapshot import Inventory
from reconciler.organization import Organization, organization_key
from reconciler.plan.changes import Plan
from reconciler.plan.planning import make_plan
from reconciler.plan.references import dangling_references
from reconciler.policy.load import Loaded
from reconciler.progress import Progress
from reconciler.runs.far_side import ReadSide
from reconciler.source import Severity

__all__ = ["plan_live", "plan_offline"]


async def plan_live(
    loaded: Loaded, far_side: ReadSide, *, clock: Clock, progress: Progress
) -> Plan:
    """Return the difference between the policies and the organization as it is now.

    Raises:
        PlanStale: the policies are pinned to another organization; only that was asked.
        PolicyInvalid: the policies name places that the organization does not have.
        WebexError: the organization could not be listed.
    """
    organization = await far_side.directory.organization()
    _refuse_foreign(loaded, organization)
    inventory = await collect(
        far_side.directory,
        far_side.documents,
        organization=organization,
        clock=clock,
        progress=progress,
        base_url=far_side.base_url,
    )
    return _plan(loaded, inventory, clock)


def plan_offline(loaded: Loaded, inventory: Inventory, *, clock: Clock) -> Plan:
    """Return the difference between the policies and a snapshot. Nothing is asked of Webex.

    Raises:
        PlanStale: the policies are pinned to another organization than the snapshot's.
        PolicyInvalid: the policies name places that the organization does not have.
    """
    _refuse_foreign(loaded, inventory.organization)
    return _plan(loaded, inventory, clock)


def _plan(loaded: Loaded, inventory: Inventory, clock: Clock) -> Plan:
    dangling = dangling_references(loaded.policies, inventory)
    errors = tuple(each for each in dangling if each.severity is Severity.ERROR)
    if errors:
        raise PolicyInvalid(errors)
    return make_plan(
        loaded.policies,
        inventory,
        policy_files=loaded.files,
        now=clock.now(),
        notes=tuple(f"{each.span} {each.message}" for each in (*loaded.warnings, *dangling)),
    )


def _refuse_foreign(loaded: Loaded, organization: Organization) -> None:
    pinned = loaded.policies.organization_id
    if pinned is None or organization_key(str(pinned.value)) == organization_key(organization.id):
        return
    message = (
        f"the policies are for another organization: {pinned.span} names '{pinned.value}',"
        f" this is '{organization.name}' ({organization.id})"
    )
    raise PlanStale(message, hint="use that organization's token, or its own policies")
