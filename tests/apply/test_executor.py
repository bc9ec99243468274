"""A whole plan carried out: order, stopping, and the honest count."""

from datetime import UTC, date, datetime

from reconciler.apply.executor import carry_out
from reconciler.catalog.risk import Risk
from reconciler.errors import ExitCode, WebexRefused
from reconciler.organization import Organization
from reconciler.outcomes import Applied, NotAttempted, Unconfirmed
from reconciler.plan.changes import Counts, Pins, Plan
from reconciler.progress import Silent
from reconciler.readings import Accepted, Rejected, Unclear
from reconciler.runs.apply_run import exit_code_of
from tests.apply.fake_documents import FakeDocuments, change, named
from tests.virtual_time import VirtualClock, run

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFF = named(enabled=False, record="Never")
ON = named(enabled=True, record="Always")


def plan_of(*changes):
    return Plan(
        organization=Organization(id="org", name="Northwind"),
        base_url="http://127.0.0.1/v1",
        pins=Pins(
            policy_digest="p",
            policy_files=(),
            inventory_digest="i",
            inventory_taken_at=NOW,
            incomplete=False,
        ),
        evaluation_date=date(2026, 11, 23),
        hypothetical=False,
        created_at=NOW,
        valid_until=NOW,
        counts=Counts(
            population=len(changes),
            to_change=len(changes),
            in_sync=0,
            waived=0,
            held=0,
            ineligible=0,
            conflicted=0,
            undetermined=0,
            unmanaged=0,
        ),
        changes=changes,
        gaps=(),
    )


def concluded(documents, *changes, stopped=lambda: False):
    work = carry_out(
        plan_of(*changes), documents, clock=VirtualClock(), progress=Silent(), stopped=stopped
    )
    return run(work)


def gains(*names):
    return [change(name, before=OFF, after=ON) for name in names]


def test_gains_are_written_before_losses():
    documents = FakeDocuments(ada=OFF, ben=ON)
    loss = change("ben", before=ON, after=named(enabled=False), risk=Risk.COVERAGE_LOSS)
    conclusion = concluded(documents, loss, *gains("ada"))
    assert [subject for subject, _ in documents.bodies] == ["ada", "ben"]
    assert [each.change.subject.id for each in conclusion.concluded] == ["ben", "ada"]
    assert exit_code_of(conclusion, interrupted=False) is ExitCode.DONE


def test_a_refused_token_ends_the_run_and_nobody_else_is_asked():
    names = [f"p{number}" for number in range(60)]
    documents = FakeDocuments(**dict.fromkeys(names, OFF))
    documents.readings.extend([WebexRefused("token expired")] * 60)
    conclusion = concluded(documents, *gains(*names))
    assert {type(each.outcome) for each in conclusion.concluded} == {NotAttempted}
    assert len(documents.readings) >= 40
    assert exit_code_of(conclusion, interrupted=False) is ExitCode.WEBEX_REFUSED


def test_a_bug_in_one_write_does_not_lose_what_became_of_the_others(capsys):
    names = [f"p{number}" for number in range(30)]
    documents = FakeDocuments(**dict.fromkeys(names, OFF))
    documents.answers.extend([*[Accepted(tracking="T1")] * 9, RuntimeError("odd")])
    conclusion = concluded(documents, *gains(*names))
    outcomes = [each.outcome for each in conclusion.concluded]
    written = sum(isinstance(each, Applied) for each in outcomes)
    assert written == len(documents.bodies) - 1 == 9
    assert Unconfirmed(reason="a bug in reconciler: RuntimeError") in outcomes
    assert exit_code_of(conclusion, interrupted=False) is ExitCode.APPLY_INCOMPLETE


def test_nothing_but_403_answers_is_a_permission_problem():
    documents = FakeDocuments(ada=OFF, ben=OFF)
    documents.effect = False
    documents.answers.extend([Rejected(status=403, reason="no", tracking="")] * 2)
    conclusion = concluded(documents, *gains("ada", "ben"))
    assert exit_code_of(conclusion, interrupted=False) is ExitCode.WEBEX_REFUSED


def test_a_stopped_run_leaves_the_rest_unattempted_and_says_interrupted():
    names = [f"p{number}" for number in range(50)]
    documents = FakeDocuments(**dict.fromkeys(names, OFF))
    conclusion = concluded(documents, *gains(*names), stopped=lambda: True)
    assert documents.bodies == []
    assert {type(each.outcome) for each in conclusion.concluded} == {NotAttempted}
    assert exit_code_of(conclusion, interrupted=True) is ExitCode.INTERRUPTED


def test_a_run_stopped_in_the_middle_finishes_what_is_under_way():
    names = [f"p{number}" for number in range(50)]
    documents = FakeDocuments(**dict.fromkeys(names, OFF))
    conclusion = concluded(documents, *gains(*names), stopped=lambda: len(documents.bodies) >= 10)
    outcomes = [each.outcome for each in conclusion.concluded]
    written = sum(isinstance(each, Applied) for each in outcomes)
    assert written == len(documents.bodies)
    assert 10 <= written < 50
    assert exit_code_of(conclusion, interrupted=True) is ExitCode.APPLY_INCOMPLETE


def test_one_unconfirmed_write_makes_the_whole_apply_incomplete():
    documents = FakeDocuments(ada=OFF, ben=OFF)
    documents.effect = False
    documents.answers.extend([Unclear(reason="lost")] * 4)
    conclusion = concluded(documents, *gains("ada", "ben"))
    assert {type(each.outcome) for each in conclusion.concluded} == {Unconfirmed}
    assert exit_code_of(conclusion, interrupted=False) is ExitCode.APPLY_INCOMPLETE


def test_an_empty_plan_is_done():
    assert exit_code_of(concluded(FakeDocuments()), interrupted=False) is ExitCode.DONE
