"""What reached the sandbox: exact counts of everything, and the newest requests one by one."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from http import HTTPStatus

from reconciler.sandbox.wire_json import JSON

__all__ = ["ReceivedRequest", "ReceivedRequests", "route_of"]

_KEPT = 20_000
_ID = re.compile(r"(?<=/)(?:Y2lz[\w=-]+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27})(?=/|$)")


def route_of(path: str) -> str:
    """Return the path with every id replaced by `{id}`."""
    return _ID.sub("{id}", path)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRequest:
    """One request and its answer. `status` is 0 when the connection ended without one."""

    method: str
    path: str
    query: str
    status: int
    at: float
    """Seconds, monotonic, on the clock of the application."""


@dataclass(slots=True)
class ReceivedRequests:
    """The record a test or a person reads; bounded in size, exact in its counts."""

    newest: deque[ReceivedRequest] = field(default_factory=lambda: deque(maxlen=_KEPT))
    counts: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    """By method, route (ids replaced by `{id}`) and status."""

    def note(self, request: ReceivedRequest) -> None:
        """Count one request."""
        self.newest.append(request)
        self.counts[request.method, route_of(request.path), request.status] += 1

    def refused_for_pace(self) -> int:
        """Return how many requests were answered 429."""
        too_many = HTTPStatus.TOO_MANY_REQUESTS
        return sum(count for (_, _, status), count in self.counts.items() if status == too_many)

    def summary(self) -> JSON:
        """Return the counts as JSON, in a stable order."""
        rows: list[JSON] = [
            {"method": method, "route": route, "status": status, "count": count}
            for (method, route, status), count in sorted(self.counts.items())
        ]
        return {
            "total": self.counts.total(),
            "refusedForPace": self.refused_for_pace(),
            "requests": rows,
        }
