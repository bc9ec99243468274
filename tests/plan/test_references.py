"""Names in policies that the organization does not have."""

from dataclasses import replace

from reconciler.plan.references import dangling_references
from reconciler.source import Severity
from reconciler.subjects import Attribute, SubjectId
from tests.plan.organization_builder import document, inventory, person
from tests.plan.policy_builder import control, hold, policies, policy, waiver

THERE = [(person("ada", department="Trading"), document(enabled=False))]


def dangling(*statements, rows=THERE):
    return dangling_references(policies(*statements), inventory(*rows))


def test_names_are_found_in_any_spelling_of_case():
    statement = policy(
        "desk",
        "on",
        departments=("TRADING",),
        locations=("london", "L1"),
        people=("ADA@northwind.example", "id-ada", "*@northwind.example"),
    )
    assert dangling(statement) == ()


def test_a_place_or_department_that_does_not_exist_is_an_error():
    found = dangling(policy("desk", "on", locations=("Lundon",), departments=("Traders",)))
    assert {each.rule for each in found} == {"unknown-location", "unknown-department"}
    assert all(each.severity is Severity.ERROR for each in found)


def test_a_person_who_left_is_a_warning_also_in_an_exception():
    statement = policy("desk", "on", everyone=True, exclude={"people": ("gone@northwind.example",)})
    (found,) = dangling(statement)
    assert found.severity is Severity.WARNING
    assert "gone@northwind.example" in found.message


def test_a_misspelt_exception_is_an_error_because_it_protects_nobody():
    rows = [(person("mina.demir"), document(enabled=False))]
    away = {"people": ("mina.demri@northwind.example",)}
    (found,) = dangling(policy("all", "on", everyone=True, exclude=away), rows=rows)
    assert found.severity is Severity.ERROR
    assert found.hint == "did you mean 'mina.demir@northwind.example'?"


def test_a_misspelt_hold_is_an_error_because_it_protects_nobody():
    stated = policies(
        policy("all", "on", everyone=True),
        holds=(hold("case", people=("adaa@northwind.example",)),),
    )
    (found,) = dangling_references(stated, inventory(*THERE))
    assert found.severity is Severity.ERROR
    assert found.hint == "did you mean 'ada@northwind.example'?"


def test_ids_are_known_with_and_without_padding():
    ada = replace(person("ada"), id=SubjectId("Y2lzY29zcGFyazovL2FkYQ"))
    statement = policy("all", "on", people=(f"{ada.id}==", ada.id))
    assert dangling(statement, rows=[(ada, document(enabled=False))]) == ()


def test_names_end_as_they_are_written():
    rows = [(person("ada", department="R&D="), document(enabled=False))]
    assert dangling(policy("desk", "on", departments=("R&D=",)), rows=rows) == ()
    (found,) = dangling(policy("desk", "on", departments=("R&D",)), rows=rows)
    assert found.hint == "did you mean 'r&d='?"


def test_departments_are_not_judged_while_one_could_not_be_read():
    blind = person("ben", unknown=frozenset({Attribute.DEPARTMENT}))
    rows = [*THERE, (blind, document(enabled=False))]
    assert dangling(policy("desk", "on", departments=("Traders",)), rows=rows) == ()


def test_a_group_that_nobody_is_in_is_an_error_unless_groups_could_not_be_read():
    (found,) = dangling(policy("desk", "on", groups=("Dealers",)))
    assert (found.rule, found.severity) == ("unknown-group", Severity.ERROR)
    blind = person("ben", unknown=frozenset({Attribute.GROUPS}))
    rows = [*THERE, (blind, document(enabled=False))]
    assert dangling(policy("desk", "on", groups=("Dealers",)), rows=rows) == ()


def test_holds_waivers_and_controls_name_nobody_who_is_not_there_either():
    gone = {"people": ("gone@northwind.example",)}
    stated = policies(
        waivers=[waiver("leave", **gone)],
        holds=[hold("case", **gone)],
        controls=[control("C", locations=("Lundon",))],
    )
    found = dangling_references(stated, inventory(*THERE))
    assert [each.message.partition(" names ")[0] for each in found] == [
        "control 'C'",
        "waiver 'leave'",
        "hold 'case'",
    ]
