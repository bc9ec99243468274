"""Findings for people, for programs, for scanners and for GitHub."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reconciler.policy.rules import EXPLANATIONS
from reconciler.report.findings_github import render_findings_github
from reconciler.report.findings_json import findings_schema, render_findings_json
from reconciler.report.findings_sarif import render_findings_sarif
from reconciler.report.findings_text import render_excerpts
from reconciler.report.ink import plain
from reconciler.source import Finding, Severity, SourceSpan
from tests.policy.policy_drafts import findings as findings_in
from tests.report.sarif_subset import SARIF_SUBSET

TYPO = """version: 1
profiles:
  recorded: {settings: {enabled: true, record: always}}
policies:
  - {name: "佐藤, 100%", profile: recorded, filter: {everyone: true}}
"""

texts = st.text(max_size=200)
some_findings = st.lists(
    st.builds(
        Finding,
        rule=st.sampled_from([*EXPLANATIONS, "unknown-location"]),
        span=st.builds(SourceSpan, texts, st.integers(1, 9_999), st.integers(1, 250)),
        message=st.text(min_size=1),
        hint=st.none() | texts,
        severity=st.sampled_from(Severity),
        excerpt=st.none() | texts,
    ),
    max_size=4,
).map(tuple)


def test_the_place_in_the_line_is_shown_below_each_finding():
    shown = plain(render_excerpts(findings_in(TYPO))).splitlines()
    assert shown[0].startswith("policies/example.yaml:3:48 not-allowed-value ")
    assert shown[1] == "    3 |   recorded: {settings: {enabled: true, record: always}}"
    assert shown[2].index("^") == shown[1].index("always")
    # Two letters of the name are twice as wide as the others.
    assert shown[6].index("^") == shown[5].index("filter") + 2


def test_of_a_long_line_the_part_around_the_place_is_shown():
    span = SourceSpan("policies/a.yaml", 7, 5_001)
    long = Finding(rule="odd", span=span, message="m", excerpt="x" * 5_000 + "!" + "y" * 5_000)
    _, line, caret, _ = plain(render_excerpts((long,))).splitlines()
    assert len(line) < 120
    assert line[caret.index("^")] == "!"


def test_a_finding_in_a_file_that_could_not_be_read_has_no_line():
    lone = Finding(rule="odd", span=SourceSpan("a.yaml", 1, 1), message="m")
    assert plain(render_excerpts((lone,))) == "a.yaml:1:1 odd m\n"


def test_lines_end_where_yaml_ends_them():
    for end in ("\n", "\r\n", "\r", "\x85", "\u2028"):
        [found] = findings_in(f"version: 1{end}# \N{SNOWMAN}{end}polices: []{end}")
        assert found.excerpt == "polices: []"


def test_a_byte_order_mark_moves_no_caret():
    [found] = findings_in("\ufeffverson: 1\n")
    assert (found.span.column, found.excerpt) == (1, "verson: 1")


@given(some_findings)
def test_every_finding_fits_on_its_lines_whatever_it_holds(found):
    lines = render_excerpts(found)
    assert len(lines) == sum(1 if each.excerpt is None else 4 for each in found)
    assert all("\x1b" not in span.text and "\n" not in span.text for line in lines for span in line)


@given(some_findings)
def test_findings_as_json_are_valid_under_their_schema(found):
    said = json.loads(render_findings_json(found))
    Draft202012Validator(findings_schema()).validate(said)
    assert said["errors"] + said["warnings"] + said["notes"] == len(found)
    assert said["valid"] is (said["errors"] == 0)


def test_a_finding_as_json_names_its_page():
    [first, _] = json.loads(render_findings_json(findings_in(TYPO)))["findings"]
    assert first["docs"] == "docs/policy-reference.md#not-allowed-value"
    assert (first["line"], first["column"]) == (3, 48)


@given(some_findings)
def test_findings_as_sarif_are_valid_under_the_standard(found):
    said = json.loads(render_findings_sarif(found))
    Draft202012Validator(SARIF_SUBSET).validate(said)
    [run] = said["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert [rules[each["ruleIndex"]] for each in run["results"]] == [each.rule for each in found]


def test_a_place_in_sarif_is_a_reference_from_the_checkout():
    [first, _] = json.loads(render_findings_sarif(findings_in(TYPO)))["runs"][0]["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "policies/example.yaml"}
    assert place["region"]["startColumn"] == 48
    assert first["level"] == "error"


@given(some_findings)
def test_a_workflow_command_is_one_line_that_nothing_can_break_out_of(found):
    said = render_findings_github(found)
    lines = said.split("\n")[:-1]
    assert len(lines) == len(found)
    assert "\r" not in said
    for line in lines:
        assert re.fullmatch(
            r"::(error|warning|notice) file=[^,:]*,line=\d+,col=\d+,title=[^,:]*::.*", line
        )


def test_a_workflow_command_says_everything():
    span = SourceSpan("policies/a,b.yaml", 3, 5)
    odd = Finding(rule="odd", span=span, message="100%\nsure", severity=Severity.NOTE)
    assert render_findings_github((odd,)) == (
        "::notice file=policies/a%2Cb.yaml,line=3,col=5,title=odd::"
        "100%25%0Asure (docs/policy-reference.md)\n"
    )
