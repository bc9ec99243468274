"""The whole plan carried out: gains before losses, several at once, stoppable between two.

What happens to one document is `apply.attempt`'s work. The result counts outcomes; what was
planned is not evidence of what happened.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from reconciler.apply.attempt import Documents, attempt
from reconciler.catalog.risk import RISKS
from reconciler.clock import Clock
from reconciler.errors import WebexRefused
from reconciler.outcomes import NotAttempted, Outcome
from reconciler.plan.changes import DocumentChange, Plan
from reconciler.progress import Progress

__all__ = ["Concluded", "Conclusion", "carry_out"]

_log = structlog.stdlib.get_logger("reconciler.apply")

CONCURRENCY: Final = 20
"""Documents under way at once; the pace is the session's, this only hides latency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """One planned document and what became of it."""

    change: DocumentChange
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What became of a plan."""

    concluded: tuple[Concluded, ...]
    """One for each planned document, in the plan's order."""
    halted: WebexRefused | None
    """Why the run ended early, when Webex refused the token itself."""


async def carry_out(
    plan: Plan,
    documents: Documents,
    *,
    clock: Clock,
    progress: Progress,
    stopped: Callable[[], bool],
) -> Conclusion:
    """Carry out every change of the plan, unless `stopped()` says to hand out no more work.

    What is under way is always finished. Whatever was not begun is NotAttempted.
    """
    waiting = deque(sorted(plan.changes, key=lambda each: RISKS.index(each.risk), reverse=True))
    outcomes: dict[tuple[str, str], Outcome] = {}
    halt: list[WebexRefused] = []

    async def work() -> None:
        while waiting and not halt and not stopped():
            change = waiting.popleft()
            try:
                outcome = await attempt(change, documents, clock)
            except WebexRefused as error:
                halt.append(error)
                outcome = NotAttempted(reason=error.message)
            outcomes[change.subject.id, change.document] = outcome
            _record(change, outcome)
            progress.advance()

    progress.start("applying", len(waiting))
    async with asyncio.TaskGroup() as group:
        for _ in range(min(CONCURRENCY, len(waiting))):
            group.create_task(work())
    progress.finish()
    left = NotAttempted(reason="the run ended before its turn")
    concluded = tuple(
        Concluded(change=each, outcome=outcomes.get((each.subject.id, each.document), left))
        for each in plan.changes
    )
    return Conclusion(concluded=concluded, halted=halt[0] if halt else None)


def _record(change: DocumentChange, outcome: Outcome) -> None:
    _log.info(
        "apply.change_concluded",
        subject=change.subject.label,
        subject_id=change.subject.id,
        document=change.document,
        outcome=type(outcome).__name__,
        risk=change.risk,
        policy=change.policy,
        changes={each.setting: [each.before, each.after] for each in change.changes},
        tracking=getattr(outcome, "tracking", ""),
        reason=getattr(outcome, "reason", ""),
    )
