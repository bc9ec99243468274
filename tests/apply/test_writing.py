"""What one write sends."""

from reconciler.apply.writing import body_of
from reconciler.readings import Document
from tests.apply.fake_documents import named

REPEAT = "repeat.interval"


def test_a_nested_object_is_sent_whole_with_what_webex_holds():
    found = Document(settings=named(enabled=True, **{"repeat.enabled": False, REPEAT: 30}))
    body = body_of(named(**{"repeat.enabled": True}), found)
    assert body.settings == named(**{"repeat.enabled": True, REPEAT: 30})


def test_a_top_level_key_that_nobody_manages_is_not_sent():
    found = Document(settings=named(enabled=True, record="Always", recordVoicemailEnabled=True))
    body = body_of(named(enabled=True, record="Always"), found)
    assert body.settings == named(enabled=True, record="Always")


def test_fields_nobody_knows_inside_a_sent_object_go_back_as_they_were():
    found = Document(
        settings=named(enabled=True, **{"repeat.enabled": False, REPEAT: 30}),
        rest={"repeat": {"tone": "low"}, "serviceProvider": "WS1", "notification": {"x": 1}},
    )
    body = body_of(named(**{"repeat.enabled": True}), found)
    assert body.carried == {"repeat": {"tone": "low"}}


def test_turning_on_completes_objects_with_webex_defaults():
    found = Document(settings=named(enabled=False))
    body = body_of(named(enabled=True, record="Always", **{"repeat.enabled": True}), found)
    assert body.settings[next(name for name in body.settings if "interval" in name)] == 15


def test_turning_off_sends_the_switch_alone():
    found = Document(settings=named(enabled=True, record="Always"))
    body = body_of(named(enabled=False, record="Never"), found)
    assert body.settings == named(enabled=False)
    assert body.carried == {}
