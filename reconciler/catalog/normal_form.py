"""Two shapes of one document: nested as Webex spells it, flat as plans compare it.

Nothing here knows the wire's oddities; `webex.wire_form` has removed them before and puts them
back after. Law: `flatten(nest(settings))` gives the settings again.
"""

from collections.abc import Mapping

from reconciler.catalog.document_types import DocumentName
from reconciler.catalog.settings import BY_NAME, SETTINGS, Setting
from reconciler.subjects import SettingName, Settings, SettingValue
from reconciler.values import JSONValue

__all__ = ["flatten", "nest", "observed_value", "top_level"]

_ENABLED = SettingName("recording.enabled")
_MISSING = object()

_ROWS_OF: Mapping[DocumentName, tuple[Setting, ...]] = {
    name: tuple(row for row in SETTINGS if row.document == name)
    for name in {row.document for row in SETTINGS}
}


def flatten(
    document: DocumentName, nested: Mapping[str, JSONValue]
) -> tuple[Settings, dict[str, JSONValue]]:
    """Return the catalog settings found in a nested document, and all that is not one.

    The rest keeps its nesting and holds the read-only fields and the fields nobody here knows.
    A setting whose value has a foreign type (an object where a scalar stands) stays in the rest.
    """
    settings: dict[SettingName, SettingValue] = {}
    rest: dict[str, JSONValue] = {
        key: dict(value) if isinstance(value, Mapping) else value for key, value in nested.items()
    }
    for row in _ROWS_OF[document]:
        holder: object = rest
        for key in row.path[:-1]:
            holder = holder.get(key, _MISSING) if isinstance(holder, dict) else _MISSING
        if not isinstance(holder, dict):
            continue
        value = holder.get(row.path[-1], _MISSING)
        if isinstance(value, bool | int | str):
            settings[row.name] = value
            del holder[row.path[-1]]
    return settings, {key: value for key, value in rest.items() if value != {}}


def nest(settings: Settings) -> dict[str, JSONValue]:
    """Return the settings of one document in the API's nesting.

    Raises:
        KeyError: a name stands in no catalog row.
    """
    if unknown := settings.keys() - BY_NAME.keys():
        raise KeyError(*sorted(unknown))
    nested: dict[str, JSONValue] = {}
    for row in SETTINGS:
        if row.name not in settings:
            continue
        holder = nested
        for key in row.path[:-1]:
            child = holder.setdefault(key, {})
            if not isinstance(child, dict):  # pragma: no cover - the catalog nests objects only
                raise TypeError(row.name)
            holder = child
        holder[row.path[-1]] = settings[row.name]
    return nested


def top_level(setting: Setting) -> str:
    """Return the document's top-level key that a setting stands under."""
    return setting.path[0]


def observed_value(settings: Settings, setting: Setting) -> SettingValue:
    """Return what a document says of a setting, with Webex's default where it is left out.

    While recording is off Webex leaves fields out and they are inert, so the default stands for
    them. While it is on, an absent field is not known: None.
    Source: seen live (replies without `record` while off).
    """
    value = settings.get(setting.name)
    if value is None and settings.get(_ENABLED) is False:
        return setting.default
    return value
