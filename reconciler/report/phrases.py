"""How values, counts and people are said, once for every renderer."""

from reconciler.plan.changes import Counts
from reconciler.subjects import SettingValue

__all__ = ["count_line", "counted", "people", "say"]


def say(value: SettingValue) -> str:
    """Return a setting value as people and YAML spell it."""
    if value is None:
        return "(not reported)"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def people(count: int) -> str:
    """Return `1 person` or `1,234 people`."""
    return counted(count, "person", "people")


def counted(count: int, one: str, several: str) -> str:
    """Return the number with the right word."""
    return f"{count:,} {one if count == 1 else several}"


def count_line(counts: Counts) -> str:
    """Return the plan's last line: every state that has someone in it, with the change count."""
    rare = (
        (counts.waived, "waived"),
        (counts.held, "held"),
        (counts.unmanaged, "unmanaged"),
        (counts.ineligible, "ineligible"),
        (counts.conflicted, "conflicted"),
        (counts.undetermined, "undetermined"),
    )
    parts = [f"{counts.to_change:,} to change", f"{counts.in_sync:,} in sync"]
    parts += [f"{count:,} {word}" for count, word in rare if count]
    return f"Plan: {', '.join(parts)}."
