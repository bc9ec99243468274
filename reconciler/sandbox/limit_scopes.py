"""Limits put together: for some endpoints only, from some moment on, several at once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reconciler.sandbox.limits import Limit
from reconciler.sandbox.received import route_of

__all__ = ["AllOf", "Changing", "ForPaths", "PerEndpoint"]


@dataclass(slots=True, kw_only=True)
class PerEndpoint:
    """A limit of its own for each method and route, whatever ids stand in the path."""

    make: Callable[[], Limit]
    _limits: dict[tuple[str, str], Limit] = field(init=False, default_factory=dict)

    def admit(self, now: float, method: str, path: str) -> float:
        """Ask the limit of this endpoint."""
        endpoint = method, route_of(path)
        if endpoint not in self._limits:
            self._limits[endpoint] = self.make()
        return self._limits[endpoint].admit(now, method, path)

    def leave(self) -> None:
        """Do nothing: limits of endpoints are about pace."""


@dataclass(slots=True, kw_only=True)
class ForPaths:
    """A limit that holds for some paths; all others are free."""

    pattern: str
    """Regular expression, searched in the path without the query."""
    limit: Limit

    def admit(self, now: float, method: str, path: str) -> float:
        """Ask the limit if the path is one of its own."""
        if re.search(self.pattern, path) is None:
            return 0.0
        return self.limit.admit(now, method, path)

    def leave(self) -> None:
        """Do nothing: limits of paths are about pace."""


@dataclass(slots=True, kw_only=True)
class Changing:
    """One limit after the other, each from its second after the first request on."""

    schedule: Sequence[tuple[float, Limit | None]]
    """Seconds and the limit from then on, ascending from 0; None is no limit."""
    _began: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        moments = [at for at, _ in self.schedule]
        if not moments or moments[0] != 0 or moments != sorted(moments):
            raise ValueError("a schedule of limits begins at 0 and goes on in order")

    def admit(self, now: float, method: str, path: str) -> float:
        """Ask the limit of this moment."""
        if self._began is None:
            self._began = now
        passed = now - self._began
        limit = [limit for at, limit in self.schedule if at <= passed][-1]
        return 0.0 if limit is None else limit.admit(now, method, path)

    def leave(self) -> None:
        """Do nothing: limits that change are about pace."""


@dataclass(slots=True, kw_only=True)
class AllOf:
    """Several limits at once; a request must pass every one."""

    limits: Sequence[Limit]

    def admit(self, now: float, method: str, path: str) -> float:
        """Return the first wait there is; whoever is turned away has counted for those before."""
        passed: list[Limit] = []
        for limit in self.limits:
            wait_s = limit.admit(now, method, path)
            if wait_s > 0:
                for each in passed:
                    each.leave()
                return wait_s
            passed.append(limit)
        return 0.0

    def leave(self) -> None:
        """Tell all of them."""
        for limit in self.limits:
            limit.leave()
