"""The documents: one GET, one PUT each, in normal form.

Satisfies `inventory.collect.DocumentReader` and what `apply` needs. One document's trouble is an
answer here; only a token that Webex does not accept any more ends the run.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from reconciler.catalog.document_types import DOCUMENTS, DocumentName
from reconciler.readings import (
    Accepted,
    NotOffered,
    NotSent,
    Reading,
    Rejected,
    Unclear,
    Unread,
    WriteAnswer,
)
from reconciler.subjects import Identified, Settings
from reconciler.values import JSONValue
from reconciler.webex.faults import Fault, error_of, fault_of
from reconciler.webex.retrying import Missing
from reconciler.webex.session import Session
from reconciler.webex.wire_answer import Answer, NoAnswer
from reconciler.webex.wire_form import DocumentPool, document_of, wire_body

__all__ = ["WebexDocuments"]

_NOT_OFFERED: Final = frozenset({(404, "4008"), (400, "4410"), (405, "25409")})
"""Source: sibling calling settings, seen live: no calling license, service not assigned,
professional workspace license needed. Not proven for call recording itself."""
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_REFUSALS: Final = range(400, 500)
_MANY_FORBIDDEN: Final = 3


class WebexDocuments:
    """Reads and writes one document of one subject at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pool: DocumentPool = {}
        self._forbidden = 0
        self._may_write = False

    async def read(self, subject: Identified, document: DocumentName) -> Reading:
        """Return what Webex says about a document.

        Raises:
            WebexRefused: Webex does not accept the token any more.
        """
        result = await self._session.get(_path(subject, document))
        if isinstance(result, NoAnswer):
            return Unread(reason=result.reason, tracking=result.tracking)
        if result.succeeded:
            return document_of(document, result.value, self._pool)
        fault = _fault(result, f"reading the {document} document of {subject.id}")
        if any((fault.status, code) in _NOT_OFFERED for code in fault.codes):
            return NotOffered(reason=str(fault), tracking=fault.tracking)
        if fault.status in _GONE:
            reason = f"gone since the list was read, or never had it: {fault}"
            return Unread(reason=reason, tracking=fault.tracking)
        return Unread(reason=str(fault), tracking=fault.tracking)

    async def write(
        self,
        subject: Identified,
        document: DocumentName,
        settings: Settings,
        carried: Mapping[str, JSONValue],
    ) -> WriteAnswer:
        """Write these settings of a document and return what Webex answered.

        `carried` holds nested fields that nobody here knows; they go back as they came.

        Accepted proves no effect; whoever wants to know looks again.

        Raises:
            WebexRefused: Webex does not accept the token, or does not let it write at all.
                Nothing was changed.
        """
        result = await self._session.put(_path(subject, document), wire_body(settings, carried))
        if isinstance(result, NoAnswer) and result.missing is Missing.NOTHING_LEFT:
            return NotSent(reason=result.reason)
        if isinstance(result, NoAnswer):
            return Unclear(reason=result.reason, tracking=result.tracking)
        if result.succeeded:
            self._may_write = True
            return Accepted(tracking=result.tracking)
        asked = f"writing the {document} document of {subject.id}"
        fault = _fault(result, asked)
        if fault.status == HTTPStatus.FORBIDDEN and not self._may_write:
            # One may be a subject outside a location administrator's reach; several before any
            # write went through are the token's scope or role.
            self._forbidden += 1
            if self._forbidden >= _MANY_FORBIDDEN:
                raise error_of(fault, asked)
        if fault.status in _REFUSALS and fault.status != HTTPStatus.REQUEST_TIMEOUT:
            return Rejected(status=fault.status, reason=str(fault), tracking=fault.tracking)
        return Unclear(reason=str(fault), tracking=fault.tracking)


def _path(subject: Identified, document: DocumentName) -> str:
    return DOCUMENTS[document].paths[subject.kind].format(id=quote(subject.id, safe=""))


def _fault(answer: Answer, asked: str) -> Fault:
    """Return what went wrong, unless it concerns everything and not this document.

    Raises:
        WebexRefused: Webex does not accept the token.
    """
    fault = fault_of(answer.status, answer.headers, answer.body, tracking=answer.tracking)
    if fault.status == HTTPStatus.UNAUTHORIZED:
        raise error_of(fault, asked)
    return fault
