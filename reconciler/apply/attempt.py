"""One document carried out: look, write, look again. Every path ends in an outcome.

Rule 1: nothing is written unless the document still differs exactly as the reviewer saw.
Rule 2: only a read proves an effect; no answer of a write does.
"""

from collections.abc import Mapping
from typing import Final, Protocol, assert_never

from reconciler.apply.writing import body_of
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
    NotSent,
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
    if not isinstance(found, Document):
        return NotAttempted(reason=found.reason)
    if (otherwise := _not_as_planned(change, found)) is not None:
        return otherwise
    answer = await _send(change, found, documents)
    match answer:
        case Rejected(status=status, reason=reason, tracking=tracking):
            return Refused(reason=reason, tracking=tracking, status=status)
        case NotSent(reason=reason):
            return NotAttempted(reason=reason)
        case Accepted(tracking=tracking):
            seen = await _look_until_proved(change, documents, clock)
            return _verdict(change, seen, tracking)
        case Unclear():
            return await _settle(change, answer, documents, clock)
        case _:
            assert_never(answer)


def _not_as_planned(change: DocumentChange, found: Document) -> Outcome | None:
    """Return the outcome of a document that must not be written; None: it is as reviewed."""
    difference = diff(change.desired, found)
    if difference.steps == tuple(
        Step(each.setting, each.before, each.after) for each in change.changes
    ):
        return None
    if _proves(found, change):
        return AlreadySo()
    if not difference.steps:
        missing = ", ".join(difference.not_reported)
        return NotAttempted(reason=f"Webex does not report {missing} any more")
    return Drifted(reason=_surprise(change, found))


async def _send(change: DocumentChange, found: Document, documents: Documents) -> WriteAnswer:
    body = body_of(change.desired, found)
    return await documents.write(change.subject, change.document, body.settings, body.carried)


async def _settle(
    change: DocumentChange, answer: Unclear, documents: Documents, clock: Clock
) -> Outcome:
    """Return what became of a write that nobody answered; it may be sent once more.

    That is safe only if a look shows that nothing has happened at all: a PUT is idempotent, but
    an administrator may have been there since. Whatever follows cannot prove that the first
    write had no effect.
    """
    seen = await _look_until_proved(change, documents, clock)
    if not isinstance(seen, Document):
        return _verdict(change, seen, answer.tracking)
    if _proves(seen, change):
        return Applied(tracking=answer.tracking)
    if _not_as_planned(change, seen) is not None:
        reason = f"{answer.reason}; {_surprise(change, seen)}"
        return Unconfirmed(reason=reason, tracking=answer.tracking)
    try:
        again = await _send(change, seen, documents)
    except WebexRefused as error:
        again = NotSent(reason=error.message)
    if isinstance(again, Rejected | NotSent):
        reason = f"{answer.reason}; not in effect; sent again: {again.reason}"
        return Unconfirmed(reason=reason, tracking=answer.tracking)
    seen = await _look_until_proved(change, documents, clock)
    if isinstance(again, Unclear) and isinstance(seen, Document) and not _proves(seen, change):
        return Unconfirmed(reason=f"{again.reason}; not in effect", tracking=again.tracking)
    return _verdict(change, seen, again.tracking)


async def _look_until_proved(change: DocumentChange, documents: Documents, clock: Clock) -> Reading:
    """Return the first reading that proves the effect, else the last one."""
    seen: Reading = Unread(reason="not looked at again")
    for delay in LOOK_AGAIN_AFTER:
        await clock.sleep(delay)
        try:
            seen = await documents.read(change.subject, change.document)
        except WebexRefused as error:
            # A write is out, so this is no longer "nothing was attempted".
            return Unread(reason=error.message)
        if isinstance(seen, Document) and _proves(seen, change):
            break
    return seen


def _verdict(change: DocumentChange, seen: Reading, tracking: str) -> Outcome:
    """Return what the last look at an accepted write says."""
    if not isinstance(seen, Document):
        return Unconfirmed(reason=f"sent, then {seen.reason}", tracking=tracking)
    if _proves(seen, change):
        return Applied(tracking=tracking)
    return Ignored(reason=_ineffective(seen, change.desired), tracking=tracking)


def _proves(seen: Document, change: DocumentChange) -> bool:
    """Say whether a document shows everything that is desired, each value reported."""
    difference = diff(change.desired, seen)
    if difference.steps or difference.not_reported:
        return False
    return all(
        observed_value(seen.settings, BY_NAME[each.setting]) == each.after
        for each in change.changes
    )


def _surprise(change: DocumentChange, found: Document) -> str:
    """Name what differs from what the plan saw, for the person who has to decide."""
    planned = {each.setting: each.before for each in change.changes}
    for name in change.desired:
        now = observed_value(found.settings, BY_NAME[name])
        was = planned.get(name, change.desired[name])
        if now != was:
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
