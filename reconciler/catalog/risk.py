"""The direction of a document's transition: what would be lost, what would be won.

Rule: where Webex did not report a value, the most protective one is assumed to be lost. A loss
that did not happen costs a question; a loss that nobody saw costs a recording.
"""

from enum import StrEnum
from typing import Final

from reconciler.catalog.level import COVERAGE_SETTINGS, Recorded, recorded
from reconciler.catalog.settings import BY_NAME, SETTINGS, Safeguard, Setting
from reconciler.catalog.value_schema import Choice, Switch, Whole, fits
from reconciler.subjects import SettingName, Settings, SettingValue

__all__ = ["RISKS", "Risk", "classify", "complete", "direction", "is_loss"]

_ENABLED: Final = SettingName("recording.enabled")


class Risk(StrEnum):
    """What a transition does to the organization's ability to show its recordings."""

    COVERAGE_LOSS = "coverage-loss"
    SAFEGUARD_LOSS = "safeguard-loss"
    NEUTRAL = "neutral"
    SAFEGUARD_GAIN = "safeguard-gain"
    COVERAGE_GAIN = "coverage-gain"


RISKS: Final = (
    Risk.COVERAGE_LOSS,
    Risk.SAFEGUARD_LOSS,
    Risk.COVERAGE_GAIN,
    Risk.SAFEGUARD_GAIN,
    Risk.NEUTRAL,
)
"""Every risk in the order of every rendering: losses first."""


def direction(setting: SettingName, before: SettingValue, after: SettingValue) -> int:
    """Return whether one value alone takes away (-1), adds (1), or does neither (0).

    For showing where in a group of changes the loss lies; only `classify` decides a risk.
    """
    row = BY_NAME[setting]
    if before is None or (row.safeguard is None and row.name not in COVERAGE_SETTINGS):
        return 0
    rise = _rank(row, after) - _rank(row, before)
    step = -rise if row.safeguard is Safeguard.LOWER else rise
    return (step > 0) - (step < 0)


def is_loss(risk: Risk) -> bool:
    """Say whether someone's explicit yes is owed to a transition of this risk."""
    return risk in {Risk.COVERAGE_LOSS, Risk.SAFEGUARD_LOSS}


def classify(before: Settings, changes: Settings) -> Risk:
    """Return the risk of overlaying `changes` on the document `before`.

    `before` needs a value for `recording.enabled`; whatever else it lacks is filled as the rule
    of this file says. A transition with both a loss and a gain is a loss.
    """
    full = complete(before)
    after = {**full, **changes}
    was, will_be = recorded(full), recorded(after)
    if _less(will_be, was):
        return Risk.COVERAGE_LOSS
    weaker, stronger = _safeguards(full, after) if will_be.scope else (False, False)
    # What was inert protected nobody: turning recording on loses no safeguard.
    if weaker and was.scope:
        return Risk.SAFEGUARD_LOSS
    if was != will_be:
        return Risk.COVERAGE_GAIN
    return Risk.SAFEGUARD_GAIN if stronger else Risk.NEUTRAL


def complete(settings: Settings) -> dict[SettingName, SettingValue]:
    """Return the document with every catalog setting: defaults while off, else the best case.

    A value that fits no catalog row, such as a word Webex added later, counts as not reported.
    """
    off = settings.get(_ENABLED) is False
    filled: dict[SettingName, SettingValue] = {}
    for row in SETTINGS:
        value = settings.get(row.name)
        absent = row.default if off else _most_protective(row)
        filled[row.name] = value if fits(row.schema, value) else absent
    return filled


def _less(after: Recorded, before: Recorded) -> bool:
    return after.level < before.level or not before.scope <= after.scope


def _safeguards(before: Settings, after: Settings) -> tuple[bool, bool]:
    """Return whether any safeguard gets weaker, and whether any gets stronger."""
    steps = [_step(row, before, after) for row in SETTINGS if row.safeguard is not None]
    return any(step < 0 for step in steps), any(step > 0 for step in steps)


def _step(row: Setting, before: Settings, after: Settings) -> int:
    if row.gate is not None and not (before[row.gate] is True and after[row.gate] is True):
        return 0  # opening or closing the gate is the gate's own row
    rise = _rank(row, after[row.name]) - _rank(row, before[row.name])
    return rise if row.safeguard is Safeguard.HIGHER else -rise


def _rank(row: Setting, value: SettingValue) -> int:
    match row.schema:
        case Choice(words):
            return words.index(value) if isinstance(value, str) and value in words else 0
        case Switch() | Whole():
            return int(value or 0)


def _most_protective(row: Setting) -> bool | int | str:
    lowest = row.safeguard is Safeguard.LOWER
    match row.schema:
        case Switch():
            return not lowest
        case Choice(words):
            return words[0] if lowest else words[-1]
        case Whole(least, most):
            return least if lowest else most


assert BY_NAME.keys() >= COVERAGE_SETTINGS, "every coverage setting is a catalog row"  # noqa: S101
