"""The verb `apply`: a reviewed plan in, its conclusion out."""

from collections.abc import Callable

from reconciler.apply.executor import Conclusion, carry_out
from reconciler.clock import Clock
from reconciler.errors import ExitCode, PlanStale, WebexRefused
from reconciler.organization import organization_key
from reconciler.outcomes import Applied, Ignored, Refused, Unconfirmed, settled
from reconciler.plan.changes import Plan
from reconciler.policy.load import Loaded
from reconciler.policy.meaning import policy_digest
from reconciler.progress import Progress
from reconciler.runs.far_side import FarSide

__all__ = ["apply_plan", "exit_code_of", "refuse_other_policies"]

_FORBIDDEN = 403
_AGAIN = "make the plan again with `reconciler plan --out`"


async def apply_plan(
    plan: Plan,
    far_side: FarSide,
    *,
    clock: Clock,
    progress: Progress,
    stopped: Callable[[], bool],
) -> Conclusion:
    """Carry out the plan against the organization that it was made for.

    Raises:
        PlanStale: it is too old, for another day, or of another organization. Nothing was
            written.
        WebexError: the organization could not even be named. Nothing was written.
    """
    if plan.hypothetical:
        message = (
            f"the plan was made as of {plan.evaluation_date}; such a plan is never carried out"
        )
        raise PlanStale(message, hint="make it without --as-of")
    now = clock.now()
    if now >= plan.valid_until:
        message = f"the plan was valid until {plan.valid_until:%Y-%m-%d %H:%M} UTC"
        raise PlanStale(message, hint=_AGAIN)
    if plan.base_url != far_side.base_url:
        message = f"the plan was made against {plan.base_url}, not {far_side.base_url}"
        raise PlanStale(message, hint="set WEBEX_BASE_URL to the one it was made against")
    organization = await far_side.directory.organization()
    if organization_key(organization.id) != organization_key(plan.organization.id):
        message = (
            f"the plan is for organization '{plan.organization.name}',"
            f" the token belongs to '{organization.name}'"
        )
        raise PlanStale(message, hint="use that organization's token")
    return await carry_out(
        plan, far_side.documents, clock=clock, progress=progress, stopped=stopped
    )


def refuse_other_policies(plan: Plan, loaded: Loaded) -> None:
    """Refuse a plan that today's policies would not make: a hold may have come since.

    Raises:
        PlanStale: the policies mean something else than those the plan was made from.
    """
    if policy_digest(loaded.policies) != plan.pins.policy_digest:
        raise PlanStale("the policies have changed since the plan was made", hint=_AGAIN)


def exit_code_of(conclusion: Conclusion, *, interrupted: bool) -> ExitCode:
    """Return the exit code that tells a pipeline what happened."""
    outcomes = [each.outcome for each in conclusion.concluded]
    left = [each for each in outcomes if not settled(each)]
    if not left:
        return ExitCode.DONE
    if any(isinstance(each, Applied | Ignored | Unconfirmed) for each in outcomes):
        return ExitCode.APPLY_INCOMPLETE
    forbidden = all(isinstance(each, Refused) and each.status == _FORBIDDEN for each in left)
    if forbidden or isinstance(conclusion.halted, WebexRefused):
        return ExitCode.WEBEX_REFUSED
    return ExitCode.INTERRUPTED if interrupted else ExitCode.APPLY_INCOMPLETE
