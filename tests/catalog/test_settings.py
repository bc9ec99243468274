"""The catalog's rows, held against each other."""

import pytest

from reconciler.catalog.normal_form import flatten, nest
from reconciler.catalog.settings import BY_NAME, SETTINGS, offered
from reconciler.catalog.value_schema import fits
from reconciler.subjects import SettingName, SubjectKind

NEVER_CONFIGURED = {
    "enabled": False,
    "record": "Never",
    "recordVoicemailEnabled": False,
    "startStopAnnouncementEnabled": False,
    "notification": {"type": "None", "enabled": False},
    "repeat": {"interval": 15, "enabled": False},
    "startStopAnnouncement": {"internalCallsEnabled": False, "pstnCallsEnabled": False},
    "callRecordingAccessSettings": {
        "viewAndPlayRecordingsEnabled": True,
        "downloadRecordingsEnabled": True,
        "deleteRecordingsEnabled": True,
        "shareRecordingsEnabled": True,
    },
    "postCallRecordingSettings": {"transcriptEnabled": False, "summaryAndActionItemsEnabled": True},
    "selectiveCallRecordingSettings": {
        "recordInboundInternalCallsEnabled": True,
        "recordInboundExternalCallsEnabled": True,
        "recordOutboundInternalCallsEnabled": True,
        "recordOutboundExternalCallsEnabled": True,
    },
}


def test_names_are_unique_and_made_of_document_and_path():
    assert len(BY_NAME) == len(SETTINGS)
    for row in SETTINGS:
        assert row.name == ".".join((row.document, *row.path))
        assert row.pointer == "/" + "/".join(row.path)


def test_every_writable_field_of_a_whole_person_document_is_a_setting():
    settings, rest = flatten("recording", NEVER_CONFIGURED)
    assert rest == {}
    assert settings.keys() == BY_NAME.keys()
    assert nest(settings) == NEVER_CONFIGURED


def test_defaults_fit_their_schema_and_are_what_an_untouched_person_reports():
    settings, _ = flatten("recording", NEVER_CONFIGURED)
    for row in SETTINGS:
        if row.default is not None:
            assert fits(row.schema, row.default), row.name
            assert settings[row.name] == row.default, row.name


def test_gates_and_couplings_name_rows_that_exist():
    for row in SETTINGS:
        for name in (*row.coupled, *([row.gate] if row.gate else [])):
            assert name in BY_NAME, row.name


def test_read_only_and_unknown_fields_stay_in_the_rest():
    wire = {"enabled": True, "serviceProvider": "WS1", "repeat": {"interval": 20, "tone": "low"}}
    settings, rest = flatten("recording", wire)
    assert rest == {"serviceProvider": "WS1", "repeat": {"tone": "low"}}
    assert set(settings) == {"recording.enabled", "recording.repeat.interval"}


def test_a_name_that_is_no_setting_is_not_written():
    with pytest.raises(KeyError, match="shout"):
        nest({SettingName("recording.shout"): True})


def test_access_settings_are_offered_to_people_under_webex_only():
    row = next(row for row in SETTINGS if "deleteRecordings" in row.name)
    assert offered(row, SubjectKind.PERSON, "Webex")
    assert not offered(row, SubjectKind.PERSON, "Dubber")
    assert not offered(row, SubjectKind.PERSON, None)
    assert not offered(row, SubjectKind.VIRTUAL_LINE, "Webex")


def test_a_switch_is_no_number_and_a_number_no_switch():
    by_path = {row.path: row.schema for row in SETTINGS}
    assert not fits(by_path["enabled",], 1)
    assert not fits(by_path["repeat", "interval"], True)
    assert not fits(by_path["repeat", "interval"], 9)
    assert fits(by_path["repeat", "interval"], 1800)
    assert not fits(by_path["record",], "always")
