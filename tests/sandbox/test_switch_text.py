"""Switches by name on the command line, and on the page that lists them."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from reconciler.sandbox.switch_text import switches_of
from reconciler.sandbox.switches import Switches

PAGE = Path(__file__).parents[2] / "docs" / "sandbox.md"
ROW = re.compile(r"^\| `(\w+)` \| `([^`]*)` \| (.+) \|$", re.MULTILINE)


def rows():
    listed = PAGE.read_text(encoding="utf-8").partition("## What no source tells")[2]
    return ROW.findall(listed)


def written(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_page_lists_every_switch_with_its_default():
    listed = {name: default for name, default, _ in rows()}
    defaults = {each.name: written(getattr(Switches(), each.name)) for each in fields(Switches)}
    assert listed == defaults


def test_the_page_lists_every_value_of_a_choice():
    types = get_type_hints(Switches)
    for name, _, text in rows():
        for value in get_args(types[name]):
            assert f"`{value}`" in text, f"{name}: {value}"


@pytest.mark.parametrize("name", [each.name for each in fields(Switches)])
def test_every_default_can_be_written(name):
    default = getattr(Switches(), name)
    assert switches_of([f"{name}={written(default)}"]) == Switches()


def test_switches_are_set_by_name():
    switches = switches_of(["merge=replace", "wipe_on_disable=false", "visible_after_s=1.5"])
    assert switches == Switches(merge="replace", wipe_on_disable=False, visible_after_s=1.5)
    assert switches_of(["foreign_organization=404"]).foreign_organization == 404


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("merge", "NAME=VALUE"),
        ("gravity=on", "NAME=VALUE of a switch: merge, "),
        ("merge=flat", "merge is deep or shallow or replace"),
        ("wipe_on_disable=yes", "true or false"),
        ("foreign_organization=many", "a whole number"),
        ("visible_after_s=soon", "a number"),
    ],
)
def test_a_switch_that_is_none_is_refused_with_what_there_is(text, why):
    with pytest.raises(ValueError, match=why):
        switches_of([text])
