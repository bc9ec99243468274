"""What one subject contributes to a plan: a change, nothing, a gap, or a state to count.

Assign, waive, judge, compare, hold: each step is a file of its own beside this one. Adding up is
the work of `plan.planning` and `plan.coverage`.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, assert_never

from reconciler.catalog.document_types import RECORDING
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.plan.assign import wants_of
from reconciler.plan.assigner import Assigner
from reconciler.plan.changes import DocumentChange
from reconciler.plan.claim_index import Two
from reconciler.plan.coverage_state import (
    Conflicted,
    Coverage,
    Governed,
    Ineligible,
    Ruling,
    Undetermined,
    Unmanaged,
    Waived,
)
from reconciler.plan.document_change import Asked, document_change
from reconciler.plan.eligibility import judge
from reconciler.plan.holding import Holds, HoldsOn, stopped_by
from reconciler.plan.subject_ref import ref_of
from reconciler.plan.waiving import Waivers
from reconciler.policy.dates import active_policies
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.waivers import LeaveAlone
from reconciler.readings import Document, Reading
from reconciler.subjects import SettingName, Subject

__all__ = ["Census", "Standing"]

_ENABLED: Final = SettingName("recording.enabled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one subject stands, and what the plan makes of it."""

    subject: Subject
    ruling: Ruling
    coverage: Coverage
    holds: HoldsOn
    reason: str = ""
    """Why it is neither governed, nor waived, nor unmanaged."""
    change: DocumentChange | None = None
    """What the plan would write; None: nothing."""
    withheld: DocumentChange | None = None
    """What policy asks for and a hold stops."""
    gap: bool = False
    """Policy asks for something that cannot be done: for a reviewer to see."""

    @property
    def policy(self) -> Policy | None:
        """Return the policy that governs the subject, or would without its waiver."""
        match self.ruling:
            case Governed(policy=policy) | Waived(governed=Governed(policy=policy)):
                return policy
            case _:
                return None

    @property
    def leaders(self) -> tuple[str, ...]:
        """Return the names of the policies that govern, or would without a waiver."""
        match self.ruling:
            case Governed() as governed:
                return governed.leaders
            case Waived(governed=governed):
                return governed.leaders
            case _:
                return ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Return the names of the policies that a reader of the reason should look at."""
        if isinstance(self.ruling, Conflicted):
            return tuple(each.name for each in self.ruling.policies)
        return () if self.policy is None else (self.policy.name,)


class Census:
    """The policies of one day, ready to be asked about every subject of an inventory."""

    def __init__(self, policies: PolicySet, inventory: Inventory, day: date) -> None:
        """Index what counts on that day."""
        counting = replace(policies, policies=active_policies(policies, day))
        self._policies: Final = counting
        self._inventory: Final = inventory
        self._assigner: Final = Assigner(counting, wants_of(counting))
        self._waivers: Final = Waivers(counting, day)
        self._holds: Final = Holds(counting)
        self._compared: Final[dict[Hashable, DocumentChange | Undetermined | None]] = {}
        self._values: Final = {name: each.values for name, each in policies.profiles.items()}

    @property
    def in_force(self) -> tuple[Policy, ...]:
        """Return the policies that count."""
        return self._policies.policies

    def claims(self, subject: Subject) -> Two:
        """Return the policies in force that claim, and those that may claim, a subject; as bits."""
        return self._assigner.claims(subject)

    def reading(self, subject: Subject) -> Reading | None:
        """Return what Webex said about a subject's document; None: nobody asked."""
        return self._inventory.documents.get(DocumentKey(subject.id, RECORDING.name))

    def standing(self, subject: Subject) -> Standing:
        """Return where a subject stands."""
        ruling = self._waivers.act(subject, self._assigner(subject))
        blank = Standing(
            subject=subject,
            ruling=ruling,
            coverage=Coverage.UNMANAGED,
            holds=self._holds.on(subject),
        )
        match ruling:
            case Unmanaged():
                return blank
            case Conflicted():
                return _stuck(blank, Coverage.CONFLICTED, ruling.reason)
            case Undetermined(reason=reason):
                return _stuck(blank, Coverage.UNDETERMINED, reason)
            case Waived(waiver=waiver) if isinstance(waiver.instead, LeaveAlone):
                return replace(blank, coverage=Coverage.WAIVED)
            case Waived(governed=governed, waiver=waiver):
                asked = self._asked(governed.policy, str(waiver.instead), waiver.name)
                return self._governed(replace(blank, coverage=Coverage.WAIVED), asked)
            case Governed(policy=policy):
                asked = self._asked(policy, policy.profile, None)
                return self._governed(replace(blank, coverage=Coverage.GOVERNED), asked)
            case _:
                assert_never(ruling)

    def _asked(self, policy: Policy, profile: str, waiver: str | None) -> Asked:
        return Asked(
            policy=policy,
            profile=self._policies.profiles[profile],
            values=self._values[profile],
            waiver=waiver,
        )

    def _governed(self, blank: Standing, asked: Asked) -> Standing:
        verdict = judge(blank.subject, asked.values, self.reading(blank.subject))
        match verdict:
            case Ineligible(reason=reason):
                stuck = _stuck(blank, Coverage.INELIGIBLE, reason)
                return replace(stuck, gap=asked.values.get(_ENABLED) is True)
            case Undetermined(reason=reason):
                return _stuck(blank, Coverage.UNDETERMINED, reason)
            case Document():
                return _unless_held(blank, self._compare(blank.subject, asked, verdict))
            case _:
                assert_never(verdict)

    def _compare(
        self, subject: Subject, asked: Asked, document: Document
    ) -> DocumentChange | Undetermined | None:
        """Compare once what many people share: reading keeps equal settings as one object."""
        vendor = subject.location.vendor if subject.location else None
        alike = (
            id(document.settings),
            asked.policy.name,
            asked.profile.name,
            asked.waiver,
            subject.kind,
            vendor,
        )
        if alike not in self._compared:
            self._compared[alike] = document_change(subject, asked, document)
        found = self._compared[alike]
        return (
            replace(found, subject=ref_of(subject)) if isinstance(found, DocumentChange) else found
        )


def _stuck(blank: Standing, coverage: Coverage, reason: str) -> Standing:
    return replace(blank, coverage=coverage, reason=reason, gap=True)


def _unless_held(blank: Standing, change: DocumentChange | Undetermined | None) -> Standing:
    if change is None:
        return blank
    if isinstance(change, Undetermined):
        return _stuck(blank, Coverage.UNDETERMINED, change.reason)
    hold = stopped_by(blank.holds, change)
    if hold is None:
        return replace(blank, change=change)
    if hold in blank.holds.certain:
        reason = f"hold '{hold.name}' keeps it recorded: {hold.reason}"
        return replace(_stuck(blank, Coverage.HELD, reason), withheld=change)
    missing = ", ".join(sorted(blank.subject.unknown))
    reason = f"hold '{hold.name}' may protect it; not read: {missing}"
    return replace(_stuck(blank, Coverage.UNDETERMINED, reason), withheld=change)
