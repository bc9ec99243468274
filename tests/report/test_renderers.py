"""Facts rendered for people: what they always hold, whatever the names are."""

from reconciler.outcomes import Applied, Drifted, NotAttempted, Refused
from reconciler.plan.planning import evaluation_at, make_plan
from reconciler.plan.subject_ref import SubjectRef
from reconciler.report.findings_text import render_findings
from reconciler.report.ink import plain, safe
from reconciler.report.outcome_text import count_outcomes, render_outcomes
from reconciler.report.plan_text import render_plan
from reconciler.source import Finding, Severity, SourceSpan
from reconciler.subjects import SubjectId, SubjectKind
from tests.plan.organization_builder import NOW, document, inventory, person
from tests.plan.policy_builder import policies, policy

STATED = policies(policy("all", "on", everyone=True))


def rendered(*names, details=False, **about):
    rows = [(person(name, **about), document(enabled=False)) for name in names]
    plan = make_plan(STATED, inventory(*rows), policy_files=("a.yaml",), at=evaluation_at(NOW))
    return plain(render_plan(plan, details=details))


def subject(name):
    return SubjectRef(kind=SubjectKind.PERSON, id=SubjectId(name), name=name)


def test_equal_changes_are_one_group_and_the_rest_is_counted():
    told = rendered("ada", "ben", "cy", "dee", "eve")
    assert told.count("coverage-gain") == 1
    assert "5 people" in told
    assert "and 2 more (--details)" in told
    assert "eve@" not in told
    assert "eve@" in rendered("ada", "ben", "cy", "dee", "eve", details=True)


def test_the_last_line_counts_everybody():
    assert rendered("ada").splitlines()[-1] == "Plan: 1 to change, 0 in sync."
    assert rendered().splitlines()[-1] == "Plan: 0 to change, 0 in sync."


def test_a_name_cannot_move_the_cursor_or_turn_the_line_around():
    told = rendered("ada", department="Trad\x1b[2Jing\u202e\r\n")
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "Trad?[2Jing???" in told


def test_safe_text_keeps_letters_of_every_language():
    assert safe("Björn Sato 佐藤 عمر") == "Björn Sato 佐藤 عمر"


def test_an_apply_that_is_whole_says_that_it_was_proved():
    told = plain(render_outcomes([(subject("ada"), Applied(tracking="T"))]))
    assert "1 person changed, each proved by reading it back." in told
    assert told.splitlines()[-1] == "Apply: 1 Applied."


def test_what_is_not_as_planned_is_grouped_by_cause_and_named():
    told = plain(
        render_outcomes(
            [
                (subject("ada"), Refused(reason="no license", tracking="T1")),
                (subject("ben"), Refused(reason="no license", tracking="T2")),
                (subject("cy"), Drifted(reason="moved")),
                (subject("dee"), Applied(tracking="T3")),
            ]
        )
    )
    assert told.count("no license") == 1
    assert "T1" in told
    assert "proved" not in told
    assert told.splitlines()[-1] == "Apply: 1 Applied, 1 Drifted, 2 Refused."


def test_counts_come_in_a_fixed_order_without_zeros():
    outcomes = [NotAttempted(reason="x"), Applied(), Applied()]
    assert list(count_outcomes(outcomes).items()) == [("Applied", 2), ("NotAttempted", 1)]


def test_a_finding_is_one_line_with_place_rule_and_way_out():
    span = SourceSpan("policies/a.yaml", 3, 5)
    findings = (
        Finding(rule="unknown-key", span=span, message="'filter' is no key", hint="try 'match'"),
        Finding(rule="odd", span=span, message="hm", severity=Severity.WARNING),
    )
    assert plain(render_findings(findings)).splitlines() == [
        "policies/a.yaml:3:5 unknown-key 'filter' is no key; try 'match'",
        "policies/a.yaml:3:5 warning odd hm",
    ]
