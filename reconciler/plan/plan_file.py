"""A plan as a file that people review and another process carries out.

Two digests: `content` says that two plans ask for the same from the same inputs, wherever and
whenever they were made; `id` covers every word of the file, so an edited one is recognized.
"""

from dataclasses import dataclass
from typing import Final

import msgspec

from reconciler.errors import PlanStale
from reconciler.organization import organization_key
from reconciler.plan.changes import Plan
from reconciler.values import JSONValue, canonical, digest

__all__ = [
    "FORMAT",
    "PlanFile",
    "content_digest",
    "dump_plan",
    "load_plan",
    "plan_id",
    "plan_schema",
]

FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """What stands in a plan file."""

    format: int
    """The version of this layout."""
    id: str
    """SHA-256 over everything else in the file."""
    content: str
    """SHA-256 over the inputs and the changes; the same on every machine."""
    plan: Plan


def content_digest(plan: Plan) -> str:
    """Return the digest that depends on inputs and changes only, not on places or times."""
    changes = [
        {
            "subject": [change.subject.kind, change.subject.id],
            "document": change.document,
            "desired": change.desired,
            "steps": [[step.setting, step.before, step.after] for step in change.changes],
        }
        for change in sorted(plan.changes, key=lambda each: (each.subject.id, each.document))
    ]
    return digest(
        organization_key(plan.organization.id),
        plan.pins.policy_digest,
        plan.pins.inventory_digest,
        plan.evaluation_date,
        changes,
    )


def plan_id(plan: Plan) -> str:
    """Return the digest over every word of the plan: 64 hex digits."""
    return digest(FORMAT, content_digest(plan), plan)


def dump_plan(plan: Plan) -> bytes:
    """Return the file: JSON with sorted keys, indented for the people who review it."""
    file = PlanFile(format=FORMAT, id=plan_id(plan), content=content_digest(plan), plan=plan)
    return msgspec.json.format(canonical(file), indent=1) + b"\n"


def load_plan(data: bytes, name: str) -> Plan:
    """Return the plan of a file; `name` is what messages call the file.

    Raises:
        PlanStale: it is no plan, of a foreign format, or one word of it was changed.
    """
    again = "make the plan again with `reconciler plan --out`"
    try:
        format_ = msgspec.json.decode(data, type=_Format).format
        if format_ != FORMAT:
            message = f"{name} has plan format {format_}; this program reads format {FORMAT}"
            raise PlanStale(message, hint=again)
        file = msgspec.json.decode(data, type=PlanFile, strict=True)
    except msgspec.MsgspecError as error:
        raise PlanStale(f"{name} is not a whole plan: {error}", hint=again) from error
    # Byte for byte: a key given twice, or one the decoder has no place for, is an edit too.
    if data != dump_plan(file.plan):
        message = f"{name} was edited after it was made: its content does not match its id"
        raise PlanStale(message, hint=again)
    return file.plan


def plan_schema() -> dict[str, JSONValue]:
    """Return the JSON Schema (draft 2020-12) of a plan file."""
    schema: dict[str, JSONValue] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:reconciler:schemas:plan:1",
        "title": "reconciler plan",
    }
    return schema | msgspec.json.schema(PlanFile)


@dataclass(frozen=True, slots=True)
class _Format:
    format: int
