"""Settings out of a checked tree, in the order of the catalog."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reconciler.catalog.document_types import RECORDING
from reconciler.catalog.level import RecordingLevel
from reconciler.catalog.settings import SETTINGS, Setting
from reconciler.catalog.value_schema import fits
from reconciler.policy.controls import Requirement
from reconciler.policy.node_values import child, items_of, text_at
from reconciler.policy.settings_language import LEVEL_KEY, UNMANAGED
from reconciler.policy.yaml_tree import Node, ScalarNode
from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import SettingName, SettingValue

__all__ = ["WrittenSettings", "least_level", "requirements", "settings_in"]

_ROWS = tuple(row for row in SETTINGS if row.document == RECORDING.name)
_LEVELS = {str(level): level for level in RecordingLevel}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSettings:
    """What one mapping of settings says."""

    values: Mapping[SettingName, SourcedValue[SettingValue]]
    unmanaged: Mapping[SettingName, SourceSpan]
    """Settings about which it says that policy says nothing."""


def settings_in(node: Node | None) -> WrittenSettings:
    """Return the settings of a mapping; `unmanaged` above a setting counts for it."""
    values: dict[SettingName, SourcedValue[SettingValue]] = {}
    unmanaged: dict[SettingName, SourceSpan] = {}
    for row, leaf in _leaves(node):
        if isinstance(leaf, ScalarNode) and leaf.value == UNMANAGED:
            unmanaged[row.name] = leaf.span
        elif isinstance(leaf, ScalarNode) and fits(row.schema, leaf.value):
            values[row.name] = SourcedValue(_setting_value(leaf), leaf.span)
    return WrittenSettings(values=values, unmanaged=unmanaged)


def requirements(node: Node | None) -> dict[SettingName, Requirement]:
    """Return what a control requires of each setting: a value, or one of a list."""
    found: dict[SettingName, Requirement] = {}
    for row, leaf in _leaves(node):
        values = tuple(
            _setting_value(item)
            for item in items_of(leaf) or (leaf,)
            if isinstance(item, ScalarNode) and fits(row.schema, item.value)
        )
        if values:
            found[row.name] = Requirement(values=values, span=leaf.span)
    return found


def least_level(node: Node | None) -> RecordingLevel | None:
    """Return the recording level that a control requires at least."""
    return _LEVELS.get(text_at(child(node, LEVEL_KEY), "min") or "")


def _leaves(node: Node | None) -> Iterator[tuple[Setting, Node]]:
    """Yield each setting that is said, with its value or the `unmanaged` above it."""
    for row in _ROWS:
        leaf = node
        for key in row.path:
            leaf = leaf if _is_unmanaged(leaf) else child(leaf, key)
        if leaf is not None:
            yield row, leaf


def _is_unmanaged(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and node.value == UNMANAGED


def _setting_value(node: ScalarNode) -> SettingValue:
    assert not isinstance(node.value, float), "no setting is a fraction"  # noqa: S101
    return node.value
