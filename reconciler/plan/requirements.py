"""Whether a document is as a control requires: yes, no, not known, or nothing to ask.

Rule 1: the state that counts is what would be recorded. While recording is off nothing is, so
coverage settings count as off whatever they say, and safeguards have nothing to guard.
Rule 2: a value that Webex did not report is neither right nor wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reconciler.catalog.level import COVERAGE_SETTINGS, RecordingLevel, recording_level
from reconciler.catalog.normal_form import observed_value
from reconciler.catalog.settings import BY_NAME, SETTINGS, Setting, offered
from reconciler.catalog.value_schema import Switch, fits
from reconciler.policy.controls import Control, Requirement
from reconciler.subjects import SettingName, Settings, SettingValue, Subject

__all__ = ["Judgement", "Verdict", "judge_state", "overlaid"]

_ENABLED: Final = SettingName("recording.enabled")
_RECORD: Final = SettingName("recording.record")
_SWITCHES: Final = COVERAGE_SETTINGS - {_ENABLED, _RECORD}
_SELECTIVE: Final = frozenset(name for name in _SWITCHES if "selective" in name)


class Verdict(StrEnum):
    """What became of one control on one subject. They add up to the subjects in its scope."""

    PASS = "pass"  # noqa: S105 - the opposite of a violation
    VIOLATED = "violated"
    WAIVED = "waived"
    NOT_APPLICABLE = "not applicable"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and why it is no pass."""

    verdict: Verdict
    why: str = ""


def overlaid(observed: Settings, written: Settings) -> Settings:
    """Return what Webex would report after a write; what nobody knows is left out.

    `written` is all that the write holds, not only what it changes. Where it turns recording on,
    everything else gets Webex's default, whatever stale value was reported while off.
    """
    if not written:
        return observed
    turned_on = written.get(_ENABLED) is True and observed.get(_ENABLED) is not True
    values = (
        (row.name, row.default if turned_on else observed_value(observed, row)) for row in SETTINGS
    )
    return {**{name: value for name, value in values if value is not None}, **written}


def judge_state(control: Control, subject: Subject, state: Settings) -> Judgement:
    """Return whether the state of a subject's document is as the control requires."""
    found = list(_judged(control, subject, state))
    for worst in (Verdict.VIOLATED, Verdict.UNDETERMINED):
        said = [each.why for each in found if each.verdict is worst]
        if said:
            return Judgement(worst, "; ".join(said))
    if any(each.verdict is Verdict.PASS for each in found):
        return Judgement(Verdict.PASS)
    why = "; ".join(each.why for each in found)
    return Judgement(Verdict.NOT_APPLICABLE, why or "the control requires nothing")


def _judged(control: Control, subject: Subject, state: Settings) -> Iterator[Judgement]:
    vendor = subject.location.vendor if subject.location else None
    for name, requirement in control.require.items():
        row = BY_NAME[name]
        if row.vendors is not None and vendor is None:
            yield Judgement(Verdict.UNDETERMINED, "the recording vendor could not be read")
        elif not offered(row, subject.kind, vendor):
            yield Judgement(Verdict.NOT_APPLICABLE, f"{_words(name)} is not offered")
        else:
            yield _setting(row, requirement, state)
    if control.level is not None:
        yield _level(control, state)


def _setting(row: Setting, requirement: Requirement, state: Settings) -> Judgement:
    if state.get(_ENABLED) is False and row.name not in COVERAGE_SETTINGS:
        return Judgement(Verdict.NOT_APPLICABLE, "recording is off")
    value = _effective(row, state)
    if value is None:
        return Judgement(Verdict.UNDETERMINED, f"{_words(row.name)} is not reported")
    if any(value == each and type(value) is type(each) for each in requirement.values):
        return Judgement(Verdict.PASS)
    asked = " or ".join(_say(each) for each in requirement.values)
    said = f"{_words(row.name)} is {_say(value)}"
    if state.get(_ENABLED) is True and value != state.get(row.name):
        said = f"{_words(row.name)} is {_say(state.get(row.name))} and all four selective"
        said += " switches are off, so that nothing is recorded"
    return Judgement(Verdict.VIOLATED, f"{said}, required {asked}")


def _effective(row: Setting, state: Settings) -> SettingValue:
    """Return the value as far as it acts; None: not reported, or not known to act.

    With all four selective switches off, the two Always values of `record` record nothing.
    """
    if state.get(_ENABLED) is False and row.name in COVERAGE_SETTINGS:
        return False if isinstance(row.schema, Switch) else "Never"
    if row.name == _RECORD and any(state.get(each) is False for each in _SELECTIVE):
        reached = {recording_level(each) for each in _possible(state)}
        if RecordingLevel.OFF in reached:
            return "Never" if len(reached) == 1 else None
    return state.get(row.name)


def _level(control: Control, state: Settings) -> Judgement:
    least = control.level
    reached = {recording_level(each) for each in _possible(state)}
    if not reached:
        return Judgement(Verdict.UNDETERMINED, "the recording level is not reported")
    if least is None or min(reached) >= least:
        return Judgement(Verdict.PASS)
    if max(reached) >= least:
        return Judgement(Verdict.UNDETERMINED, "which calls are recorded is not reported")
    return Judgement(Verdict.VIOLATED, f"the level is {max(reached)}, required at least {least}")


def _possible(state: Settings) -> Iterator[Settings]:
    """Yield the complete states that the one reported may be; none where too little is known.

    The four selective switches are younger than the rest: where none is reported, Webex does not
    have them here and all calls are recorded.
    """
    if state.get(_ENABLED) is False:
        yield {**dict.fromkeys(COVERAGE_SETTINGS, False), _RECORD: "Never"}
        return
    if _ENABLED not in state or not fits(BY_NAME[_RECORD].schema, state.get(_RECORD)):
        return
    young = _SELECTIVE.isdisjoint(state)
    for guess in (True, False):
        unknown = {name: True if young and name in _SELECTIVE else guess for name in _SWITCHES}
        yield {**unknown, **{name: state[name] for name in COVERAGE_SETTINGS if name in state}}


def _words(name: SettingName) -> str:
    return name.partition(".")[2]


def _say(value: SettingValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
