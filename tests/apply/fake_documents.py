"""A document store of a few lines, with scripted answers: the far side that `apply` declares."""

from collections import deque

from reconciler.catalog.risk import Risk
from reconciler.plan.changes import Change, DocumentChange
from reconciler.plan.subject_ref import SubjectRef
from reconciler.readings import Accepted, Document
from reconciler.source import SourceSpan
from reconciler.subjects import SettingName, SubjectId, SubjectKind

HERE = SourceSpan("policies/base.yaml", 3, 5)


def named(**values):
    return {SettingName(f"recording.{name}"): value for name, value in values.items()}


def change(subject="ada", *, before, after, risk=Risk.COVERAGE_GAIN, desired=None):
    """Return a planned change of one person's document from `before` to `after`."""
    return DocumentChange(
        subject=SubjectRef(kind=SubjectKind.PERSON, id=SubjectId(subject), name=subject),
        document="recording",
        risk=risk,
        policy="desk",
        policy_span=HERE,
        profile="recorded",
        changes=tuple(
            Change(setting=name, before=before[name], after=value, because=HERE)
            for name, value in after.items()
            if before[name] != value
        ),
        desired=after if desired is None else desired,
    )


class FakeDocuments:
    """Holds settings by subject; `answers` scripts writes, `readings` scripts reads."""

    def __init__(self, **held):
        self.held = {name: dict(settings) for name, settings in held.items()}
        self.bodies = []
        self.answers = deque()
        self.readings = deque()
        self.effect = True

    async def read(self, subject, document):
        del document
        if self.readings:
            scripted = self.readings.popleft()
            if isinstance(scripted, Exception):
                raise scripted
            if scripted is not None:
                return scripted
        return Document(settings=dict(self.held[subject.id]))

    async def write(self, subject, document, settings, carried):
        del document, carried
        self.bodies.append((subject.id, settings))
        answer = self.answers.popleft() if self.answers else Accepted(tracking="T1")
        if isinstance(answer, Exception):
            raise answer
        if self.effect:
            self.held[subject.id].update(settings)
        return answer
