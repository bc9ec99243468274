"""Importing and planning again changes nothing, whatever the organization looks like."""

from contextlib import suppress
from dataclasses import replace

import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.cli.logs import set_up_logs
from reconciler.plan.infer import infer
from reconciler.policy.policy_text import PolicyText
from reconciler.policy.understand import understand
from reconciler.policy.yaml_writer import write_draft
from reconciler.readings import Document
from reconciler.runs.plan_run import plan_offline
from reconciler.sandbox.population import populate
from reconciler.sandbox.rejections import Rejection
from reconciler.subjects import Attribute, SettingName, SubjectKind
from tests.inventory.inventories import inventories
from tests.laws.test_plan_laws import organizations
from tests.plan.organization_builder import NOW
from tests.virtual_time import run
from tests.webex.test_against_sandbox import door, read_all


@pytest.fixture(autouse=True, scope="module")
def _quiet():
    set_up_logs(level="error", json=False, color=False)
    yield
    structlog.reset_defaults()


class Noon:
    def now(self):
        return NOW

    def monotonic(self):
        return 0.0

    async def sleep(self, seconds):
        raise AssertionError(seconds)


def imported(inventory):
    """Return the policies that an import would write, loaded: no error, or this raises."""
    files = write_draft(infer(inventory).draft, "An import.")
    return understand([PolicyText(path=f"p/{name}", content=text) for name, text in files.items()])


def check(inventory):
    loaded = imported(inventory)
    plan = plan_offline(loaded, inventory, clock=Noon())
    assert plan.changes == ()
    assert {each.coverage for each in plan.gaps} <= {"ineligible"}
    inferred = infer(inventory)
    assert inferred.governed + len(inferred.left_out) == len(inventory.subjects)
    documents = len({repr(sorted(each.settings.items())) for each in documents_of(inventory)})
    assert len(loaded.policies.profiles) <= documents
    return loaded, plan


def documents_of(inventory):
    return [each for each in inventory.documents.values() if hasattr(each, "settings")]


edits = st.fixed_dictionaries(
    {},
    optional={
        "enabled": st.booleans(),
        "record": st.sampled_from(["Never", "Always", "Always with Pause/Resume"]),
        "recordVoicemailEnabled": st.booleans(),
        "repeat": st.fixed_dictionaries(
            {"enabled": st.booleans(), "interval": st.integers(10, 1800)}
        ),
        "notification": st.sampled_from(
            [{"enabled": True, "type": "Beep"}, {"enabled": False, "type": "None"}]
        ),
    },
)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(10, 60), st.lists(edits, max_size=8), st.data())
def test_importing_any_sandbox_organization_and_planning_changes_nobody(seed, size, changes, data):
    organization = populate(people=size, seed=seed)
    emails = sorted(each.email for each in organization.people.values())
    for change in changes:
        with suppress(Rejection):  # as Webex would: this person cannot have that
            organization.edit(data.draw(st.sampled_from(emails)), change)
    organization.calling_failures.update(data.draw(st.sets(st.sampled_from(emails), max_size=3)))
    check(run(read_all(door(organization))))


@settings(deadline=None)
@given(organizations())
def test_importing_small_organizations_of_every_shape_changes_nobody(inventory):
    check(inventory)


@settings(deadline=None)
@given(inventories())
def test_no_name_however_odd_breaks_what_is_written(inventory):
    check(inventory)


@settings(deadline=None)
@given(inventories() | organizations())
def test_whoever_could_not_be_read_is_not_changed_once_that_is_possible(inventory):
    unread = {each.subject.id for each in infer(inventory).left_out if each.unread}
    loaded = imported(inventory)
    on = Document(settings={SettingName("recording.enabled"): True})
    off = Document(settings={SettingName("recording.enabled"): False})
    for found in (on, off):
        documents = {
            key: found if key.subject in unread else reading
            for key, reading in inventory.documents.items()
        }
        later = replace(inventory, documents=documents)
        assert plan_offline(loaded, later, clock=Noon()).changes == ()


@pytest.mark.parametrize("people", [10, 1_000])
def test_everybody_with_a_document_is_governed_after_an_import(people):
    inventory = run(read_all(door(populate(people=people, seed=7))))
    loaded, plan = check(inventory)
    assert plan.counts.in_sync == len(documents_of(inventory))
    assert len(loaded.policies.policies) <= 3 * len(loaded.policies.profiles)
    assert all(Attribute.LOCATION not in each.unknown for each in inventory.subjects)
    assert all(each.kind is SubjectKind.PERSON for each in inventory.subjects)
