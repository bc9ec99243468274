"""Files that nobody means well with: each one clear finding, within a second."""

import time
from pathlib import Path

import pytest

from reconciler.errors import PolicyInvalid
from reconciler.policy.load import load_policies

LAUGHS = "l0: &l0 [lol]\n" + "".join(
    f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
SOUND = b"version: 1\nprofiles:\n  p: {settings: {enabled: true}}\n"


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (LAUGHS.encode(), {"alias"}),
        (b"version: 1\nprofiles: " + b"[" * 500_000, {"too-deep"}),
        (b"version: 1\nprofiles: " + b"{a: " * 200_000, {"too-deep"}),
        (b"- " * 500_000, {"too-deep"}),
        (b"version: 1\x00\n", {"control-character"}),
        (b"version: 1\nprofiles: \xff\n", {"not-utf8"}),
        (SOUND.decode().encode("utf-16"), {"not-utf8"}),
        (b"x: " + b"a" * 1_000_000, {"unknown-key", "missing-key"}),
        (b"version: 1\n" + b"&a " * 300_000, {"yaml-syntax"}),
        (b"version: 1\ntimezone: '" + b"../" * 1_000 + b"'\n", {"unknown-time-zone"}),
    ],
    ids=["laughs", "lists", "maps", "dashes", "nul", "bytes", "utf16", "long", "anchors", "zone"],
)
def test_it_is_refused_within_a_second(tmp_path: Path, content: bytes, rules: set[str]) -> None:
    (tmp_path / "hostile.yaml").write_bytes(content)
    began = time.process_time()
    with pytest.raises(PolicyInvalid) as caught:
        load_policies(tmp_path)
    assert time.process_time() - began < 1
    found = [finding.rule for finding in caught.value.findings]
    assert (set(found), len(found)) == (rules, len(rules))


def test_fifty_megabytes_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    began = time.process_time()
    with pytest.raises(PolicyInvalid) as caught:
        load_policies(tmp_path)
    assert time.process_time() - began < 1
    assert [finding.rule for finding in caught.value.findings] == ["file-too-large"]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_and_byte_order_marks_change_nothing(
    tmp_path: Path, prefix: bytes, end: bytes
) -> None:
    (tmp_path / "a.yaml").write_bytes(prefix + SOUND.replace(b"\n", end))
    [profile] = load_policies(tmp_path).policies.profiles.values()
    assert (profile.span.line, profile.span.column) == (3, 3)
