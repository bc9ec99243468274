"""The wire's oddities, and that none of them gets any further."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.catalog.settings import SETTINGS
from reconciler.catalog.value_schema import Choice, Switch
from reconciler.readings import Document, Unread
from reconciler.subjects import SettingName
from reconciler.values import JSONValue
from reconciler.webex.wire_form import DocumentPool, document_of, wire_body

FULL: dict[str, JSONValue] = {
    "enabled": True,
    "record": "Always",
    "recordVoicemailEnabled": False,
    "notification": {"type": "Beep", "enabled": True},
    "repeat": {"interval": 30, "enabled": True},
    "serviceProvider": "WSNWC10021",
    "madeUpLater": {"deep": [1, None]},
}


def read(wire: JSONValue) -> Document:
    document = document_of("recording", wire, {})
    assert isinstance(document, Document)
    return document


def setting(wire: JSONValue, name: str) -> JSONValue:
    return read(wire).settings.get(SettingName(f"recording.{name}"))


def test_a_document_is_flat_and_keeps_what_it_does_not_know() -> None:
    document = read(FULL)
    assert document.settings[SettingName("recording.repeat.interval")] == 30
    assert document.rest == {"serviceProvider": "WSNWC10021", "madeUpLater": {"deep": [1, None]}}


@pytest.mark.parametrize("notification", [{"type": None}, {"type": "None"}, {}, None])
def test_no_notification_is_one_value_whatever_its_spelling(notification: JSONValue) -> None:
    assert setting({**FULL, "notification": notification}, "notification.type") == "None"


def test_no_notification_at_all_is_none_too() -> None:
    assert setting({"enabled": False}, "notification.type") == "None"


def test_an_unknown_shape_of_a_setting_is_carried_and_not_compared() -> None:
    document = read({**FULL, "notification": {"type": {"sound": "Beep"}, "enabled": True}})
    assert SettingName("recording.notification.type") not in document.settings
    assert document.rest["notification"] == {"type": {"sound": "Beep"}}


def test_the_older_spelling_of_on_demand_is_read_as_the_newer() -> None:
    read_as = setting({**FULL, "record": "On Demand"}, "record")
    assert read_as == "On Demand with User Initiated Start"


def test_a_whole_number_is_an_integer_even_as_a_float() -> None:
    value = setting({**FULL, "repeat": {"interval": 30.0, "enabled": True}}, "repeat.interval")
    assert value == 30
    assert isinstance(value, int)


def test_null_means_not_reported() -> None:
    assert setting({**FULL, "record": None}, "record") is None
    assert SettingName("recording.record") not in read({**FULL, "record": None}).settings


@pytest.mark.parametrize(
    "wire", [None, [], "x", {}, {"record": "Always"}, {"enabled": None}, {"enabled": "true"}]
)
def test_what_does_not_say_whether_recording_is_on_was_not_read(wire: JSONValue) -> None:
    assert isinstance(document_of("recording", wire, {}), Unread)


def test_equal_documents_share_their_settings() -> None:
    pool: DocumentPool = {}
    one = document_of("recording", {**FULL, "serviceProvider": "A"}, pool)
    other = document_of("recording", {**FULL, "serviceProvider": "B"}, pool)
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert one.settings is other.settings
    assert one.rest != other.rest


def test_true_and_one_are_not_taken_for_each_other_when_sharing() -> None:
    pool: DocumentPool = {}
    document_of("recording", {"enabled": True, "record": True}, pool)
    second = document_of("recording", {"enabled": True, "record": 1}, pool)
    assert isinstance(second, Document)
    assert second.settings[SettingName("recording.record")] is not True


def test_none_is_written_as_null_and_nested() -> None:
    body = wire_body(
        {
            SettingName("recording.notification.type"): "None",
            SettingName("recording.notification.enabled"): False,
            SettingName("recording.enabled"): True,
        },
        carried={},
    )
    assert body == {"enabled": True, "notification": {"type": None, "enabled": False}}


def test_unknown_fields_beside_a_setting_go_back_with_it_and_others_stay() -> None:
    body = wire_body(
        {SettingName("recording.repeat.enabled"): True},
        carried={"repeat": {"volume": 3, "enabled": False}, "serviceProvider": "WSNWC10021"},
    )
    assert body == {"repeat": {"volume": 3, "enabled": True}}


def _values(row_schema: object) -> st.SearchStrategy[bool | int | str]:
    if isinstance(row_schema, Switch):
        return st.booleans()
    if isinstance(row_schema, Choice):
        return st.sampled_from(row_schema.words)
    return st.integers(10, 1800)


settings = st.fixed_dictionaries(
    {row.name: _values(row.schema) for row in SETTINGS if row.name == "recording.enabled"},
    optional={row.name: _values(row.schema) for row in SETTINGS if row.name != "recording.enabled"},
)


@given(settings=settings)
def test_what_is_written_reads_back_the_same(
    settings: dict[SettingName, bool | int | str],
) -> None:
    back = read(cast("JSONValue", wire_body(settings, carried={})))
    none = {SettingName("recording.notification.type"): "None"}
    assert dict(back.settings) == {**none, **settings}
    assert not back.rest
