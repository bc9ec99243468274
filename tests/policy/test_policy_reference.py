"""The reference page is true: every rule, with an example that really says what it shows."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reconciler.catalog.settings import SETTINGS, Setting
from reconciler.catalog.value_schema import Choice, Whole
from reconciler.errors import PolicyInvalid
from reconciler.policy.load import load_policies
from reconciler.policy.policy_files import LARGEST
from reconciler.policy.rules import EXPLANATIONS, Rule
from tests.policy.policy_drafts import complaints, said

THAT_DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""The day on which the page says its examples were checked."""

PAGE = (Path(__file__).parents[2] / "docs" / "policy-reference.md").read_text(encoding="utf-8")
_, *PARTS = re.split(r"^### `([a-z0-9-]+)`\n", PAGE, flags=re.MULTILINE)
SECTIONS = dict(zip(PARTS[::2], PARTS[1::2], strict=True))


def nothing(_: Path) -> None:
    pass


def pipe(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)


def link(file: Path) -> None:
    file.parent.mkdir()
    file.symlink_to(Path(__file__))


def holding(content: bytes) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.parent.mkdir()
        file.write_bytes(content)

    return write


FROM_THE_DISK: dict[Rule, Callable[[Path], None]] = {
    Rule.NO_POLICY_FILES: nothing,
    Rule.UNREADABLE_FILE: pipe,
    Rule.FILE_TOO_LARGE: holding(b"#" * (LARGEST + 1)),
    Rule.NOT_UTF8: holding("version: ü".encode("latin-1")),
    Rule.CONTROL_CHARACTER: holding(b"version:\0 1"),
    Rule.LINK_OUTSIDE: link,
}
"""How each rule that no YAML text can break is broken."""


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def test_the_page_has_every_rule_in_order_and_no_other() -> None:
    assert list(SECTIONS) == [str(rule) for rule in Rule]
    assert list(EXPLANATIONS) == list(Rule)


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_is_explained_on_the_page_as_in_the_code(rule: Rule) -> None:
    assert SECTIONS[rule].split("\n\n")[0].strip() == EXPLANATIONS[rule]


@pytest.mark.parametrize("rule", sorted(set(Rule) - FROM_THE_DISK.keys()))
def test_an_example_says_exactly_what_the_page_shows(rule: Rule) -> None:
    [shown] = blocks(SECTIONS[rule], "text")
    lists = dict(zip(["policies/people.csv"], blocks(SECTIONS[rule], "csv"), strict=False))
    found = complaints(*blocks(SECTIONS[rule], "yaml"), lists=lists, now=THAT_DAY)
    assert found == shown.splitlines()
    assert any(f" {rule} " in line for line in found)


@pytest.mark.parametrize("rule", FROM_THE_DISK)
def test_a_file_that_is_no_text_says_exactly_what_the_page_shows(
    rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    FROM_THE_DISK[rule](Path("policies/example.yaml"))
    with pytest.raises(PolicyInvalid) as caught:
        load_policies(Path("policies"))
    [shown] = blocks(SECTIONS[rule], "text")
    assert [said(finding) for finding in caught.value.findings] == shown.splitlines()


def test_every_rule_is_raised_somewhere() -> None:
    package = Path(__file__).parents[2] / "reconciler" / "policy"
    code = "".join(
        path.read_text(encoding="utf-8") for path in package.glob("*.py") if path.stem != "rules"
    )
    assert [rule for rule in Rule if f"Rule.{rule.name}" not in code] == []


def test_the_introduction_is_a_policy_that_loads() -> None:
    _, *examples = blocks(PAGE.partition("## Findings")[0], "yaml")
    lists = {"policies/lists/traders.csv": "name,email\nAda Okafor,ada@northwind.example\n"}
    assert [complaints(example, lists=lists) for example in examples] == [[], []]


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.name)
def test_every_setting_is_on_the_page_with_its_values(row: Setting) -> None:
    [line] = [line for line in PAGE.splitlines() if line.startswith(f"| `{'.'.join(row.path)}` |")]
    match row.schema:
        case Choice(words):
            assert ", ".join(f"`{word}`" for word in words) in line
        case Whole(least, most):
            assert f"{least} to {most}" in line
        case _:
            assert "`true`, `false`" in line
    assert row.description in line
