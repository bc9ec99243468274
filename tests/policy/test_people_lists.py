"""Lists of people in files of their own: read whole, judged row by row, never from outside."""

import time
from pathlib import Path

import pytest

from reconciler.errors import PolicyInvalid
from reconciler.policy.load import load_policies
from reconciler.policy.policy_files import LARGEST_LIST
from tests.policy.policy_drafts import complaints, rules, said, sound

TEXT = """version: 1
profiles:
  recorded: {settings: {enabled: true}}
policies:
  - name: traders
    profile: recorded
    match: {people_from: [{file: FILE, column: Email}]}
"""
SOUND = "name,email\nAda,ada@northwind.example\n"


def refer(file: str) -> str:
    return TEXT.replace("FILE", file)


def people(content: str) -> tuple[str, ...]:
    lists = {"policies/people.csv": content}
    [policy] = sound(refer("people.csv"), lists=lists).policies
    [source] = policy.match.people_from
    assert policy.match.entries["people_from"]
    return source.people


@pytest.mark.parametrize(
    "content",
    [
        "email\na@x.example\nB@x.example",
        "\ufeffname,EMAIL\nA,a@x.example\r\nB,B@x.example\r\n",
        'n, email \n"A, ""A""\nof X",a@x.example\n,  B@x.example\n',
    ],
)
def test_a_list_as_spreadsheets_write_it_is_read(content: str) -> None:
    assert people(content) == ("a@x.example", "B@x.example")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["7:54 unknown-column"]),
        ("email,Email\na,b\n", ["7:54 unknown-column"]),
        ("email;name\na;b\n", ["7:54 unknown-column"]),
        ("email\n", ["1:1 empty-list"]),
        ("email\n\n", ["1:1 empty-list"]),
        ("email\n\na@x\n", ["2:1 empty-row"]),
        ("name,email\n\n,\nA,a@x\n", ["2:1 empty-row", "3:1 empty-row"]),
        ("name,email\nA\nB,b@x\n", ["2:1 row-without-person"]),
        ("email\na@x\nb@x\nA@X\n", ["4:1 duplicate-row"]),
        ('name,email\n"A\nB",a@x\nC,a@x\n', ["4:1 duplicate-row"]),
        ("email\n*@x.example\n", ["2:1 not-allowed-value"]),
        ('email\na\n"b\n', ["3:1 list-syntax"]),
        ("email\na\x00b\n", ["2:2 control-character"]),
    ],
)
def test_what_is_odd_about_a_list_is_told_at_its_own_line(
    content: str, expected: list[str]
) -> None:
    assert rules(refer("people.csv"), lists={"policies/people.csv": content}) == expected


@pytest.mark.parametrize(
    "file", ["../people.csv", "/etc/passwd", "a/../../people.csv", "C:people.csv", "..\\people.csv"]
)
def test_a_list_outside_is_never_asked_for(file: str) -> None:
    assert rules(refer(file), lists={"people.csv": SOUND, "/etc/passwd": SOUND}) == [
        "7:34 list-outside"
    ]


def test_a_list_is_seen_from_the_file_that_names_it() -> None:
    lists = {"policies/lists/people.csv": SOUND}
    assert rules(refer("./x/../lists/people.csv"), lists=lists) == []
    assert rules(refer("people.csv"), lists=lists) == ["7:34 unknown-list"]


def test_a_thousand_slips_are_told_as_twenty() -> None:
    content = "email\n" + "a@x\n" * 1000
    found = complaints(refer("people.csv"), lists={"policies/people.csv": content})
    assert len(found) == 20
    assert "(and so in 979 rows more)" in found[-1]


def test_ten_thousand_people_are_read_at_once() -> None:
    content = "email\n" + "".join(f"p{n}@northwind.example\n" for n in range(10_000))
    began = time.process_time()
    assert len(people(content)) == 10_000
    assert time.process_time() - began < 1


def on_disk(folder: Path) -> list[str]:
    try:
        return [said(warning) for warning in load_policies(folder).warnings]
    except PolicyInvalid as error:
        return [said(finding) for finding in error.findings]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "policies"
    path.mkdir()
    (path / "example.yaml").write_text(refer("people.csv"))
    return path


def test_a_list_is_read_from_the_folder_and_for_a_single_file(folder: Path) -> None:
    (folder / "people.csv").write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert on_disk(folder) == on_disk(folder / "example.yaml") == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"email\nJ\xfcrgen\n", "policies/people.csv:2:2 not-utf8 the byte 0xFC is no UTF-8"),
        (
            b"e" * (LARGEST_LIST + 1),
            "policies/people.csv:1:1 file-too-large this file is larger than 16 MiB",
        ),
    ],
)
def test_a_list_that_is_no_text_is_one_finding(folder: Path, content: bytes, expected: str) -> None:
    (folder / "people.csv").write_bytes(content)
    [line] = on_disk(folder)
    assert line.startswith(expected)


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(SOUND)
    (folder / "people.csv").symlink_to(tmp_path / "secret.csv")
    [line] = on_disk(folder)
    assert line.startswith("policies/people.csv:1:1 link-outside")


def test_a_missing_list_is_told_where_it_is_named(folder: Path) -> None:
    [line] = on_disk(folder)
    assert line.startswith("policies/example.yaml:7:34 unknown-list there is no file")
