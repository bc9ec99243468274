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
from reconciler.outcomes import NotAttempted, Outcome, Unconfirmed
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
    halted: Exception | None
    """Why the run ended early: Webex refused the token itself, or a bug of ours."""


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
    work = _Work(plan, documents, clock)
    progress.start("applying", len(plan.changes))

    async def worker() -> None:
        while work.goes_on and not stopped():
            await work.next()
            progress.advance()

    async with asyncio.TaskGroup() as group:
        for _ in range(min(CONCURRENCY, len(plan.changes))):
            group.create_task(worker())
    progress.finish()
    return work.conclusion()


class _Work:
    """What is still to be done of a plan, and what has become of the rest."""

    def __init__(self, plan: Plan, documents: Documents, clock: Clock) -> None:
        self._plan, self._documents, self._clock = plan, documents, clock
        gains_first = sorted(plan.changes, key=lambda each: RISKS.index(each.risk), reverse=True)
        self._waiting = deque(gains_first)
        self._outcomes: dict[tuple[str, str], Outcome] = {}
        self._halted: Exception | None = None

    @property
    def goes_on(self) -> bool:
        """Say whether there is work that may be begun."""
        return bool(self._waiting) and self._halted is None

    async def next(self) -> None:
        """Carry out one change and keep its outcome, whatever happens."""
        change = self._waiting.popleft()
        try:
            outcome = await attempt(change, self._documents, self._clock)
        except WebexRefused as error:
            self._halted = error
            outcome = NotAttempted(reason=error.message)
        except Exception as error:  # noqa: BLE001 - what others did must not be lost with it
            self._halted = error
            outcome = Unconfirmed(reason=f"a bug in reconciler: {type(error).__name__}")
            _log.error("apply.worker_failed", subject_id=change.subject.id, exc_info=error)
        self._outcomes[change.subject.id, change.document] = outcome
        _record(change, outcome)

    def conclusion(self) -> Conclusion:
        """Return what became of everything, in the plan's order."""
        left = NotAttempted(reason="the run ended before its turn")
        return Conclusion(
            concluded=tuple(
                Concluded(
                    change=each,
                    outcome=self._outcomes.get((each.subject.id, each.document), left),
                )
                for each in self._plan.changes
            ),
            halted=self._halted,
        )


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
