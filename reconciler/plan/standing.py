"""What one subject contributes to a plan: a change, nothing, a gap, or a state to count.

Assign, judge, compare, classify: each step is a file of its own beside this one. Adding up is
`plan.planning`'s work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.level import COVERAGE_SETTINGS
from reconciler.catalog.risk import classify
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.plan.assign import Wants, assign
from reconciler.plan.changes import Change, DocumentChange, Gap, SubjectRef
from reconciler.plan.coverage_state import (
    Conflicted,
    Coverage,
    Governed,
    Ineligible,
    Undetermined,
    Unmanaged,
)
from reconciler.plan.diff import Difference, applicable, becomes_default, diff
from reconciler.plan.eligibility import judge
from reconciler.policy.policy_set import PolicySet
from reconciler.readings import Document
from reconciler.source import SourceSpan
from reconciler.subjects import SettingName, Subject

__all__ = ["InSync", "Standing", "standing_of"]

_ENABLED: Final = SettingName("recording.enabled")


@dataclass(frozen=True, slots=True)
class InSync:
    """A governed subject that already is as policy wants it."""


Standing: TypeAlias = DocumentChange | InSync | Gap | Coverage
"""What a subject contributes: a change, nothing, a gap to show, or just a state to count."""


def standing_of(
    policies: PolicySet, wants: Wants, inventory: Inventory, subject: Subject
) -> Standing:
    """Return what one subject contributes to the plan."""
    assignment = assign(policies, wants, subject)
    match assignment:
        case Unmanaged():
            return Coverage.UNMANAGED
        case Conflicted(policies=claims):
            names = tuple(each.name for each in claims)
            return _gap(subject, Coverage.CONFLICTED, assignment.reason, names)
        case Undetermined(reason=reason):
            return _gap(subject, Coverage.UNDETERMINED, reason)
        case Governed():
            return _governed(policies, wants, inventory, subject, assignment)
        case _:
            assert_never(assignment)


def _governed(
    policies: PolicySet,
    wants: Wants,
    inventory: Inventory,
    subject: Subject,
    assignment: Governed,
) -> Standing:
    policy = assignment.policy
    wanted = wants[policy.name]
    reading = inventory.documents.get(DocumentKey(subject.id, RECORDING.name))
    verdict = judge(subject, wanted, reading)
    match verdict:
        case Ineligible(reason=reason):
            if wanted.get(_ENABLED) is not True:
                return Coverage.INELIGIBLE
            return _gap(subject, Coverage.INELIGIBLE, reason, (policy.name,))
        case Undetermined(reason=reason):
            return _gap(subject, Coverage.UNDETERMINED, reason, (policy.name,))
        case Document():
            places = {
                name: sourced.span
                for name, sourced in policies.profiles[policy.profile].settings.items()
            }
            return _compare(subject, assignment, wants, places, verdict)
        case _:
            assert_never(verdict)


def _compare(
    subject: Subject,
    assignment: Governed,
    wants: Wants,
    places: Mapping[SettingName, SourceSpan],
    document: Document,
) -> DocumentChange | InSync | Gap:
    policy = assignment.policy
    vendor = subject.location.vendor if subject.location else None
    desired, lacks = applicable(wants[policy.name], subject.kind, vendor)
    difference = diff(desired, document)
    if _too_little_reported(difference):
        reason = "recording is on and Webex does not report " + ", ".join(difference.not_reported)
        return _gap(subject, Coverage.UNDETERMINED, reason, (policy.name,))
    if not difference.steps:
        return InSync()
    after = {step.setting: step.after for step in difference.steps}
    return DocumentChange(
        subject=_ref(subject),
        document=RECORDING.name,
        risk=classify(document.settings, after),
        policy=policy.name,
        policy_span=policy.span,
        profile=policy.profile,
        changes=tuple(
            Change(
                setting=step.setting,
                before=step.before,
                after=step.after,
                because=places[step.setting],
            )
            for step in difference.steps
        ),
        desired={name: desired[name] for name in desired if name not in difference.not_reported},
        becomes_default=becomes_default(desired, document, subject.kind, vendor),
        not_applicable=lacks + difference.not_reported,
    )


def _too_little_reported(difference: Difference) -> bool:
    """Say whether calling it in sync, or changing a part of it, would be guessing."""
    if COVERAGE_SETTINGS.intersection(difference.not_reported):
        return True
    return bool(difference.not_reported) and not difference.steps


def _ref(subject: Subject) -> SubjectRef:
    return SubjectRef(
        kind=subject.kind,
        id=subject.id,
        name=subject.name,
        email=subject.emails[0] if subject.emails else None,
        location=subject.location.name if subject.location else None,
        department=subject.department,
    )


def _gap(subject: Subject, coverage: Coverage, reason: str, policies: tuple[str, ...] = ()) -> Gap:
    return Gap(subject=_ref(subject), coverage=coverage, reason=reason, policies=policies)
