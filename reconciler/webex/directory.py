"""The lists of an organization: who it is, its places, its people.

Satisfies `inventory.collect.Directory`. What a row means is `person_rows`' work.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Final
from urllib.parse import quote

import structlog

from reconciler.errors import UsageWrong
from reconciler.organization import Organization, organization_key
from reconciler.subjects import Group, Location, LocationId, Subject, SubjectId
from reconciler.webex.groups import read_memberships
from reconciler.webex.list_pages import pages, succeeded
from reconciler.webex.person_rows import calling_licenses, person_of
from reconciler.webex.session import Session
from reconciler.webex.wire_answer import Answer, Row

__all__ = ["WebexDirectory"]

_UNAUTHORIZED: Final = 401
_PEOPLE: Final = {"callingData": "true", "max": "100"}


class WebexDirectory:
    """Asks Webex for its lists; whole or with an error."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def organization(self) -> Organization:
        """Return the organization that the token belongs to.

        Raises:
            WebexRefused: Webex does not accept the token, or it may not see organizations.
            UsageWrong: the token can see several organizations (a partner's).
        """
        result = await self._session.get("/people/me")
        me = succeeded(result, "GET /people/me").value
        rows = await self._all("/organizations")
        home = me.get("orgId") if isinstance(me, Mapping) else None
        strange = len(rows) == 1 and isinstance(home, str) and not _same(home, rows[0])
        if len(rows) != 1 or strange:
            raise UsageWrong(
                f"the token sees {len(rows)} organizations"
                f"{', and its own is another one' if strange else ''}",
                hint="a partner's token cannot be used yet: take one of an administrator or a"
                " service app of the organization itself",
            )
        return Organization(id=str(rows[0]["id"]), name=str(rows[0].get("displayName") or ""))

    async def locations(self) -> tuple[Location, ...]:
        """Return every location with its effective recording vendor, ordered by id."""
        rows = await self._all("/locations")
        try:
            async with asyncio.TaskGroup() as group:
                asked = [group.create_task(self._location(row)) for row in rows]
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None
        return tuple(sorted((task.result() for task in asked), key=lambda each: each.id))

    async def people(self, locations: Iterable[Location]) -> AsyncIterator[Subject]:
        """Yield every person, page by page as Webex hands them out; machines are left out."""
        by_id = {each.id: each for each in locations}
        licenses = calling_licenses(await self._all("/licenses"))
        async for rows in pages(self._session, "/people", "items", _PEOPLE):
            for row in rows:
                person = person_of(row, by_id, licenses)
                if person is not None:
                    yield person

    async def memberships(self) -> Mapping[SubjectId, tuple[Group, ...]] | None:
        """Return the groups of everybody who is in one; None: they could not be read whole."""
        return await read_memberships(self._session)

    async def _all(self, path: str) -> list[Row]:
        return [row async for rows in pages(self._session, path, "items") for row in rows]

    async def _location(self, row: Row) -> Location:
        identity = str(row["id"]).rstrip("=")
        return Location(
            id=LocationId(identity),
            name=str(row.get("name") or ""),
            vendor=await self._vendor(identity),
        )

    async def _vendor(self, location: str) -> str | None:
        """Return the name of the vendor that counts there; None: it could not be read.

        Source: OpenAPI, location call recording vendors; the location's own vendor counts unless
        `orgDefaultEnabled` (inferred).
        """
        path = f"/telephony/config/locations/{quote(location, safe='')}/callRecording/vendors"
        result = await self._session.get(path)
        if isinstance(result, Answer) and result.status == _UNAUTHORIZED:
            succeeded(result, f"GET {path}")
        if not isinstance(result, Answer) or not isinstance(result.value, Mapping):
            structlog.get_logger().warning(
                "webex.vendor_unread",
                path=path,
                happened=result.status if isinstance(result, Answer) else result.reason,
                tracking=result.tracking,
            )
            return None
        follows = result.value.get("orgDefaultEnabled")
        if not isinstance(follows, bool):
            return None
        name = result.value.get("orgDefaultVendorName" if follows else "defaultVendorName")
        return name if isinstance(name, str) and name else None


def _same(organization: str, row: Row) -> bool:
    return organization_key(organization) == organization_key(str(row["id"]))
