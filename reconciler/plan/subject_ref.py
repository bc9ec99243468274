"""A subject as plans, reports and outcomes name it: enough to find it, nothing more."""

from dataclasses import dataclass

from reconciler.subjects import Subject, SubjectId, SubjectKind

__all__ = ["SubjectRef", "ref_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRef:
    """A subject as plans and outcomes name it."""

    kind: SubjectKind
    id: SubjectId
    name: str
    email: str | None = None
    location: str | None = None
    department: str | None = None

    @property
    def label(self) -> str:
        """Return the address, else the name."""
        return self.email or self.name


def ref_of(subject: Subject) -> SubjectRef:
    """Return a subject as plans name it."""
    return SubjectRef(
        kind=subject.kind,
        id=subject.id,
        name=subject.name,
        email=subject.emails[0] if subject.emails else None,
        location=subject.location.name if subject.location else None,
        department=subject.department,
    )
