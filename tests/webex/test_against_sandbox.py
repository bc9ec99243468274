"""The whole wire against the sandbox organization, in process and on a virtual clock."""

import asyncio
from collections import Counter

import httpx
import pytest

from reconciler.catalog.document_types import RECORDING
from reconciler.errors import WebexRefused
from reconciler.inventory.collect import collect
from reconciler.inventory.snapshot import DocumentKey, Inventory, inventory_digest
from reconciler.readings import Accepted, Document
from reconciler.sandbox.application import build_application
from reconciler.sandbox.limits import TokenBucket
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.population import populate
from reconciler.subjects import License, SettingName, SubjectId
from reconciler.webex.directory import WebexDirectory
from reconciler.webex.documents import WebexDocuments
from reconciler.webex.session import Session
from tests.virtual_time import VirtualClock, run
from tests.webex.scripted import Notes, session_to

BASE_URL = "http://sandbox/v1"


def door(
    organization: Organization, *, limit: TokenBucket | None = None, read_only: bool = True
) -> Session:
    clock = VirtualClock()
    application = build_application(organization, limit=limit, monotonic=clock.monotonic)
    return session_to(
        httpx.ASGITransport(app=application),
        base_url=BASE_URL,
        token=organization.admin_token,
        read_only=read_only,
    )


async def read_all(session: Session) -> Inventory:
    return await collect(
        WebexDirectory(session),
        WebexDocuments(session),
        clock=VirtualClock(),
        progress=Notes(),
        base_url=BASE_URL,
    )


def test_everybody_is_read_with_every_document() -> None:
    organization = populate(people=60, seed=7)
    inventory = run(read_all(door(organization)))
    assert len(inventory.subjects) == 60
    calling = [each for each in inventory.subjects if each.license is not License.NONE]
    assert {key.subject for key in inventory.documents} == {each.id for each in calling}
    assert Counter(type(each) for each in inventory.documents.values())[Document] == len(calling)
    assert all(each.location in inventory.locations for each in calling)
    assert all(each.vendor for each in inventory.locations)


def test_a_limit_changes_how_long_it_takes_and_nothing_else() -> None:
    free = run(read_all(door(populate(people=250, seed=7))))
    session = door(populate(people=250, seed=7), limit=TokenBucket(rate=10, burst=20))
    limited = run(read_all(session))
    assert inventory_digest(limited) == inventory_digest(free)
    assert session.counts.turned_away > 0
    assert session.counts.turned_away < 0.3 * session.counts.requests


def test_the_limit_is_used_well() -> None:
    async def timed() -> tuple[float, int]:
        session = door(populate(people=250, seed=7), limit=TokenBucket(rate=10, burst=20))
        await read_all(session)
        counts = session.counts
        return asyncio.get_running_loop().time(), counts.requests - counts.turned_away

    seconds, answered = run(timed())
    assert answered / seconds > 0.5 * 10


def test_what_is_written_is_read_back() -> None:
    organization = populate(people=60, seed=7)
    session = door(organization, read_only=False)
    enabled, kind = SettingName("recording.enabled"), SettingName("recording.notification.type")

    async def change() -> None:
        inventory, documents = await read_all(session), WebexDocuments(session)
        subject = next(
            each
            for each in inventory.subjects
            if isinstance(document := inventory.documents.get(_key(each.id)), Document)
            and document.settings[enabled] is True
            and each.license is License.PROFESSIONAL
        )
        wanted: dict[SettingName, bool | int | str | None] = {
            enabled: True,
            kind: "None",
            SettingName("recording.notification.enabled"): False,
            SettingName("recording.record"): "Always",
        }
        answer = await documents.write(subject, RECORDING.name, wanted, {})
        assert isinstance(answer, Accepted)
        after = await documents.read(subject, RECORDING.name)
        assert isinstance(after, Document)
        assert {name: after.settings[name] for name in wanted} == wanted

    run(change())


def _key(subject: SubjectId) -> DocumentKey:
    return DocumentKey(subject, RECORDING.name)


def test_an_expired_token_is_a_refusal() -> None:
    organization = populate(people=60, seed=7)
    organization.expire_token(organization.admin_token)
    with pytest.raises(WebexRefused):
        run(read_all(door(organization)))
