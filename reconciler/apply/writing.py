"""What one write sends. Pure: a document and what is desired in, a body in normal form out.

Webex merges a PUT at the top level, as far as all evidence goes, and nothing proves it deeper.
So the body holds managed top-level keys only, and every nested object in it is as complete as
Webex reports it, taken from a document read moments ago.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reconciler.catalog.normal_form import observed_value, top_level
from reconciler.catalog.settings import BY_NAME, SETTINGS
from reconciler.readings import Document
from reconciler.subjects import SettingName, Settings, SettingValue
from reconciler.values import JSONValue

__all__ = ["Body", "body_of"]

_ENABLED: Final = SettingName("recording.enabled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The content of one write, in normal form."""

    settings: Settings
    carried: Mapping[str, JSONValue]
    """Fields nobody here knows, inside objects that are sent whole: sent back as they were."""


def body_of(desired: Settings, found: Document) -> Body:
    """Return the write that makes `found` hold what is desired and leaves the rest as it is.

    Turning recording off sends the switch alone: everything else is inert then.
    """
    if desired.get(_ENABLED) is False:
        return Body(settings={_ENABLED: False}, carried={})
    managed = {top_level(BY_NAME[name]) for name in desired}
    settings: dict[SettingName, SettingValue] = {}
    for row in SETTINGS:
        if row.name in desired:
            settings[row.name] = desired[row.name]
        elif len(row.path) > 1 and top_level(row) in managed:
            beside = observed_value(found.settings, row)
            if beside is not None:
                settings[row.name] = beside
    carried = {
        key: value
        for key, value in found.rest.items()
        if key in managed and isinstance(value, Mapping)
    }
    return Body(settings=settings, carried=carried)
