"""Everything one running sandbox consists of besides its routes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from starlette.applications import Starlette

from reconciler.sandbox.lag import Lag
from reconciler.sandbox.limits import TokenBucket
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.received import ReceivedRequests
from reconciler.sandbox.weather import Weather

__all__ = ["Premises", "premises_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """The organization, its surroundings, and the record of who came by."""

    organization: Organization
    limit: TokenBucket | None
    monotonic: Callable[[], float]
    weather: Weather
    received: ReceivedRequests
    lag: Lag


def premises_of(application: Starlette) -> Premises:
    """Return what an application was built around; tests look here."""
    return cast("Premises", application.state.premises)
