"""What a run needs of Webex, as protocols. `cli.wiring` hands over the real thing."""

from typing import Protocol

from reconciler.apply.attempt import Documents
from reconciler.inventory.collect import Directory, DocumentReader

__all__ = ["FarSide", "ReadSide"]


class ReadSide(Protocol):
    """Enough to look: what every read verb gets."""

    @property
    def base_url(self) -> str:
        """Return where the organization answers."""
        ...

    @property
    def directory(self) -> Directory:
        """Return the lists of the organization."""
        ...

    @property
    def documents(self) -> DocumentReader:
        """Return the reader of documents."""
        ...


class FarSide(Protocol):
    """Enough to write: what `apply` gets."""

    @property
    def base_url(self) -> str:
        """Return where the organization answers."""
        ...

    @property
    def directory(self) -> Directory:
        """Return the lists of the organization."""
        ...

    @property
    def documents(self) -> Documents:
        """Return the reader and writer of documents."""
        ...
