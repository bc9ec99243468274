"""The sandbox as one ASGI application, for a test in process or a server on a port.

In process: `httpx.ASGITransport(app=build_application(populate()))`, base URL
`http://sandbox/v1`.
"""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from reconciler.sandbox.control_routes import CONTROL_ROUTES
from reconciler.sandbox.exchange import TRACKING_KEY, refusal
from reconciler.sandbox.front_door import FrontDoor
from reconciler.sandbox.lag import Lag
from reconciler.sandbox.limits import Limit
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.premises import Premises
from reconciler.sandbox.received import ReceivedRequests
from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.route_table import API_ROUTES
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.wall_clock import WallClock
from reconciler.sandbox.weather import Weather

__all__ = ["build_application"]

_AS_EVIDENCE_SUGGESTS = Switches()
_NO_SUCH_ROUTE = "The requested resource could not be found."
_METHOD_NOT_ALLOWED = "The HTTP method is not supported by this resource."


def build_application(  # noqa: PLR0913 - all but the first are by name and have a default
    organization: Organization,
    *,
    others: Iterable[Organization] = (),
    switches: Switches = _AS_EVIDENCE_SUGGESTS,
    limit: Limit | None = None,
    monotonic: Callable[[], float] = time.monotonic,
    today: datetime | None = None,
    weather: Weather | None = None,
) -> Starlette:
    """Return the application around these organizations, which take on the switches.

    `others` are reached by a partner's token only. `limit` None is no limit. `monotonic` returns
    seconds and drives the limit and every delay; `today` is the time of day at its present
    reading, now unless said. What happened inside is found through `premises.premises_of`.
    """
    premises = Premises(
        organization=organization,
        others=tuple(others),
        limit=limit,
        monotonic=monotonic,
        wall_clock=WallClock(
            opened_on=datetime.now(UTC) if today is None else today,
            monotonic=monotonic,
        ),
        weather=Weather() if weather is None else weather,
        received=ReceivedRequests(),
        lag=Lag(switches.visible_after_s),
    )
    for each in premises.organizations():
        each.switches = switches
    return _around(premises)


def _around(premises: Premises) -> Starlette:
    application = Starlette(
        routes=(*API_ROUTES, *CONTROL_ROUTES),
        middleware=[Middleware(FrontDoor, premises)],
        exception_handlers={Rejection: _rejected, HTTPException: _no_route},
    )
    application.router.redirect_slashes = False
    application.state.premises = premises
    return application


async def _rejected(request: Request, error: Exception) -> Response:
    # A plain function would run in a thread: a hop that costs, and that no test clock counts.
    return refusal(cast("Rejection", error), request.scope.get(TRACKING_KEY, ""))


async def _no_route(request: Request, error: Exception) -> Response:
    """Answer an unknown path or method as Webex does."""
    unrouted = cast("HTTPException", error)
    unknown = unrouted.status_code == HTTPStatus.NOT_FOUND
    message = _NO_SUCH_ROUTE if unknown else _METHOD_NOT_ALLOWED
    return await _rejected(
        request, Rejection(unrouted.status_code, message, headers=unrouted.headers)
    )
