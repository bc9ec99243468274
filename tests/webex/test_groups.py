"""Who is in which group, as the sandbox pages it."""

import httpx
import pytest

from reconciler.sandbox.application import build_application
from reconciler.sandbox.population import populate
from reconciler.sandbox.switches import Switches
from reconciler.sandbox.weather import Misfortune, Status, Weather
from reconciler.webex.groups import read_memberships
from tests.virtual_time import run
from tests.webex.scripted import Scripted, in_turn, reply, session_to


def memberships(organization, **options):
    application = build_application(organization, **options)
    transport = httpx.ASGITransport(app=application)
    return run(read_memberships(session_to(transport, token=organization.admin_token)))


def test_everybody_has_the_groups_that_list_them():
    organization = populate(people=40, seed=7)
    found = memberships(organization)
    expected = {
        (who.rstrip("="), group.name)
        for group in organization.groups.values()
        for who in group.members
    }
    assert {(who, group.name) for who, its in found.items() for group in its} == expected
    assert expected


def test_a_list_of_members_that_comes_in_short_decides_nothing():
    organization = populate(people=40, seed=7)
    assert memberships(organization, switches=Switches(members_missing=1)) is None


@pytest.mark.parametrize("path", ["/groups$", "/members$"])
def test_groups_that_may_not_be_read_are_not_known(path):
    organization = populate(people=40, seed=7)
    weather = Weather([Misfortune(trouble=Status(status=403), path=path, times=50)])
    assert memberships(organization, weather=weather) is None


def test_pages_are_followed_by_what_came_and_rows_that_come_twice_count_once():
    def page(members, size=3):
        return reply(value={"memberSize": size, "members": [{"id": each} for each in members]})

    groups = reply(value={"totalResults": 1, "groups": [{"id": "G", "displayName": "Desk"}]})
    transport = Scripted(in_turn(groups, page(["a", "b"]), page(["b", "c"])))
    found = run(read_memberships(session_to(transport)))
    assert {who: [group.name for group in its] for who, its in found.items()} == {
        "a": ["Desk"],
        "b": ["Desk"],
        "c": ["Desk"],
    }
    assert transport.sent[2].url.params["startIndex"] == "3"
