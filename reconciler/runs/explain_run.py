"""The verb `explain`: one person in, everything that decides about that person out."""

from dataclasses import dataclass
from datetime import date

from reconciler.catalog.document_types import RECORDING
from reconciler.clock import Clock
from reconciler.errors import UsageWrong
from reconciler.inventory.membership import in_groups
from reconciler.inventory.snapshot import DocumentKey, Inventory
from reconciler.plan.explanation import Explanation, explain
from reconciler.plan.references import asks_for_groups
from reconciler.policy.load import Loaded
from reconciler.policy.selection import folded
from reconciler.progress import Progress
from reconciler.runs.evaluation import evaluation
from reconciler.runs.far_side import ReadSide
from reconciler.runs.reading import refuse_foreign
from reconciler.subjects import Subject

__all__ = ["Ambiguous", "explain_live", "explain_offline"]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several subjects answer to what was asked for."""

    asked: str
    candidates: tuple[Subject, ...]


async def explain_live(  # noqa: PLR0913 - the question, whom to ask, and the world
    loaded: Loaded,
    asked: str,
    far_side: ReadSide,
    *,
    clock: Clock,
    progress: Progress,
    as_of: date | None = None,
) -> Explanation | Ambiguous:
    """Return the explanation of one person as Webex reports it now; only that document is read.

    Raises:
        PlanStale: the policies are pinned to another organization.
        UsageWrong: nobody answers to what was asked for.
        WebexError: the organization could not be listed.
    """
    organization = await far_side.directory.organization()
    refuse_foreign(loaded, organization)
    locations = await far_side.directory.locations()
    progress.start("listing people", None)
    memberships = await far_side.directory.memberships() if asks_for_groups(loaded.policies) else {}
    people = [in_groups(each, memberships) async for each in far_side.directory.people(locations)]
    progress.finish()
    found = _found(asked, people)
    if len(found) > 1:
        return Ambiguous(asked, found)
    reading = await far_side.documents.read(found[0], RECORDING.name)
    inventory = Inventory(
        organization=organization,
        base_url=far_side.base_url,
        taken_at=clock.now(),
        locations=locations,
        subjects=found,
        documents={DocumentKey(found[0].id, RECORDING.name): reading},
    )
    day = evaluation(loaded.policies, clock.now(), as_of).day
    return explain(loaded.policies, inventory, found[0], day)


def explain_offline(
    loaded: Loaded,
    asked: str,
    inventory: Inventory,
    *,
    clock: Clock,
    as_of: date | None = None,
) -> Explanation | Ambiguous:
    """Return the explanation of one subject of a snapshot. Nothing is asked of Webex.

    Raises:
        PlanStale: the policies are pinned to another organization than the snapshot's.
        UsageWrong: nobody answers to what was asked for.
    """
    refuse_foreign(loaded, inventory.organization)
    found = _found(asked, inventory.subjects)
    if len(found) > 1:
        return Ambiguous(asked, found)
    day = evaluation(loaded.policies, clock.now(), as_of).day
    return explain(loaded.policies, inventory, found[0], day)


def _found(asked: str, subjects: list[Subject] | tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return whoever answers: by id or address, else by name, else by the beginning of either."""
    text = folded(asked.strip())
    exact = [each for each in subjects if text in {folded(each.id), *map(folded, each.emails)}]
    named = [each for each in subjects if folded(each.name) == text]
    begun = [
        each
        for each in subjects
        if any(folded(word).startswith(text) for word in (each.name, *each.emails))
    ]
    for found in (exact, named, begun if text else []):
        if found:
            return tuple(sorted(found, key=lambda each: each.label))
    raise UsageWrong(
        f"nobody answers to '{asked}'", hint="an email address, an id, or how a name begins"
    )
