"""Turning chance into what stands around the people: extra lines, rooms with phones, groups.

It draws from a source of chance of its own, so that the people of a seed stay who they are.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from reconciler.sandbox.device_record import Group, RecordedKind, VirtualLine, Workspace
from reconciler.sandbox.identifiers import bare_key, random_uuid, webex_id
from reconciler.sandbox.northwind import PROFESSIONAL, WORKSPACES
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.person_record import License, Location
from reconciler.sandbox.recording_habits import PHONE_HABITS
from reconciler.sandbox.rejections import Rejection

__all__ = ["fit_out"]

_CLUSTER = "urn:TEAM:eu-central-1_k"
_LINES = (
    ("Trading", "Hotline"), ("Complaints", "Line"), ("Order", "Desk"), ("Claims", "Line"),
    ("Settlement", "Desk"), ("Night", "Desk"), ("Press", "Office"), ("Client", "Care"),
)  # fmt: skip
_ROOMS = (
    ("Dealer Room", "other", 12, True), ("Lobby", "notSet", None, False),
    ("Boardroom", "meetingRoom", 16, True), ("Trading Floor", "open", 40, True),
    ("Reception", "desk", None, False), ("Hot Desk", "desk", 1, False),
    ("Kitchen", "notSet", None, False), ("Interview Room", "huddle", 4, True),
)  # fmt: skip
_PEOPLE_PER_LINE, _PEOPLE_PER_ROOM, _FEWEST = 25, 20, 4
_WITHOUT_NUMBER, _WITHOUT_CALLING, _WITH_DEVICE = 0.3, 0.15, 0.6
_FIRST_LINE, _FIRST_ROOM = 5000, 7000
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_GROUPS = {"Trading Floor": "Trading", "Service Agents": "Service Desk", "Legal": "Legal"}


def fit_out(organization: Organization, chance: random.Random) -> None:
    """Give the organization virtual lines, workspaces and groups that look real."""
    fitter = _Fitter(organization=organization, chance=chance)
    license_id = fitter.buy_workspace_license()
    for line in fitter.lines():
        organization.virtual_lines[line.id] = line
        _configure(organization, line, chance)
    for room in fitter.rooms(license_id):
        organization.workspaces[room.id] = room
        if room.license_id is not None:
            _configure(organization, room, chance)
    organization.groups = {each.id: each for each in fitter.groups()}


def _configure(
    organization: Organization, phone: VirtualLine | Workspace, chance: random.Random
) -> None:
    kind: RecordedKind = "virtual_line" if isinstance(phone, VirtualLine) else "workspace"
    for body in chance.choice(PHONE_HABITS):
        try:
            organization.write_recording(phone.id, body, kind)
        except Rejection:
            # A basic workspace has no recording settings.
            break


@dataclass(slots=True, kw_only=True)
class _Fitter:
    organization: Organization
    chance: random.Random
    _taken: Counter[tuple[str, int]] = field(default_factory=Counter)

    def buy_workspace_license(self) -> str:
        key = bare_key(self.organization.id)
        bought = License(
            id=webex_id("LICENSE", f"{key}:BCCA_{random_uuid(self.chance)}"),
            name=WORKSPACES,
            total_units=max(10, len(self.organization.people) // _PEOPLE_PER_ROOM),
            subscription_id="Sub100238",
        )
        self.organization.licenses[bought.id] = bought
        return bought.id

    def lines(self) -> Iterator[VirtualLine]:
        for number in range(max(_FEWEST, len(self.organization.people) // _PEOPLE_PER_LINE)):
            location = self._anywhere()
            extension = self._extension(location, _FIRST_LINE)
            first, last = _LINES[number % len(_LINES)]
            yield VirtualLine(
                id=webex_id("VIRTUAL_LINE", random_uuid(self.chance)),
                first_name=f"{location.name} {first}",
                last_name=last,
                location_id=location.id,
                extension=extension,
                phone_number=self._number(location, extension),
                devices=int(self.chance.random() < _WITH_DEVICE),
                external_identifier=self._external_identifier(),
            )

    def rooms(self, basic_license: str) -> Iterator[Workspace]:
        licenses = self.organization.licenses.values()
        professional_license = next(each.id for each in licenses if each.name == PROFESSIONAL)
        for number in range(max(_FEWEST, len(self.organization.people) // _PEOPLE_PER_ROOM)):
            name, kind, capacity, professional = _ROOMS[number % len(_ROOMS)]
            location = self._anywhere()
            # The first few always call, so that every size has both licenses.
            calling = number < _FEWEST or self.chance.random() >= _WITHOUT_CALLING
            extension = self._extension(location, _FIRST_ROOM) if calling else None
            yield Workspace(
                id=webex_id("PLACE", random_uuid(self.chance), _CLUSTER),
                display_name=f"{location.name} {name} {1 + number // len(_ROOMS)}",
                type=kind,
                capacity=capacity,
                supported_devices="phones",
                created=f"2023-0{1 + number % 9}-01T08:00:00.000Z",
                location_id=location.id,
                license_id=(professional_license if professional else basic_license)
                if calling
                else None,
                professional=professional,
                extension=extension,
                phone_number=self._number(location, extension) if extension else None,
                external_identifier=self._external_identifier(),
            )

    def groups(self) -> Iterator[Group]:
        key = bare_key(self.organization.id)
        for name, department in _GROUPS.items():
            yield Group(
                id=webex_id("SCIM_GROUP", f"{random_uuid(self.chance)}:{key}"),
                name=name,
                created="2024-02-01T08:00:00.000Z",
                members=tuple(
                    each.id
                    for each in self.organization.people.values()
                    if each.department == department
                ),
            )

    def _anywhere(self) -> Location:
        return self.chance.choice(tuple(self.organization.locations.values()))

    def _extension(self, location: Location, first: int) -> str:
        self._taken[location.id, first] += 1
        return str(first + self._taken[location.id, first])

    def _number(self, location: Location, extension: str) -> str | None:
        if self.chance.random() < _WITHOUT_NUMBER:
            return None
        return location.number_prefix + extension

    def _external_identifier(self) -> str:
        name = "".join(self.chance.choices(_LETTERS, k=10))
        return f"{name}@52817093.int10.bcld.webex.com"
