"""The population against policy: it adds up, and names what does nothing."""

from dataclasses import replace

from reconciler.plan.coverage import cover
from reconciler.plan.coverage_state import Coverage
from reconciler.plan.dormant_policies import Idleness
from reconciler.plan.explanation import explain
from reconciler.policy.policy_set import Effective
from reconciler.readings import NotOffered
from reconciler.subjects import Attribute, License
from tests.plan.organization_builder import NOW, document, inventory, person
from tests.plan.policy_builder import policies, policy, waiver

TODAY = NOW.date()
SILENT = document(enabled=False)
DESK = policy("desk", "on", departments=("Trading",))


def covered(rows, *statements, **besides):
    return cover(policies(*statements, **besides), inventory(*rows), TODAY)


def test_suspended_and_invited_people_are_counted_apart():
    rows = [
        (person("ada", department="Trading"), SILENT),
        (person("ben", login_enabled=False), SILENT),
        (person("cy", invite_pending=True), SILENT),
    ]
    report = covered(rows, DESK)
    assert [(each.name, each.population) for each in report.accounts] == [
        ("active", 1),
        ("suspended", 1),
        ("invite pending", 1),
    ]
    assert report.uncovered == ()
    assert all(sum(row.population for row in rows) == 1 for _, rows in report.breakdowns)


def test_whom_nobody_claims_is_uncovered_only_with_a_calling_license():
    rows = [
        (person("ada"), SILENT),
        (person("ben", license=License.NONE), None),
        (person("cy", license=License.NONE, unknown=frozenset({Attribute.LICENSE})), SILENT),
    ]
    (reason,) = covered(rows, DESK).uncovered
    assert reason.coverage is Coverage.UNMANAGED
    assert [each.name for each in reason.subjects] == ["Ada", "Cy"]


def test_who_cannot_be_recorded_is_uncovered_only_if_policy_wants_it():
    rows = [(person("ada", department="Trading"), NotOffered(reason="no calling user"))]
    (reason,) = covered(rows, DESK).uncovered
    assert (reason.coverage, reason.reason) == (Coverage.INELIGIBLE, "no calling user")
    assert covered(rows, policy("none", "off", everyone=True)).uncovered == ()


def test_policies_that_govern_nobody_say_why():
    dated = Effective(start=TODAY.replace(year=2030))
    rows = [(person("ada", department="Trading"), SILENT)]
    report = covered(
        rows,
        DESK,
        policy("ghost", "on", people=("gone@northwind.example",)),
        policy("second", "off", everyone=True),
        replace(policy("later", "on", everyone=True), effective=dated),
    )
    assert {each.name: (each.why, each.behind) for each in report.idle} == {
        "ghost": (Idleness.MATCHES_NOBODY, None),
        "later": (Idleness.NOT_IN_FORCE, None),
        "second": (Idleness.NEVER_WINS, "desk"),
    }


def test_a_policy_that_may_govern_somebody_unread_is_not_idle():
    dim = person("ada", unknown=frozenset({Attribute.DEPARTMENT}))
    assert covered([(dim, SILENT)], DESK).idle == ()


def test_explain_names_policies_that_are_not_in_force_yet():
    dated = Effective(start=TODAY.replace(year=2030))
    later = replace(policy("later", "off", people=("ada@northwind.example",)), effective=dated)
    ada = person("ada", department="Trading")
    told = explain(policies(DESK, later), inventory((ada, SILENT)), ada, TODAY)
    assert [each.name for each in told.winners] == ["desk"]
    assert [lost.reason for lost in told.losers] == [f"not in force before {dated.start}"]
    assert [(each.name, each.observed) for each in told.settings] == [
        ("recording.enabled", False),
        ("recording.record", "Never"),
    ]


def test_a_policy_whose_people_could_not_be_read_is_not_said_never_to_win():
    dim = person("ada", unknown=frozenset({Attribute.DEPARTMENT}))
    everybody = policy("all", "off", everyone=True)
    assert covered([(dim, SILENT)], DESK, everybody).idle == ()


def waivers_told(subject, *statements, waivers):
    stated = policies(*statements, waivers=waivers)
    told = explain(stated, inventory((subject, SILENT)), subject, TODAY)
    return [said for _, said in told.waivers]


def test_a_waiver_acts_only_where_a_policy_would_govern():
    leave = waiver("leave", everyone=True)
    ada = person("ada", department="Trading")
    assert waivers_told(ada, DESK, waivers=[leave]) == ["acts until 2027-03-31"]
    assert waivers_told(person("ben"), DESK, waivers=[leave]) == [
        "does nothing here: no policy governs"
    ]
    rival = policy("rival", "off", departments=("Trading",))
    assert waivers_told(ada, DESK, rival, waivers=[leave]) == [
        "does nothing here: policies 'desk' and 'rival' claim it with equal rank"
    ]
    dim = person("eve", unknown=frozenset({Attribute.DEPARTMENT}))
    (said,) = waivers_told(dim, DESK, waivers=[leave])
    assert said.startswith("does nothing here: ")
    assert "department" in said
