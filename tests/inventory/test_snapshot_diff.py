"""What differs between two inventories, and what must not count as a difference."""

from reconciler.inventory.snapshot_diff import (
    Appeared,
    AttributeChanged,
    Left,
    Moved,
    ReadingChanged,
    SettingChanged,
    differences,
)
from reconciler.readings import NotOffered, Unread
from reconciler.subjects import Attribute, License, SettingName
from tests.inventory.inventories import LONDON, PARIS, inventory_of, person, recorded

ON = recorded(enabled=True, record="Always")


def test_who_came_and_who_left_is_told_in_order_of_ids() -> None:
    before = inventory_of((person(1), ON), (person(3), ON))
    after = inventory_of((person(2), ON), (person(3), ON))
    assert differences(before, after) == (Left(subject=person(1)), Appeared(subject=person(2)))


def test_a_move_is_told() -> None:
    found = differences(inventory_of((person(1), ON)), inventory_of((person(1, PARIS), ON)))
    assert found == (Moved(subject=person(1, PARIS), before=LONDON, after=PARIS),)


def test_changed_attributes_are_told_with_both_values() -> None:
    now = person(1, department="Trading", license=License.STANDARD)
    found = differences(inventory_of((person(1), ON)), inventory_of((now, ON)))
    assert found == (
        AttributeChanged(subject=now, attribute="department", before=None, after="Trading"),
        AttributeChanged(subject=now, attribute="license", before="professional", after="standard"),
    )


def test_what_could_not_be_read_is_no_change() -> None:
    unread = person(
        1,
        None,
        license=License.NONE,
        department=None,
        unknown=frozenset({Attribute.LOCATION, Attribute.LICENSE, Attribute.DEPARTMENT}),
    )
    known = person(1, department="Trading")
    assert differences(inventory_of((known, ON)), inventory_of((unread, ON))) == ()
    assert differences(inventory_of((unread, ON)), inventory_of((known, ON))) == ()


def test_changed_settings_are_told_with_both_values() -> None:
    before = inventory_of((person(1), ON))
    after = inventory_of((person(1), recorded(enabled=True, record="Never")))
    assert differences(before, after) == (
        SettingChanged(
            subject=person(1),
            setting=SettingName("recording.record"),
            before="Always",
            after="Never",
        ),
    )


def test_what_webex_leaves_out_while_recording_is_off_is_no_change() -> None:
    sparse = inventory_of((person(1), recorded(enabled=False)))
    full = inventory_of((person(1), recorded(enabled=False, record="Never")))
    assert differences(sparse, full) == ()
    assert differences(full, sparse) == ()


def test_a_document_that_can_no_longer_be_read_is_told_as_that() -> None:
    before = inventory_of((person(1), ON), (person(2), None))
    after = inventory_of((person(1), Unread(reason="x")), (person(2), NotOffered(reason="y")))
    assert differences(before, after) == (
        ReadingChanged(subject=person(1), document="recording", before="read", after="unread"),
        ReadingChanged(
            subject=person(2), document="recording", before="not asked for", after="not offered"
        ),
    )


def test_another_reason_for_the_same_state_is_no_change() -> None:
    before = inventory_of((person(1), Unread(reason="x", tracking="T1")))
    after = inventory_of((person(1), Unread(reason="y", tracking="T2")))
    assert differences(before, after) == ()
