"""A YAML file as a tree of frozen values, each with the place where it was written.

Values only. Building the tree is `yaml_reader`'s work, judging it `check`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from reconciler.source import SourceSpan
from reconciler.values import JSONValue

__all__ = [
    "BrokenNode",
    "Entry",
    "ListNode",
    "MapNode",
    "Node",
    "NodePath",
    "ScalarNode",
    "at",
    "is_sound",
    "plain",
]

NodePath: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the root of a file."""


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One text, number, truth value or null."""

    value: bool | int | float | str | None
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class ListNode:
    """A sequence."""

    items: "tuple[Node, ...]"
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, with the key's own place."""

    key_span: SourceSpan
    value: "Node"


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping. Keys are texts as written; of a key that stands twice, the first counts."""

    entries: Mapping[str, Entry]
    span: SourceSpan
    complete: bool = True
    """False: something that could have brought more keys was refused (a merge key)."""


@dataclass(frozen=True, slots=True)
class BrokenNode:
    """Something stands here that was refused already; nobody needs to complain again."""

    span: SourceSpan


Node: TypeAlias = ScalarNode | ListNode | MapNode | BrokenNode


def at(root: Node, path: NodePath) -> Node:
    """Return the node at a path, or the last node on the way where the path leaves the tree."""
    node = root
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str):
            node = node.entries[step].value
        elif isinstance(node, ListNode) and isinstance(step, int):
            node = node.items[step]
        else:
            break
    return node


def plain(node: Node) -> JSONValue:
    """Return the tree without places; null where something is broken."""
    match node:
        case ScalarNode(value=value):
            return value
        case ListNode(items=items):
            return [plain(item) for item in items]
        case MapNode(entries=entries):
            return {key: plain(entry.value) for key, entry in entries.items()}
        case BrokenNode():
            return None
        case _:
            assert_never(node)


def is_sound(node: Node) -> bool:
    """Say whether nothing below was refused, so that what is absent was really not written."""
    match node:
        case ScalarNode():
            return True
        case ListNode(items=items):
            return all(is_sound(item) for item in items)
        case MapNode(entries=entries, complete=complete):
            return complete and all(is_sound(entry.value) for entry in entries.values())
        case BrokenNode():
            return False
        case _:
            assert_never(node)
