"""A client of the sandbox for its own tests: one request at a time, in process."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from starlette.applications import Starlette

from reconciler.sandbox.application import build_application
from reconciler.sandbox.limits import Limit
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import Role
from reconciler.sandbox.population import populate
from reconciler.sandbox.premises import Premises, premises_of
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.weather import Weather
from reconciler.sandbox.wire_json import JSON

__all__ = ["ADA", "BEN", "BOB", "CY", "INTERN", "TODAY", "Clock", "Sandbox", "sandbox"]

ADA = "ada.okafor@northwind.example"
BEN = "ben.ruiz@northwind.example"
BOB = "bob.larsen@northwind.example"
CY = "cy.novak@northwind.example"
INTERN = "intern@northwind.example"
TODAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Seconds that pass when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(kw_only=True)
class Sandbox:
    """One application and what is behind it."""

    organization: Organization
    application: Starlette
    clock: Clock = field(default_factory=Clock)

    @property
    def premises(self) -> Premises:
        return premises_of(self.application)

    def ask(
        self,
        method: str,
        path: str,
        *,
        json: JSON = None,
        headers: Mapping[str, str] | None = None,
        token: str | None = None,
    ) -> httpx.Response:
        """Send one request below `/v1`, or to an absolute URL, as the administrator."""
        bearer = self.organization.admin_token if token is None else token
        sent = {"Authorization": f"Bearer {bearer}", **(headers or {})}
        body = {} if json is None else {"json": json}
        return asyncio.run(self._send(method, path, headers=sent, **body))

    async def _send(self, method: str, path: str, **options: object) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.application)
        url = "http://sandbox/v1"
        async with httpx.AsyncClient(transport=transport, base_url=url) as client:
            return await client.request(method, path, **options)  # type: ignore[arg-type] # all named above

    def token(self, role: Role) -> str:
        """Return the text of the first token of this kind of administrator."""
        tokens = self.organization.tokens.items()
        return next(text for text, token in tokens if token.role == role)

    def get(self, path: str, *, token: str | None = None) -> httpx.Response:
        return self.ask("GET", path, token=token)

    def recording_path(self, email: str) -> str:
        person = self.organization.person_by_email(email)
        return f"/people/{person.id}/features/callRecording"

    def recording(self, email: str) -> dict[str, JSON]:
        """Return what a GET of the person's recording settings shows."""
        answer = self.get(self.recording_path(email))
        assert answer.status_code == 200, answer.text
        document: dict[str, JSON] = answer.json()
        return document

    def put(self, email: str, body: JSON) -> httpx.Response:
        return self.ask("PUT", self.recording_path(email), json=body)

    def put_raw(self, email: str, content: bytes, content_type: str | None) -> httpx.Response:
        """Send these bytes as a PUT, with this content type or none."""
        headers = {"Authorization": f"Bearer {self.organization.admin_token}"}
        if content_type is not None:
            headers["Content-Type"] = content_type
        path = self.recording_path(email)
        return asyncio.run(self._send("PUT", path, headers=headers, content=content))

    def accepts(self, email: str, body: JSON) -> dict[str, JSON]:
        """Send a PUT that must succeed; return what a GET shows afterwards."""
        answer = self.put(email, body)
        assert answer.status_code == 204, answer.text
        return self.recording(email)


def sandbox(
    *,
    people: int = 10,
    switches: Switches | None = None,
    limit: Limit | None = None,
    weather: Weather | None = None,
    others: tuple[Organization, ...] = (),
) -> Sandbox:
    """Return a fresh sandbox with a clock that stands still."""
    organization, clock = populate(people=people), Clock()
    application = build_application(
        organization,
        others=others,
        switches=Switches() if switches is None else switches,
        limit=limit,
        monotonic=clock,
        today=TODAY,
        weather=weather,
    )
    return Sandbox(organization=organization, application=application, clock=clock)
