"""Waivers, holds, controls and tests out of a checked tree."""

from collections.abc import Iterator

from reconciler.policy.cases import Expect, ExpectedState, Given, PolicyTest
from reconciler.policy.check import Checked
from reconciler.policy.controls import Control, ControlSeverity
from reconciler.policy.node_values import (
    child,
    date_at,
    items_of,
    key_span,
    sourced_text,
    sourced_texts,
    text_at,
    texts_at,
)
from reconciler.policy.parse_selector import match_and_except
from reconciler.policy.parse_settings import least_level, requirements, settings_in
from reconciler.policy.people_lists import PeopleLists
from reconciler.policy.settings_language import LEVEL_KEY
from reconciler.policy.waivers import LEAVE_ALONE, Hold, Waiver
from reconciler.policy.written import WrittenStatement
from reconciler.policy.yaml_tree import Node, is_sound
from reconciler.source import SourcedValue
from reconciler.subjects import License, SettingName, SettingValue, SubjectKind

__all__ = ["parse_controls", "parse_holds", "parse_tests", "parse_waivers"]


def _section(tree: Node, checked: Checked, key: str) -> Iterator[tuple[Node, bool]]:
    """Yield each entry of a section, and whether nothing in it was refused."""
    for index, node in enumerate(items_of(child(tree, key))):
        yield node, (key, index) not in checked.troubled and is_sound(node)


def parse_waivers(
    tree: Node, checked: Checked, lists: PeopleLists
) -> tuple[WrittenStatement[Waiver], ...]:
    """Return the waivers of a file."""
    return tuple(
        WrittenStatement(
            name=sourced_text(node, "name"), value=_waiver(node, lists) if clean else None
        )
        for node, clean in _section(tree, checked, "waivers")
    )


def _waiver(node: Node, lists: PeopleLists) -> Waiver | None:
    selected = match_and_except(node, lists)
    instead, expires = sourced_text(node, "instead"), date_at(node, "expires")
    if selected is None or instead is None or expires is None:
        return None
    return Waiver(
        name=text_at(node, "name") or "",
        match=selected[0],
        exclude=selected[1],
        policies=sourced_texts(node, "policies"),
        controls=sourced_texts(node, "controls"),
        instead=LEAVE_ALONE if instead.value == LEAVE_ALONE.value else instead.value,
        instead_span=instead.span,
        reason=text_at(node, "reason") or "",
        approved_by=text_at(node, "approved_by") or "",
        expires=expires,
        span=node.span,
    )


def parse_holds(
    tree: Node, checked: Checked, lists: PeopleLists
) -> tuple[WrittenStatement[Hold], ...]:
    """Return the legal holds of a file."""
    return tuple(
        WrittenStatement(
            name=sourced_text(node, "name"), value=_hold(node, lists) if clean else None
        )
        for node, clean in _section(tree, checked, "holds")
    )


def _hold(node: Node, lists: PeopleLists) -> Hold | None:
    selected = match_and_except(node, lists)
    if selected is None:
        return None
    return Hold(
        name=text_at(node, "name") or "",
        match=selected[0],
        exclude=selected[1],
        reason=text_at(node, "reason") or "",
        approved_by=text_at(node, "approved_by") or "",
        span=node.span,
    )


def parse_controls(
    tree: Node, checked: Checked, lists: PeopleLists
) -> tuple[WrittenStatement[Control], ...]:
    """Return the controls of a file."""
    return tuple(
        WrittenStatement(
            name=sourced_text(node, "id"), value=_control(node, lists) if clean else None
        )
        for node, clean in _section(tree, checked, "controls")
    )


def _control(node: Node, lists: PeopleLists) -> Control | None:
    selected = match_and_except(node, lists, "applies_to")
    require = child(node, "require")
    if selected is None or require is None:
        return None
    level = least_level(require)
    return Control(
        id=text_at(node, "id") or "",
        title=text_at(node, "title") or "",
        applies_to=selected[0],
        exclude=selected[1],
        require=requirements(require),
        level=level,
        level_span=None if level is None else key_span(require, LEVEL_KEY),
        severity=ControlSeverity(text_at(node, "severity") or ""),
        references=texts_at(node, "references"),
        retention=text_at(node, "retention"),
        span=node.span,
    )


def parse_tests(tree: Node, checked: Checked) -> tuple[WrittenStatement[PolicyTest], ...]:
    """Return the tests of a file."""
    return tuple(
        WrittenStatement(
            name=sourced_text(node, "name"),
            value=PolicyTest(
                name=text_at(node, "name") or "",
                given=_given(child(node, "given")),
                expect=_expect(child(node, "expect")),
                span=node.span,
            )
            if clean
            else None,
        )
        for node, clean in _section(tree, checked, "tests")
    )


def _given(node: Node | None) -> Given:
    observed = child(node, "observed")
    settings = settings_in(observed).values
    return Given(
        kind=SubjectKind(text_at(node, "kind") or SubjectKind.PERSON),
        name=text_at(node, "name"),
        email=text_at(node, "email"),
        department=text_at(node, "department"),
        location=text_at(node, "location"),
        license=License(text_at(node, "license") or License.PROFESSIONAL),
        title=text_at(node, "title"),
        extension=text_at(node, "extension"),
        groups=texts_at(node, "groups"),
        vendor=text_at(node, "vendor") or "Webex",
        observed=None if observed is None else {name: v.value for name, v in settings.items()},
        day=date_at(node, "date"),
    )


def _expect(node: Node | None) -> Expect:
    written = settings_in(child(node, "settings"))
    settings: dict[SettingName, SourcedValue[SettingValue]] = dict(written.values)
    settings |= {name: SourcedValue(None, span) for name, span in written.unmanaged.items()}
    state = text_at(node, "state")
    return Expect(
        policy=sourced_text(node, "policy"),
        profile=sourced_text(node, "profile"),
        state=None if state is None else ExpectedState(state),
        settings=settings,
    )
