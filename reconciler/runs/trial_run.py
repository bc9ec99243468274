"""The verb `test`: policies in, what became of their tests out. Offline."""

from dataclasses import dataclass

from reconciler.clock import Clock
from reconciler.plan.trials import Trial, Untested, run_tests, untested
from reconciler.policy.load import Loaded
from reconciler.runs.evaluation import evaluation

__all__ = ["Tried", "try_policies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Every test of a policy set, run."""

    trials: tuple[Trial, ...]
    untested: tuple[Untested, ...]

    @property
    def failed(self) -> bool:
        """Say whether any test failed."""
        return any(each.mismatches for each in self.trials)


def try_policies(loaded: Loaded, *, clock: Clock) -> Tried:
    """Return what became of every test; those that name no day are run for today."""
    today = evaluation(loaded.policies, clock.now()).day
    trials = run_tests(loaded.policies, today)
    return Tried(trials=trials, untested=untested(loaded.policies, trials))
