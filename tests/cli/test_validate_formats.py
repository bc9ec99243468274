"""`validate` in each of its formats, from different working directories."""

import json

import pytest

from reconciler.cli.main import answer
from reconciler.errors import ExitCode

TYPO = "version: 1\npolices: []\n"
SOUND = (
    "version: 1\n"
    "profiles: {recorded: {settings: {enabled: true, record: Always}}}\n"
    "policies: [{name: everyone, profile: recorded, match: {everyone: true}}]\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "conf" / "policies").mkdir(parents=True)
    return tmp_path / "conf" / "policies"


def told(capsys, *arguments):
    code = answer(["validate", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


def test_away_from_a_terminal_each_finding_is_one_line(folder, capsys):
    (folder / "a.yaml").write_text(TYPO)
    code, out = told(capsys, "conf/policies")
    assert code == ExitCode.POLICY_INVALID
    assert out == told(capsys, "conf/policies", "--format", "short")[1]
    assert [line.split()[0] for line in out.splitlines()] == ["policies/a.yaml:2:1", "1"]


def test_with_text_the_line_follows(folder, capsys):
    (folder / "a.yaml").write_text(TYPO)
    _, out = told(capsys, "conf/policies", "--format", "text")
    assert out.splitlines()[1:3] == ["    2 | polices: []", "      | ^"]


@pytest.mark.parametrize("absolute", [True, False])
def test_machines_are_told_paths_that_they_can_open(folder, capsys, absolute):
    (folder / "a.yaml").write_text(TYPO)
    for named in (folder, folder / "a.yaml"):
        given = named if absolute else named.relative_to(folder.parents[1])
        code, out = told(capsys, given, "--format", "json")
        assert code == ExitCode.POLICY_INVALID
        assert json.loads(out)["findings"][0]["file"] == "conf/policies/a.yaml"


def test_the_working_directory_itself_may_be_the_folder(folder, capsys, monkeypatch):
    (folder / "a.yaml").write_text(TYPO)
    monkeypatch.chdir(folder)
    _, out = told(capsys, ".", "--format", "github")
    assert out.startswith("::error file=a.yaml,line=2,col=1,title=unknown-key::")


def test_a_folder_that_is_not_there_is_named_as_it_was_given(folder, capsys):
    _, out = told(capsys, "conf/elsewhere", "--format", "json")
    assert json.loads(out)["findings"][0]["file"] == "conf/elsewhere"


@pytest.mark.parametrize("format_", ["json", "sarif", "github"])
def test_sound_policies_give_a_machine_no_findings(folder, capsys, format_):
    (folder / "a.yaml").write_text(SOUND)
    code, out = told(capsys, "conf/policies", "--format", format_)
    assert code == ExitCode.DONE
    if format_ == "github":
        assert out == ""
    else:
        said = json.loads(out)
        assert (said["findings"] if format_ == "json" else said["runs"][0]["results"]) == []
