"""Legal holds: recording that nobody may lower, whatever the policies say.

A hold outranks every policy, but it asks for nothing: it only stops changes that would record
less, or that would let the person delete what was recorded. Other safeguards and gains pass.
"""

from dataclasses import dataclass
from typing import Final

from reconciler.catalog.risk import Risk
from reconciler.plan.changes import DocumentChange
from reconciler.plan.claim_index import Claim, ClaimIndex, places
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.waivers import Hold
from reconciler.subjects import SettingName, Subject

__all__ = ["Holds", "HoldsOn", "stopped_by"]

_DELETE: Final = SettingName("recording.callRecordingAccessSettings.deleteRecordingsEnabled")


@dataclass(frozen=True, slots=True)
class HoldsOn:
    """The holds on one subject."""

    certain: tuple[Hold, ...] = ()
    possible: tuple[Hold, ...] = ()
    """Those that hang on something that could not be read."""


_NONE: Final = HoldsOn()


class Holds:
    """The holds of a policy set."""

    def __init__(self, policies: PolicySet) -> None:
        """Index them."""
        self._holds: Final = policies.holds
        self._claims: Final = ClaimIndex(
            [Claim(each.match, each.exclude) for each in policies.holds]
        )

    def on(self, subject: Subject) -> HoldsOn:
        """Return the holds on a subject, ordered by name."""
        certain, possible = self._claims.of(subject)
        if not possible:
            return _NONE
        return HoldsOn(
            certain=tuple(self._holds[place] for place in places(certain)),
            possible=tuple(self._holds[place] for place in places(possible & ~certain)),
        )


def stopped_by(holds: HoldsOn, change: DocumentChange) -> Hold | None:
    """Return a hold that stops, or may stop, a change; None: nothing does."""
    deletes = any(each.setting == _DELETE and each.after is True for each in change.changes)
    if change.risk is not Risk.COVERAGE_LOSS and not deletes:
        return None
    return next(iter(holds.certain or holds.possible), None)
