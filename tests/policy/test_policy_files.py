"""Policy files from a real disk, with everything a disk can do."""

import os
from pathlib import Path

import pytest

from reconciler.errors import PolicyInvalid
from reconciler.policy.load import load_policies
from reconciler.policy.policy_files import LARGEST, read_policies
from reconciler.policy.rules import Rule
from tests.policy.policy_drafts import said

SOUND = "version: 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "policies"
    path.mkdir()
    return path


def write(path: Path, content: bytes | str = SOUND) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def complaints(folder: Path) -> list[str]:
    try:
        return [said(warning) for warning in load_policies(folder).warnings]
    except PolicyInvalid as error:
        return [said(finding) for finding in error.findings]


def test_every_yaml_file_below_the_folder_counts(folder: Path) -> None:
    for name in ("b.yml", "a.yaml", "deep/er/c.YAML", ".git/d.yaml", ".e.yaml", "notes.txt"):
        write(folder / name)
    paths = [text.path for text in read_policies(folder)]
    assert paths == ["policies/a.yaml", "policies/b.yml", "policies/deep/er/c.YAML"]


def test_one_file_is_shown_as_if_its_folder_had_been_named(folder: Path) -> None:
    write(folder / "b.yaml")
    [text] = read_policies(write(folder / "a.yaml"))
    assert (text.path, text.content) == ("policies/a.yaml", SOUND)


def test_the_folder_one_stands_in_has_a_name_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "deep" / "a.yaml")
    monkeypatch.chdir(folder)
    assert [text.path for text in read_policies(Path())] == ["policies/deep/a.yaml"]
    monkeypatch.chdir(folder / "deep")
    assert [text.path for text in read_policies(Path(".."))] == ["policies/deep/a.yaml"]


def test_a_missing_or_empty_folder_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert complaints(Path("policies")) == [
        (
            "policies:1:1 no-policy-files the policy folder 'policies' does not exist; "
            "name an existing folder or file"
        )
    ]
    write(tmp_path / "policies" / "readme.md")
    assert complaints(Path("policies")) == [
        (
            "policies:1:1 no-policy-files the policy folder 'policies' holds no policy file; "
            "policy files end in .yaml or .yml"
        )
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            "description: Grüße".encode("latin-1"),
            "policies/example.yaml:1:16 not-utf8 the byte 0xFC is no UTF-8; save the file as UTF-8",
        ),
        (
            "version: 1\nä: \xe4".encode() + b"\xe4",
            "policies/example.yaml:2:5 not-utf8 the byte 0xE4 is no UTF-8; save the file as UTF-8",
        ),
        (
            SOUND.encode("utf-16"),
            "policies/example.yaml:1:1 not-utf8 the byte 0xFF is no UTF-8; save the file as UTF-8",
        ),
        (
            b"version:\x00 1",
            (
                "policies/example.yaml:1:9 control-character the character U+0000 stands here; "
                "delete it; it is invisible in most editors"
            ),
        ),
        (
            b"#" * (LARGEST + 1),
            (
                "policies/example.yaml:1:1 file-too-large this file is larger than 1 MiB; "
                "split it; all files of the folder count together"
            ),
        ),
    ],
)
def test_what_is_no_text_is_a_finding(folder: Path, content: bytes, complaint: str) -> None:
    write(folder / "example.yaml", content)
    assert complaints(folder) == [complaint]


def test_a_file_of_exactly_the_limit_is_read(folder: Path) -> None:
    write(folder / "a.yaml", SOUND.encode() + b"#" * (LARGEST - len(SOUND)))
    assert load_policies(folder).files == ("policies/a.yaml",)


def test_a_byte_order_mark_is_accepted(folder: Path) -> None:
    write(folder / "a.yaml", b"\xef\xbb\xbf" + SOUND.encode())
    assert load_policies(folder).files == ("policies/a.yaml",)


def test_a_link_may_not_leave_the_folder(folder: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "secret.yaml", "version: 1\nsecret: yes\n")
    (folder / "example.yaml").symlink_to(secret)
    (folder / "linked").symlink_to(secret.parent)
    assert [said.split("; ")[0] for said in complaints(folder)] == [
        "policies/example.yaml:1:1 link-outside this link leads out of the policy folder",
        "policies/linked:1:1 link-outside this link leads out of the policy folder",
    ]


def test_a_link_within_the_folder_counts_once_with_its_file(folder: Path) -> None:
    write(folder / "z" / "real.yaml")
    (folder / "alias.yaml").symlink_to("z/real.yaml")
    (folder / "again").symlink_to("z")
    assert [text.path for text in read_policies(folder)] == ["policies/z/real.yaml"]


def test_files_mounted_by_link_from_a_hidden_folder_count(folder: Path) -> None:
    write(folder / "..data" / "a.yaml")
    (folder / "a.yaml").symlink_to("..data/a.yaml")
    assert [text.path for text in read_policies(folder)] == ["policies/a.yaml"]


def test_links_in_a_circle_and_links_to_nothing_are_findings(folder: Path) -> None:
    (folder / "a.yaml").symlink_to("b.yaml")
    (folder / "b.yaml").symlink_to("a.yaml")
    (folder / "c.yaml").symlink_to("gone.yaml")
    rules = {text.path: text.content for text in read_policies(folder)}
    assert all(not isinstance(content, str) for content in rules.values())
    assert "policies/c.yaml" in rules


def test_what_is_no_regular_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    assert complaints(folder) == [
        "policies/pipe.yaml:1:1 unreadable-file this is not a regular file"
    ]


def test_an_unreadable_file_hides_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "example.yaml")
    write(folder / "other.yaml", "version: 2\n")
    real = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "example.yaml":
            raise PermissionError(13, "Permission denied")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    first, second = complaints(folder)
    assert first == "policies/example.yaml:1:1 unreadable-file reading failed: permission denied"
    assert second.startswith(f"policies/other.yaml:1:10 {Rule.UNSUPPORTED_VERSION}")


def test_a_name_that_is_no_text_does_not_break_the_output(folder: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.yaml")))
    [text] = read_policies(folder)
    assert text.path.encode("utf-8") == b"policies/caf?.yaml"
