"""Applying a plan to the sandbox leaves nothing to plan, whoever lives there.

Through the wire, in process, on virtual time; under a rate limit, and over the sandbox switches
that concern people. `make soak` takes many more organizations.
"""

import asyncio
import random

import httpx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reconciler.cli.wiring import Webex
from reconciler.outcomes import AlreadySo, Applied
from reconciler.policy.load import load_policies
from reconciler.progress import Silent
from reconciler.runs.apply_run import apply_plan
from reconciler.runs.plan_run import plan_live
from reconciler.sandbox.application import build_application
from reconciler.sandbox.limits import TokenBucket
from reconciler.sandbox.population import populate
from reconciler.sandbox.switches import Switches
from reconciler.webex.directory import WebexDirectory
from reconciler.webex.documents import WebexDocuments
from reconciler.webex.session import Session
from reconciler.webex.tokens import FixedToken
from tests.test_docs import ROOT
from tests.virtual_time import VirtualClock, run

BASE_URL = "http://127.0.0.1/v1"
LOADED = load_policies(ROOT / "policies")

switches = st.builds(
    Switches,
    merge=st.sampled_from(["deep", "shallow"]),
    wipe_on_disable=st.booleans(),
    sparse_while_off=st.booleans(),
    selective_fields=st.booleans(),
    made_up_field=st.booleans(),
    visible_after_s=st.sampled_from([0.0, 2.5]),
)


async def converge(organization, chosen, limit):
    """Plan, apply, plan again; return the outcomes and the second plan."""
    clock = VirtualClock()
    application = build_application(
        organization, switches=chosen, limit=limit, monotonic=asyncio.get_running_loop().time
    )
    session = Session(
        httpx.ASGITransport(app=application),
        base_url=BASE_URL,
        tokens=FixedToken(organization.admin_token),
        clock=clock,
        progress=Silent(),
        read_only=False,
        budget_s=300,
        jitter=random.Random(7),  # noqa: S311 - spreads waits
    )
    far_side = Webex(
        base_url=BASE_URL, directory=WebexDirectory(session), documents=WebexDocuments(session)
    )
    plan = await plan_live(LOADED, far_side, clock=clock, progress=Silent())
    conclusion = await apply_plan(
        plan, far_side, clock=clock, progress=Silent(), stopped=lambda: False
    )
    again = await plan_live(LOADED, far_side, clock=clock, progress=Silent())
    await session.aclose()
    return [each.outcome for each in conclusion.concluded], again


def check(seed, people, chosen, rate):
    organization = populate(people=people, seed=seed)
    limit = TokenBucket(rate=rate, burst=rate) if rate else None
    names = {each.department for each in organization.people.values()}
    assume({"Trading", "Sales", "Service Desk", "Legal"} <= names)  # else the policies are wrong
    outcomes, again = run(converge(organization, chosen, limit))
    assert {type(each) for each in outcomes} <= {Applied, AlreadySo}
    assert again.changes == ()


CASES = {
    "seed": st.integers(0, 10_000),
    "people": st.integers(30, 60),
    "chosen": switches,
    "rate": st.sampled_from([0, 5, 50]),
}
HARD = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(HARD, max_examples=12)
@given(**CASES)
def test_applying_a_plan_leaves_nothing_to_plan(seed, people, chosen, rate):
    check(seed, people, chosen, rate)


@pytest.mark.soak
@settings(HARD, max_examples=300)
@given(**CASES)
def test_applying_a_plan_leaves_nothing_to_plan_in_many_organizations(seed, people, chosen, rate):
    check(seed, people, chosen, rate)
