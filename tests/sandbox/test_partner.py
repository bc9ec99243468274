"""A partner's token reaches two organizations, and its own one by default."""

import pytest

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.partnership import partner_organization, partner_token
from reconciler.sandbox.population import populate
from tests.sandbox.sandbox_client import ADA, sandbox

ADA_OF_THE_PARTNER = "ada.okafor@harbour.example"


@pytest.fixture
def partnered():
    partner = partner_organization()
    return sandbox(others=(partner,)), partner, partner_token(partner)


def emails(answer):
    return {each["emails"][0] for each in answer.json()["items"]}


def test_a_partner_sees_both_organizations(partnered):
    box, partner, token = partnered
    items = box.get("/organizations", token=token).json()["items"]
    assert [each["id"] for each in items] == [box.organization.id, partner.id]
    for each in items:
        assert box.get(f"/organizations/{each['id']}", token=token).json() == each


def test_without_an_organization_id_everything_is_about_the_partners_own(partnered):
    box, partner, token = partnered
    assert emails(box.get("/people", token=token)) == {
        each.email for each in partner.people.values()
    }
    named = box.get(f"/people?orgId={box.organization.id}", token=token)
    assert ADA in emails(named)
    assert ADA_OF_THE_PARTNER not in emails(named)


def test_a_write_without_an_organization_id_misses_the_customer(partnered):
    box, _, token = partnered
    path = box.recording_path(ADA)
    assert box.ask("PUT", path, json={"record": "Always"}, token=token).status_code == 404
    for key in (box.organization.id, bare_key(box.organization.id)):
        named = f"{path}?orgId={key}"
        assert box.ask("PUT", named, json={"record": "Always"}, token=token).status_code == 204
    assert box.recording(ADA)["record"] == "Always"


def test_reads_of_one_item_take_no_organization_id(partnered):
    box, partner, token = partnered
    for organization in (box.organization, partner):
        person, room = next(iter(organization.people)), next(iter(organization.workspaces))
        group, held = next(iter(organization.groups)), next(iter(organization.licenses))
        for path in (f"/people/{person}", f"/workspaces/{room}", f"/groups/{group}"):
            assert box.get(path, token=token).json()["orgId"] == organization.id
        assert box.get(f"/licenses/{held}", token=token).status_code == 200


def test_a_third_organization_is_out_of_reach(partnered):
    box, _, token = partnered
    stranger = populate(people=10, seed=99)
    answer = box.get(f"/people?orgId={stranger.id}", token=token)
    assert answer.status_code == 403


def test_the_customers_token_does_not_reach_the_partner(partnered):
    box, partner, _ = partnered
    assert box.get(f"/people?orgId={partner.id}").status_code == 403
    assert len(box.get("/organizations").json()["items"]) == 1


def test_who_the_token_acts_for_is_one_of_the_partners_people(partnered):
    box, _, token = partnered
    for query in ("", f"?orgId={box.organization.id}"):
        shown = box.get(f"/people/me{query}", token=token).json()
        assert shown["emails"] == ["cy.novak@harbour.example"]
