"""Values out of a checked tree: what is there and sound, or nothing.

Rule: no question here fails. A node of another type was refused by `check`.
"""

from collections.abc import Iterator
from datetime import date

from reconciler.policy.yaml_tree import Entry, ListNode, MapNode, Node, ScalarNode
from reconciler.source import SourcedValue, SourceSpan

__all__ = [
    "child",
    "date_at",
    "entries_of",
    "items_of",
    "key_span",
    "sourced_text",
    "sourced_texts",
    "text_at",
    "texts_at",
    "whole_at",
]


def child(node: Node | None, key: str) -> Node | None:
    """Return the value of a key."""
    entry = node.entries.get(key) if isinstance(node, MapNode) else None
    return None if entry is None else entry.value


def key_span(node: Node, key: str) -> SourceSpan:
    """Return where a key stands, or else where its mapping begins."""
    entry = node.entries.get(key) if isinstance(node, MapNode) else None
    return node.span if entry is None else entry.key_span


def entries_of(node: Node | None) -> Iterator[tuple[str, Entry]]:
    """Yield the keys of a mapping with their values."""
    yield from node.entries.items() if isinstance(node, MapNode) else ()


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the entries of a list."""
    return node.items if isinstance(node, ListNode) else ()


def text_at(node: Node | None, key: str) -> str | None:
    """Return the text of a key."""
    return _text(child(node, key))


def _text(node: Node | None) -> str | None:
    return node.value if isinstance(node, ScalarNode) and isinstance(node.value, str) else None


def texts_at(node: Node | None, key: str) -> tuple[str, ...]:
    """Return the texts of a key's list."""
    found = map(_text, items_of(child(node, key)))
    return tuple(text for text in found if text is not None)


def sourced_text(node: Node | None, key: str) -> SourcedValue[str] | None:
    """Return the text of a key with its place; None for an empty text too."""
    found = child(node, key)
    text = _text(found)
    return SourcedValue(text, found.span) if found is not None and text else None


def sourced_texts(node: Node | None, key: str) -> tuple[SourcedValue[str], ...]:
    """Return the texts of a key's list with their places."""
    return tuple(
        SourcedValue(text, item.span)
        for item in items_of(child(node, key))
        if (text := _text(item)) is not None
    )


def whole_at(node: Node | None, key: str) -> int:
    """Return the whole number of a key; 0 if there is none."""
    found = child(node, key)
    value = found.value if isinstance(found, ScalarNode) else 0
    return value if isinstance(value, int) else 0


def date_at(node: Node | None, key: str) -> date | None:
    """Return the day of a key."""
    text = text_at(node, key)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:  # refused by `check`
        return None
