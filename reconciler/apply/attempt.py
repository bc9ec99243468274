"""One document carried out: look, write, look again. Every path ends in an outcome.

Rule 1: nothing is written unless the document still differs exactly as the reviewer saw.
Rule 2: only a read proves an effect; no answer of a write does.
"""

from collections.abc import Mapping
from typing import Final, Protocol, assert_never

from reconciler.apply.writing import Body, body_of
from reconciler.catalog.document_types import DocumentName
from reconciler.catalog.normal_form import observed_value
from reconciler.catalog.settings import BY_NAME
from reconciler.clock import Clock
from reconciler.errors import WebexRefused
from reconciler.outcomes import (
    AlreadySo,
    Applied,
    Drifted,
    Ignored,
    NotAttempted,
    Outcome,
    Refused,
    Unconfirmed,
)
from reconciler.plan.changes import DocumentChange
from reconciler.plan.diff import Step, diff
from reconciler.readings import (
    Accepted,
    Document,
    NotOffered,
    Reading,
    Rejected,
    Unclear,
    Unread,
    WriteAnswer,
)
from reconciler.subjects import Identified, Settings, SettingValue
from reconciler.values import JSONValue

__all__ = ["Documents", "attempt"]

LOOK_AGAIN_AFTER: Final = (0.0, 1.0, 2.0, 7.0)
"""Seconds between the looks after a write: at 0, 1, 3 and 10 s. No source names a delay."""
WRITES: Final = 2
"""A write that nobody answered and no look can see is sent once more; a PUT is idempotent."""


class Documents(Protocol):
    """What apply needs of the outside world, and not one method more."""

    async def read(self, subject: Identified, document: DocumentName) -> Reading:
        """Return what Webex says of the document now."""
        ...

    async def write(
        self,
        subject: Identified,
        document: DocumentName,
        settings: Settings,
        carried: Mapping[str, JSONValue],
    ) -> WriteAnswer:
        """Send one write and return what Webex answered.

        `carried` holds nested fields that nobody here knows; they go back as they came.
        """
        ...


async def attempt(change: DocumentChange, documents: Documents, clock: Clock) -> Outcome:
    """Carry out one document's change and return what became of it.

    Raises:
        WebexRefused: the token itself was refused before anything was written.
    """
    found = await documents.read(change.subject, change.document)
    match found:
        case NotOffered(reason=reason) | Unread(reason=reason):
            return NotAttempted(reason=reason)
        case Document():
            pass
        case _:
            assert_never(found)
    steps = diff(change.desired, found).steps
    if not steps:
        return AlreadySo()
    if steps != _planned(change):
        return Drifted(reason=_surprise(change, found))
    return await _write(change, body_of(change.desired, found), documents, clock)


def _planned(change: DocumentChange) -> tuple[Step, ...]:
    return tuple(Step(each.setting, each.before, each.after) for each in change.changes)


async def _write(change: DocumentChange, body: Body, documents: Documents, clock: Clock) -> Outcome:
    outcome: Outcome = Unconfirmed(reason="not written")
    for _ in range(WRITES):
        answer = await documents.write(change.subject, change.document, body.settings, body.carried)
        match answer:
            case Rejected(reason=reason, tracking=tracking):
                return Refused(reason=reason, tracking=tracking)
            case Accepted():
                return await _look_again(change, answer, documents, clock)
            case Unclear():
                outcome = await _look_again(change, answer, documents, clock)
                if not isinstance(outcome, Unconfirmed):
                    return outcome
            case _:
                assert_never(answer)
    return outcome


async def _look_again(
    change: DocumentChange, answer: Accepted | Unclear, documents: Documents, clock: Clock
) -> Outcome:
    """Return Applied as soon as a read proves it, else what the last read leaves to say."""
    seen: Reading = Unread(reason="not looked at again")
    for delay in LOOK_AGAIN_AFTER:
        await clock.sleep(delay)
        try:
            seen = await documents.read(change.subject, change.document)
        except WebexRefused as error:
            # The write is out, so this is no longer "nothing was attempted".
            seen = Unread(reason=error.message)
            break
        if isinstance(seen, Document) and _proves(seen, change):
            return Applied(tracking=answer.tracking)
    if not isinstance(seen, Document):
        return Unconfirmed(reason=f"written, then {seen.reason}", tracking=answer.tracking)
    if isinstance(answer, Unclear):
        return Unconfirmed(reason=f"{answer.reason}; not in effect", tracking=answer.tracking)
    return Ignored(reason=_ineffective(seen, change.desired), tracking=answer.tracking)


def _proves(seen: Document, change: DocumentChange) -> bool:
    """Say whether a document shows every planned value and everything else that is desired."""
    reported = all(
        observed_value(seen.settings, BY_NAME[each.setting]) == each.after
        for each in change.changes
    )
    return reported and not diff(change.desired, seen).steps


def _surprise(change: DocumentChange, found: Document) -> str:
    """Name what differs from what the plan saw, for the person who has to decide."""
    planned = {each.setting: each.before for each in change.changes}
    for name in change.desired:
        now = observed_value(found.settings, BY_NAME[name])
        if now != planned.get(name, change.desired[name]):
            was = planned.get(name, change.desired[name])
            return f"{name} was {_say(was)} when planned and is {_say(now)} now"
    return "it is not as planned"


def _ineffective(seen: Document, desired: Settings) -> str:
    difference = diff(desired, seen)
    if difference.steps:
        step = difference.steps[0]
        return f"accepted, but {step.setting} still reads {_say(step.before)}"
    return f"accepted, but Webex does not report {', '.join(difference.not_reported)}"


def _say(value: SettingValue) -> str:
    if value is None:
        return "not reported"
    return str(value).lower() if isinstance(value, bool) else str(value)
