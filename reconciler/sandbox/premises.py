"""Everything one running sandbox consists of besides its routes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from starlette.applications import Starlette

from reconciler.sandbox.lag import Lag
from reconciler.sandbox.limits import Limit
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.received import ReceivedRequests
from reconciler.sandbox.wall_clock import WallClock
from reconciler.sandbox.weather import Weather

__all__ = ["Premises", "premises_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """The organizations, their surroundings, and the record of who came by."""

    organization: Organization
    others: tuple[Organization, ...]
    """Organizations that a partner's token reaches through `orgId`."""
    limit: Limit | None
    monotonic: Callable[[], float]
    wall_clock: WallClock
    weather: Weather
    received: ReceivedRequests
    lag: Lag

    def organizations(self) -> Iterator[Organization]:
        """Return all of them, the main one first."""
        yield self.organization
        yield from self.others


def premises_of(application: Starlette) -> Premises:
    """Return what an application was built around; tests look here."""
    return cast("Premises", application.state.premises)
