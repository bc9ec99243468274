"""What one document would become: desired against observed, with the words for a reviewer."""

from dataclasses import dataclass

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.level import COVERAGE_SETTINGS
from reconciler.catalog.risk import classify
from reconciler.plan.changes import Change, DocumentChange
from reconciler.plan.coverage_state import Undetermined
from reconciler.plan.diff import Difference, applicable, becomes_default, diff
from reconciler.plan.subject_ref import ref_of
from reconciler.policy.policy_set import Policy, Profile
from reconciler.readings import Document
from reconciler.subjects import Settings, Subject

__all__ = ["Asked", "document_change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a subject, and by whom."""

    policy: Policy
    profile: Profile
    """The policy's own, or the one that a waiver puts in its place."""
    values: Settings
    """The profile's settings, without their places."""
    waiver: str | None = None


def document_change(
    subject: Subject, asked: Asked, document: Document
) -> DocumentChange | Undetermined | None:
    """Return what would change in a document; None: it is as asked.

    A document that is on and leaves out a setting that is asked for is Undetermined where calling
    it in sync, or changing a part of it, would be guessing about the rest.
    """
    vendor = subject.location.vendor if subject.location else None
    desired, lacks = applicable(asked.values, subject.kind, vendor)
    difference = diff(desired, document)
    if _too_little_reported(difference):
        missing = ", ".join(difference.not_reported)
        return Undetermined(reason=f"recording is on and Webex does not report {missing}")
    if not difference.steps:
        return None
    after = {step.setting: step.after for step in difference.steps}
    return DocumentChange(
        subject=ref_of(subject),
        document=RECORDING.name,
        risk=classify(document.settings, after),
        policy=asked.policy.name,
        policy_span=asked.policy.span,
        profile=asked.profile.name,
        waiver=asked.waiver,
        changes=tuple(
            Change(
                setting=step.setting,
                before=step.before,
                after=step.after,
                because=asked.profile.settings[step.setting].span,
            )
            for step in difference.steps
        ),
        desired={name: desired[name] for name in desired if name not in difference.not_reported},
        becomes_default=becomes_default(desired, document, subject.kind, vendor),
        not_applicable=lacks + difference.not_reported,
    )


def _too_little_reported(difference: Difference) -> bool:
    if COVERAGE_SETTINGS.intersection(difference.not_reported):
        return True
    return bool(difference.not_reported) and not difference.steps
