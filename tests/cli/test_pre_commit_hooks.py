"""The hooks for pre-commit name commands that exist and that accept what the hooks pass."""

from pathlib import Path

import pytest
import yaml

from reconciler.cli.main import answer
from reconciler.errors import ExitCode

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_there_are_the_two_hooks_that_need_no_credentials():
    assert [hook["id"] for hook in HOOKS] == ["reconciler-validate", "reconciler-test"]
    for hook in HOOKS:
        assert hook.keys() >= {"id", "name", "description", "entry", "language", "files"}
        assert hook["pass_filenames"] is False


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_the_example_policies(hook, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    program, *arguments = hook["entry"].split()
    assert program == "reconciler"
    assert answer([*arguments, *hook["args"]]) == ExitCode.DONE, capsys.readouterr()
