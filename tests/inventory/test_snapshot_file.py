"""What a snapshot file says when it cannot be believed."""

import json

import pytest

from reconciler.errors import RecordDamaged
from reconciler.inventory.snapshot import Inventory
from reconciler.inventory.snapshot_file import dump, load
from reconciler.readings import Document, NotOffered, Unread
from reconciler.subjects import Attribute, Location, LocationId
from tests.inventory.inventories import PARIS, inventory_of, person, recorded

SMALL = inventory_of(
    (person(1), recorded(enabled=True, record="Always")),
    (person(2, PARIS), recorded(enabled=True, record="Always")),
    (person(3, None, unknown=frozenset({Attribute.LOCATION})), Unread(reason="HTTP 503")),
    (person(4), NotOffered(reason="no calling", tracking="T1")),
    (person(5), None),
)


def lines(inventory: Inventory = SMALL) -> list[bytes]:
    return list(dump(inventory))


def damage(broken: list[bytes]) -> RecordDamaged:
    with pytest.raises(RecordDamaged) as caught:
        load(broken)
    return caught.value


def test_the_first_line_says_what_it_is() -> None:
    header = json.loads(lines()[0])
    assert (header["kind"], header["format"]) == ("snapshot", 1)
    assert header["taken_at"] == "2026-11-23T09:00:00Z"
    assert header["counts"] == {"subjects": 5, "read": 2, "not_offered": 1, "unread": 1}


def test_documents_are_nested_as_webex_nests_them() -> None:
    document = json.loads(lines()[1])["documents"]["recording"]
    assert document == {
        "state": "read",
        "settings": {"enabled": True, "record": "Always"},
        "rest": {"serviceProvider": "WSNWC10021"},
    }


def test_equal_settings_and_locations_are_one_value_again() -> None:
    loaded = load(dump(SMALL))
    one, two = (each for each in loaded.documents.values() if isinstance(each, Document))
    assert one.settings is two.settings
    assert loaded.subjects[0].location is loaded.locations[0]


def test_a_missing_end_is_a_cut() -> None:
    assert "cut" in damage(lines()[:-1]).message


def test_an_unfinished_line_is_a_cut_there() -> None:
    whole = lines()
    assert damage([*whole[:2], whole[2][:-20]]).message.startswith("line 3: the snapshot was cut")


def test_a_missing_or_doubled_subject_is_noticed() -> None:
    whole = lines()
    assert "seal" in damage([*whole[:2], *whole[3:]]).message
    assert "twice" in damage([*whole[:2], whole[1], *whole[2:]]).message


def test_an_edited_value_is_noticed() -> None:
    whole = lines()
    whole[1] = whole[1].replace(b'"Always"', b'"Never"')
    assert damage(whole).message == "line 7: the snapshot was edited: its seal does not fit"


def test_a_field_that_nobody_knows_is_noticed_with_its_line() -> None:
    whole = lines()
    whole[2] = whole[2].replace(b'"name"', b'"nickname":"x","name"')
    assert damage(whole).message.startswith("line 3: the snapshot was edited: ")


def test_a_setting_of_a_newer_version_is_named_as_such() -> None:
    whole = lines()
    whole[1] = whole[1].replace(b'"enabled":true', b'"enabled":true,"madeUpLater":true')
    error = damage(whole)
    assert error.message == "line 2: settings that this version does not know"
    assert "version" in str(error.hint)


def test_a_document_of_a_newer_version_is_named_as_such() -> None:
    whole = lines()
    whole[1] = whole[1].replace(b'"recording":{', b'"forwarding":{')
    assert damage(whole).message == (
        "line 2: a document 'forwarding' that this version does not know"
    )


def test_a_newer_format_is_named_as_such() -> None:
    error = damage([b'{"kind":"snapshot","format":2,"surprise":[]}\n'])
    assert error.message == "line 1: the snapshot has format 2; known is 1"
    assert error.hint


def test_another_file_is_not_taken_for_a_snapshot() -> None:
    assert "'plan', not a snapshot" in damage([b'{"kind":"plan","format":1}\n']).message
    assert "no snapshot" in damage([b"kind: snapshot\n"]).message
    assert "empty" in damage([]).message


def test_nothing_may_follow_the_end() -> None:
    assert "follows the end" in damage([*lines(), b"\n"]).message


def test_a_location_that_the_header_lacks_is_noticed() -> None:
    whole = lines()
    whole[1] = whole[1].replace(b'"location":"L1"', b'"location":"L9"')
    assert damage(whole).message == "line 2: the header has no location 'L9'"


def test_what_cannot_be_loaded_again_is_not_dumped() -> None:
    nowhere = Location(id=LocationId("L9"), name="Nowhere", vendor=None)
    with pytest.raises(ValueError, match="location"):
        lines(inventory_of((person(1, nowhere), None)))
