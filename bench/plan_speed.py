"""What the verb `plan` takes from loaded policies to a plan: reading, assigning, comparing.

The whole path of `runs.plan_run.plan_live` through the real transport, over loopback, against a
sandbox without a limit in a process of its own. Rendering is not in it.
"""

import resource
import time
from pathlib import Path

import structlog

from bench.read_speed import Figures, open_session, run
from bench.sandbox_process import sandbox
from reconciler.cli.wiring import Webex
from reconciler.clock import SystemClock
from reconciler.plan.changes import Plan
from reconciler.policy.load import load_policies
from reconciler.progress import Silent
from reconciler.runs.plan_run import plan_live
from reconciler.webex.directory import WebexDirectory
from reconciler.webex.documents import WebexDocuments

__all__ = ["plan_speed"]

_POLICIES = Path(__file__).parent.parent / "policies"


def plan_speed(people: int = 10_000) -> Figures:
    """Plan an organization once and return what that took of this process."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    with sandbox(people) as (url, token):
        cpu, wall = time.process_time(), time.perf_counter()
        plan, requests = run(_plan(url, token))
        return Figures(
            documents=plan.counts.to_change + plan.counts.in_sync,
            requests=requests,
            cpu_s=time.process_time() - cpu,
            wall_s=time.perf_counter() - wall,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


async def _plan(url: str, token: str) -> tuple[Plan, int]:
    session = open_session(url, token)
    far_side = Webex(
        base_url=session.base_url,
        directory=WebexDirectory(session),
        documents=WebexDocuments(session),
    )
    try:
        loaded = load_policies(_POLICIES)
        plan = await plan_live(loaded, far_side, clock=SystemClock(), progress=Silent())
    finally:
        await session.aclose()
    return plan, session.counts.requests
