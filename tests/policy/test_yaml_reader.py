"""YAML becomes a tree with places; whatever is not plain YAML becomes a finding."""

import pytest

from reconciler.policy.yaml_reader import DEEPEST, YamlReading, read_yaml
from reconciler.policy.yaml_tree import MapNode, Node, NodePath, at, plain
from reconciler.source import SourceSpan


def read(text: str) -> YamlReading:
    return read_yaml("a.yaml", text)


def tree(text: str) -> Node:
    reading = read(text)
    assert reading.tree is not None
    assert reading.findings == ()
    return reading.tree


def found(text: str) -> list[tuple[str, int, int]]:
    return [(each.rule, each.span.line, each.span.column) for each in read(text).findings]


def test_every_key_and_value_knows_its_place() -> None:
    root = tree("version: 1\nlist:\n  - a\n  - {b: c}\n")
    assert isinstance(root, MapNode)
    assert root.entries["list"].key_span == SourceSpan("a.yaml", 2, 1)
    places: dict[NodePath, tuple[int, int]] = {
        (): (1, 1),
        ("version",): (1, 10),
        ("list",): (3, 3),
        ("list", 1): (4, 5),
        ("list", 1, "b"): (4, 9),
    }
    assert {path: (at(root, path).span.line, at(root, path).span.column) for path in places} == (
        places
    )


def test_columns_count_characters_and_not_bytes() -> None:
    assert at(tree("ü: {größe: 1}\n"), ("ü", "größe")).span == SourceSpan("a.yaml", 1, 12)


def test_a_byte_order_mark_is_accepted_and_moves_nothing() -> None:
    root = tree("\ufeffversion: 1\n")
    assert plain(root) == {"version": 1}
    assert root.span == SourceSpan("a.yaml", 1, 1)


def test_windows_line_ends_count_once() -> None:
    assert at(tree("a: 1\r\nb: 2\r\n"), ("b",)).span.line == 2


def test_a_quoted_text_is_always_text() -> None:
    assert plain(tree("a: ['1', \"true\", 'no', '2027-01-01', '']")) == {
        "a": ["1", "true", "no", "2027-01-01", ""]
    }


def test_a_key_is_the_text_that_is_written() -> None:
    assert plain(tree("on: 1\n007: 2\n'x y': 3\n")) == {"on": 1, "007": 2, "x y": 3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\na: 3\n", [("duplicate-key", 2, 1), ("duplicate-key", 3, 1)]),
        ("a: {<<: [*x, *y], b: yes}\n", [("merge-key", 1, 5), ("ambiguous-value", 1, 22)]),
        ("a: [*x, *x]\n", [("alias", 1, 5), ("alias", 1, 9)]),
        ("*x : 1\nb: 2\n", [("alias", 1, 1)]),
        ("? {a: no}\n: 1\nb: off\n", [("key-not-text", 1, 3), ("ambiguous-value", 3, 4)]),
        ("a: !secret x\nb: !!python/object:os.system {}\n", [("tag", 1, 4), ("tag", 2, 4)]),
        ("a: 1\n--- \nb: no\n", [("several-documents", 2, 1)]),
        ("\n# nothing\n", [("empty-file", 1, 1)]),
        ("", [("empty-file", 1, 1)]),
        ("a: \x07b\n", [("control-character", 1, 4)]),
        ("a: 1\nb: \x00\n", [("control-character", 2, 4)]),
    ],
)
def test_what_the_language_does_without_is_found(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1\n", ("tab", 2, 1)),
        ("a: b\n\tc: d\n", ("tab", 2, 1)),
        ("a:\n  b: 1\n \t c: 2\n", ("tab", 3, 2)),
        ("a: |\n\tx\n", ("tab", 2, 1)),
        ("a: b: c\n", ("yaml-syntax", 1, 5)),
        ("a:\n  b: 1\n c: 2\n", ("yaml-syntax", 3, 2)),
        ("a: 'never closed\nb: 1\n", ("yaml-syntax", 1, 4)),
        ("a: [1, 2\n", ("yaml-syntax", 2, 1)),
        ("a: @x\n", ("yaml-syntax", 1, 4)),
        ("people: [*@x.example]\n", ("yaml-syntax", 1, 10)),
        ("%YAML 9.0\n---\na: 1\n", ("yaml-syntax", 1, 1)),
    ],
)
def test_broken_yaml_is_one_finding_where_it_breaks(
    text: str, expected: tuple[str, int, int]
) -> None:
    assert found(text) == [expected]
    assert read(text).tree is None


def test_a_tab_between_key_and_value_is_fine() -> None:
    assert plain(tree("a:\t1\n")) == {"a": 1}


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    reading = read("a: 1\na: {b: no}\n")
    assert reading.tree is not None
    assert plain(reading.tree) == {"a": 1}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_stops_early(opening: str) -> None:
    assert [rule for rule, _, _ in found(opening * 100_000)] == ["too-deep"]


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert read("[" * DEEPEST + "]" * DEEPEST).findings == ()


def test_aliases_that_would_explode_cost_nothing() -> None:
    laughs = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    rules = {rule for rule, _, _ in found("l0: &l0 x\n" + laughs)}
    assert rules == {"alias"}
