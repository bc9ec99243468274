"""The documents: what Webex reads and writes whole, and where it keeps them.

A row for each document; which settings stand in it is `catalog.settings`' table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reconciler.subjects import SubjectKind

__all__ = ["DOCUMENTS", "RECORDING", "DocumentName", "DocumentType"]

DocumentName = str
"""The first part of every setting name: `recording`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """One kind of document."""

    name: DocumentName
    title: str
    paths: Mapping[SubjectKind, str]
    """Where each kind keeps it, below the base URL; `{id}` stands for the subject's id."""
    source: str


RECORDING: Final = DocumentType(
    name="recording",
    title="call recording",
    paths={SubjectKind.PERSON: "/people/{id}/features/callRecording"},
    source="OpenAPI: GET and PUT /people/{personId}/features/callRecording",
)

DOCUMENTS: Final[Mapping[DocumentName, DocumentType]] = {RECORDING.name: RECORDING}
