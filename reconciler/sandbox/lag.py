"""The moments in which a GET does not show yet what a PUT wrote."""

from dataclasses import dataclass, field

from reconciler.sandbox.wire_json import Document

__all__ = ["Lag"]


@dataclass(slots=True)
class Lag:
    """Keeps, for a while, the wire document that a write replaced. Times are seconds, monotonic."""

    delay_s: float = 0.0
    _replaced: dict[str, tuple[float, Document]] = field(default_factory=dict)

    def hold(self, person_id: str, document: Document, now: float) -> None:
        """Go on showing this document until the delay is over.

        A second write within the delay prolongs it; readers still see the oldest document.
        """
        shown = self.shown(person_id, now)
        self._replaced[person_id] = (now + self.delay_s, document if shown is None else shown)

    def shown(self, person_id: str, now: float) -> Document | None:
        """Return the outdated document readers still see, or None when the newest one counts."""
        until, document = self._replaced.get(person_id, (now, {}))
        return document if now < until else None
