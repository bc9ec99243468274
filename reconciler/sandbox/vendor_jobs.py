"""Changing the recording vendor takes a job: it starts, it runs, and then everybody has changed."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reconciler.sandbox.device_record import Recorded
from reconciler.sandbox.identifiers import numbered_uuid, webex_id
from reconciler.sandbox.switches import Switches

__all__ = ["JobState", "JobTerms", "VendorJob", "VendorJobs", "vendor_job"]

JobState: TypeAlias = Literal["STARTING", "STARTED", "COMPLETED", "FAILED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTerms:
    """What somebody asked for."""

    vendor_id: str
    location_id: str | None
    """None is the whole organization."""
    person_id: str
    members: tuple[Recorded, ...]


@dataclass(slots=True, kw_only=True)
class VendorJob:
    """One job; times are seconds, monotonic."""

    id: str
    number: int
    terms: JobTerms
    failing: tuple[Recorded, ...]
    fails: bool
    asked_at: float
    starts_at: float
    ends_at: float
    settled: bool = False

    def state(self, now: float) -> JobState:
        """Return how far the job is."""
        if now < self.starts_at:
            return "STARTING"
        if now < self.ends_at:
            return "STARTED"
        return "FAILED" if self.fails else "COMPLETED"

    def settle(self) -> None:
        """Give every member new provider fields, except those it fails for."""
        self.settled = True
        if self.fails:
            return
        left_out = {each.id for each in self.failing}
        for member in self.terms.members:
            if member.id not in left_out:
                member.provider_changes += 1


@dataclass(slots=True)
class VendorJobs:
    """All jobs of an organization, oldest first."""

    all: list[VendorJob] = field(default_factory=list)
    unfinished: int = 0

    def start(self, job: VendorJob) -> None:
        """Add a job, which runs by the clock from now on."""
        self.all.append(job)
        self.unfinished += 1

    def advance(self, now: float) -> None:
        """Let every job take effect whose time has come."""
        for job in self.all:
            if not job.settled and now >= job.ends_at:
                job.settle()
                self.unfinished -= 1

    def busy_with(self, subject_id: str) -> bool:
        """Say whether an unfinished job is about to change this subject."""
        return bool(self.unfinished) and any(
            member.id == subject_id
            for job in self.all
            if not job.settled
            for member in job.terms.members
        )


def vendor_job(
    organization_id: str, number: int, *, terms: JobTerms, now: float, switches: Switches
) -> VendorJob:
    """Return the job that these terms ask for, paced and spoiled by the switches."""
    starts_at = now + switches.vendor_job_starts_after_s
    return VendorJob(
        id=webex_id("JOB_ID", numbered_uuid(f"{organization_id}:job", number)),
        number=number,
        terms=terms,
        failing=terms.members[: switches.vendor_job_failures],
        fails=switches.vendor_job_fails,
        asked_at=now,
        starts_at=starts_at,
        ends_at=starts_at + switches.vendor_job_takes_s,
    )
