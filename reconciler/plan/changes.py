"""A plan as data: what would change, why, and for whom nothing can be said.

A plan holds no function, client or request, so it can be saved, reviewed, hashed and carried
out by another process. Making one is `plan.planning`'s work, saving one `plan.plan_file`'s.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reconciler.catalog.document_types import DocumentName
from reconciler.catalog.risk import Risk
from reconciler.organization import Organization
from reconciler.plan.control_counts import ControlCount
from reconciler.plan.coverage_state import Coverage
from reconciler.plan.exception_uses import HoldUse, WaiverUse
from reconciler.plan.notes import Note
from reconciler.plan.subject_ref import SubjectRef
from reconciler.source import SourceSpan
from reconciler.subjects import SettingName, Settings, SettingValue

__all__ = [
    "Change",
    "Counts",
    "DocumentChange",
    "Gap",
    "Pins",
    "Plan",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One setting of one subject, before and after."""

    setting: SettingName
    before: SettingValue
    """What Webex reported, or its default where recording is off. None: no source tells."""
    after: SettingValue
    because: SourceSpan
    """The policy line that asks for `after`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """Everything that would change in one document: one write, if it is carried out."""

    subject: SubjectRef
    document: DocumentName
    risk: Risk
    policy: str
    policy_span: SourceSpan
    profile: str
    """The policy's own, or the one that a waiver puts in its place."""
    changes: tuple[Change, ...]
    """Never empty; in catalog order."""
    desired: Settings
    """Every setting that policy manages and this subject has. The write holds them all."""
    becomes_default: tuple[SettingName, ...] = ()
    """Unmanaged settings that decide coverage or protect callers, where recording is turned on:
    Webex may wipe them while off, so expect its defaults."""
    not_applicable: tuple[SettingName, ...] = ()
    """Settings that policy asks for and that this subject does not have."""
    waiver: str | None = None
    """The waiver whose profile this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A subject that policy cannot be carried out for. It stays untouched and visible."""

    subject: SubjectRef
    coverage: Coverage
    reason: str
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Subjects by standing; the others add up to `population`."""

    population: int
    to_change: int
    in_sync: int
    """Governed, and as policy wants it."""
    waived: int
    """Excused from their policy, and nothing to change."""
    held: int
    """A hold stops what policy asks for."""
    ineligible: int
    conflicted: int
    undetermined: int
    unmanaged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """What the plan was made from, so that the same inputs can be recognized."""

    policy_digest: str
    policy_files: tuple[str, ...]
    inventory_digest: str
    inventory_taken_at: datetime
    incomplete: bool
    """Something of the organization could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The difference between policy and organization at one moment."""

    organization: Organization
    base_url: str
    pins: Pins
    evaluation_date: date
    """The day, in the policies' time zone, on which dates were judged."""
    hypothetical: bool
    """Made for another day than the one it was made on; never carried out."""
    created_at: datetime
    valid_until: datetime
    counts: Counts
    changes: tuple[DocumentChange, ...]
    """Losses first, then by subject."""
    gaps: tuple[Gap, ...]
    waivers: tuple[WaiverUse, ...] = ()
    """Every waiver of the policies, whoever it excuses."""
    holds: tuple[HoldUse, ...] = ()
    controls: tuple[ControlCount, ...] = ()
    """Every control, judged on what Webex would report after this plan."""
    notes: tuple[Note, ...] = ()
    """What a reviewer should know besides, such as a policy that names someone who left."""
