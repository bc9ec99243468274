"""Folders of policies and a snapshot in, text out. `make golden` rewrites; then read the diff."""

import os
from pathlib import Path

import pytest

from reconciler.cli.main import answer

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if (path / "policies").is_dir())
TELLS = {
    "validate.txt": ("validate", "policies"),
    "plan.txt": ("plan", "policies", "--snapshot", "org.jsonl"),
    "details.txt": ("plan", "policies", "--snapshot", "org.jsonl", "--details"),
    "january.txt": ("plan", "policies", "--snapshot", "org.jsonl", "--as-of", "2027-01-15"),
    "april.txt": ("plan", "policies", "--snapshot", "org.jsonl", "--as-of", "2027-04-01"),
    "coverage.txt": ("coverage", "policies", "--snapshot", "org.jsonl", "--as-of", "2027-01-15"),
    "explain.txt": ("explain", "lars", "--snapshot", "org.jsonl", "--as-of", "2027-01-15"),
    "test.txt": ("test", "policies", "--coverage"),
}


@pytest.mark.parametrize(
    ("case", "name"),
    [(case, name) for case in CASES for name in TELLS if (case / name).exists()],
    ids=lambda each: each.name if isinstance(each, Path) else each,
)
def test_the_output_is_as_reviewed(case, name, monkeypatch, capsys):
    monkeypatch.chdir(case)
    code = answer(TELLS[name])
    out, err = capsys.readouterr()
    told = f"{out}{err}exit code {code}\n"
    if os.environ.get("UPDATE_GOLDEN"):
        (case / name).write_text(told, encoding="utf-8")
    assert told == (case / name).read_text(encoding="utf-8")


def test_there_are_cases_for_a_plan_and_for_broken_policies():
    assert {each.name for each in CASES} >= {
        "001-first-plan",
        "002-in-sync",
        "003-broken-policies",
        "004-exceptions",
    }
