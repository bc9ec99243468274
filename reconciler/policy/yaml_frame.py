"""A list or mapping that the reader is inside of: what comes next, and what is thrown away.

The reader turns events into nodes and hands them here; this file only keeps the order of keys
and values, and forgets what belongs to a key that was refused.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from reconciler.policy.yaml_tree import Entry, ListNode, MapNode, Node
from reconciler.source import SourceSpan

__all__ = ["Expects", "Frame"]


class Expects(Enum):
    """What the next node will be."""

    ITEM = auto()
    KEY = auto()
    VALUE = auto()
    REFUSED_KEY = auto()
    """A list or mapping where a key must stand; its value is refused with it."""
    REFUSED_VALUE = auto()


@dataclass(slots=True)
class Frame:
    """An open list or mapping."""

    span: SourceSpan
    expects: Expects
    """ITEM in a list; KEY at the beginning of a mapping."""
    muted: bool
    """It stands inside something refused; complaints about its content would be noise."""
    anchored: bool = False
    """It, or something it stands in, has a name by which an alias could repeat it."""
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    complete: bool = True
    _key: str = ""
    _key_span: SourceSpan | None = None

    @property
    def key(self) -> str | None:
        """Return the key whose value comes next."""
        return self._key if self.expects is Expects.VALUE else None

    @property
    def mutes(self) -> bool:
        """Say whether whatever comes next is thrown away."""
        return self.muted or self.expects in {Expects.REFUSED_KEY, Expects.REFUSED_VALUE}

    def begin(self, key: str, span: SourceSpan) -> None:
        """Take a key; its value comes next."""
        self._key, self._key_span = key, span
        self.expects = Expects.VALUE

    def refuse_value(self, *, complete: bool) -> None:
        """Throw away the value that comes next. `complete`: no key is missing because of it."""
        self.expects = Expects.REFUSED_VALUE
        self.complete = self.complete and complete

    def refuse_key(self) -> None:
        """Throw away the list or mapping that comes next, and its value."""
        self.expects = Expects.REFUSED_KEY
        self.complete = False

    def place(self, node: Node) -> None:
        """Take a finished node where it belongs."""
        match self.expects:
            case Expects.ITEM:
                self.items.append(node)
            case Expects.VALUE if self._key_span is not None:
                self.entries[self._key] = Entry(self._key_span, node)
                self.expects = Expects.KEY
            case Expects.REFUSED_KEY:
                self.expects = Expects.REFUSED_VALUE
            case _:
                self.expects = Expects.KEY

    def closed(self) -> Node:
        """Return what was collected."""
        if self.expects is Expects.ITEM:
            return ListNode(tuple(self.items), self.span)
        return MapNode(self.entries, self.span, self.complete)
