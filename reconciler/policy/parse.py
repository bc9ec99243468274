"""A checked tree becomes the values it stands for. No findings arise here.

Rule: whatever `check` let pass is taken, whatever it refused is left out, and the profile or
policy it was part of is marked as not whole.
"""

from collections.abc import Iterator

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.settings import SETTINGS
from reconciler.catalog.value_schema import fits
from reconciler.policy.check import Checked
from reconciler.policy.policy_set import Policy
from reconciler.policy.selection import Selector
from reconciler.policy.written import (
    WrittenFile,
    WrittenOrganization,
    WrittenPolicy,
    WrittenProfile,
)
from reconciler.policy.yaml_tree import Entry, ListNode, MapNode, Node, ScalarNode, is_sound
from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import SettingName, SettingValue

__all__ = ["parse"]

_ROWS = tuple(row for row in SETTINGS if row.document == RECORDING.name)


def parse(tree: Node, checked: Checked) -> WrittenFile:
    """Return what a tree says, as far as it is sound."""
    return WrittenFile(
        span=tree.span,
        organization=_organization(tree),
        profiles=tuple(
            _profile(name, entry, clean=("profiles", name) not in checked.troubled)
            for name, entry in _entries(_child(tree, "profiles"))
        ),
        policies=tuple(
            _policy(node, clean=("policies", index) not in checked.troubled)
            for index, node in enumerate(_items(_child(tree, "policies")))
        ),
    )


def _organization(tree: Node) -> WrittenOrganization | None:
    node = _child(tree, "organization")
    if node is None:
        return None
    span = _key_span(tree, "organization")
    return WrittenOrganization(span=span, id=_sourced_text(_child(node, "id")))


def _profile(name: str, entry: Entry, *, clean: bool) -> WrittenProfile:
    node = entry.value
    return WrittenProfile(
        name=name,
        span=entry.key_span,
        description=_text(_child(node, "description")),
        extends=_sourced_text(_child(node, "extends")),
        settings=dict(_settings(_child(node, "settings"))),
        whole=clean and is_sound(node),
    )


def _settings(node: Node | None) -> Iterator[tuple[SettingName, SourcedValue[SettingValue]]]:
    for row in _ROWS:
        leaf = node
        for key in row.path:
            leaf = _child(leaf, key)
        if isinstance(leaf, ScalarNode) and fits(row.schema, leaf.value):
            assert not isinstance(leaf.value, float), "no setting is a fraction"  # noqa: S101
            yield row.name, SourcedValue(leaf.value, leaf.span)


def _policy(node: Node, *, clean: bool) -> WrittenPolicy:
    name = _sourced_text(_child(node, "name"))
    profile = _sourced_text(_child(node, "profile"))
    match = _child(node, "match")
    exclude = _child(node, "except")
    priority = _child(node, "priority")
    policy = None
    if clean and is_sound(node) and name and profile and match:
        policy = Policy(
            name=name.value,
            profile=profile.value,
            match=_selector(match, _key_span(node, "match")),
            exclude=_selector(exclude, _key_span(node, "except")) if exclude else None,
            priority=_number(priority),
            span=node.span,
            profile_span=profile.span,
            description=_text(_child(node, "description")),
            owner=_text(_child(node, "owner")),
            ticket=_text(_child(node, "ticket")),
        )
    return WrittenPolicy(name=name, profile=profile, policy=policy)


def _selector(node: Node, span: SourceSpan) -> Selector:
    return Selector(
        span=span,
        everyone=_child(node, "everyone") is not None,
        people=_texts(_child(node, "people")),
        locations=_texts(_child(node, "locations")),
        departments=_texts(_child(node, "departments")),
    )


def _child(node: Node | None, key: str) -> Node | None:
    entry = node.entries.get(key) if isinstance(node, MapNode) else None
    return None if entry is None else entry.value


def _key_span(node: Node, key: str) -> SourceSpan:
    return node.entries[key].key_span if isinstance(node, MapNode) else node.span


def _entries(node: Node | None) -> Iterator[tuple[str, Entry]]:
    yield from node.entries.items() if isinstance(node, MapNode) else ()


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else ()


def _text(node: Node | None) -> str | None:
    return node.value if isinstance(node, ScalarNode) and isinstance(node.value, str) else None


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(text for text in map(_text, _items(node)) if text is not None)


def _sourced_text(node: Node | None) -> SourcedValue[str] | None:
    text = _text(node)
    return SourcedValue(text, node.span) if node is not None and text else None


def _number(node: Node | None) -> int:
    value = node.value if isinstance(node, ScalarNode) else 0
    return value if isinstance(value, int) else 0
