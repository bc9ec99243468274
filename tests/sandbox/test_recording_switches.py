"""Each switch moves exactly what it says; a full write-back is safe under all of them."""

from collections.abc import Mapping
from itertools import product
from typing import Literal

import pytest

from reconciler.sandbox.switches import Switches
from reconciler.sandbox.wire_json import JSON
from tests.sandbox.sandbox_client import ADA, BEN, INTERN, sandbox
from tests.sandbox.test_recording_reads import PROVIDER_FIELDS, in_dublin


def test_a_shallow_merge_resets_the_members_that_were_not_sent() -> None:
    box = sandbox(switches=Switches(merge="shallow"))
    before = box.recording(ADA)
    after = box.accepts(ADA, {"repeat": {"interval": 60}})
    assert after == {**before, "repeat": {"interval": 60, "enabled": False}}


def test_a_replacement_resets_every_field_that_was_not_sent() -> None:
    box = sandbox(switches=Switches(merge="replace"))
    after = box.accepts(ADA, {"enabled": True, "recordVoicemailEnabled": True})
    assert after["record"] == "Never"
    assert after["repeat"] == {"interval": 15, "enabled": False}
    assert after["recordVoicemailEnabled"] is True


def test_a_replacement_that_is_silent_about_enabled_turns_recording_off() -> None:
    box = sandbox(switches=Switches(merge="replace"))
    assert box.accepts(ADA, {"record": "Always"})["enabled"] is False


def test_without_wiping_the_old_values_come_back() -> None:
    box = sandbox(switches=Switches(wipe_on_disable=False))
    before = box.recording(ADA)
    off = box.accepts(ADA, {"enabled": False})
    assert off["repeat"] == before["repeat"]
    assert box.accepts(ADA, {"enabled": True}) == before


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("ignore", {"type": "Beep", "enabled": True}), ("accept", {"type": "None", "enabled": True})],
)
def test_the_text_none_may_be_ignored_or_accepted(mode: str, expected: JSON) -> None:
    switches = Switches(none_string="ignore" if mode == "ignore" else "accept")
    after = sandbox(switches=switches).accepts(
        ADA, {"notification": {"enabled": True, "type": "None"}}
    )
    assert after["notification"] == expected


def test_a_notification_with_null_may_beep() -> None:
    body: JSON = {"notification": {"enabled": True, "type": None}}
    silent = sandbox().accepts(ADA, body)
    assert silent["notification"] == {"type": "None", "enabled": True}
    loud = sandbox(switches=Switches(notification_null="beep")).accepts(ADA, body)
    assert loud["notification"] == {"type": "Beep", "enabled": True}


def test_wrong_values_and_nulls_may_be_dropped_in_silence() -> None:
    box = sandbox(switches=Switches(invalid_value="ignore", null_scalar="ignore"))
    before = box.recording(ADA)
    body: JSON = {"record": "Sometimes", "repeat": {"interval": 5}, "enabled": None}
    assert box.accepts(ADA, body) == before


def test_nulls_and_wrong_values_are_two_switches() -> None:
    box = sandbox(switches=Switches(invalid_value="ignore"))
    assert box.put(ADA, {"enabled": "no"}).status_code == 204
    assert box.put(ADA, {"enabled": None}).status_code == 400
    box = sandbox(switches=Switches(null_scalar="ignore"))
    assert box.put(ADA, {"enabled": "no"}).status_code == 400
    assert box.put(ADA, {"enabled": None}).status_code == 204


@pytest.mark.parametrize("status", [403, 409])
def test_the_license_rule_may_have_another_status(status: int) -> None:
    box = sandbox(switches=Switches(standard_with_foreign_vendor=status))
    in_dublin(box, BEN)
    assert box.put(BEN, {"enabled": True}).status_code == status


def test_a_read_may_lag_behind_a_write() -> None:
    box = sandbox(switches=Switches(visible_after_s=2.0))
    before = box.recording(ADA)
    assert box.accepts(ADA, {"record": "Always"}) == before
    box.clock.now += 1.0
    assert box.accepts(ADA, {"record": "Never"}) == before, "the second write prolongs it"
    box.clock.now += 1.9
    assert box.recording(ADA) == before
    box.clock.now += 0.1
    assert box.recording(ADA)["record"] == "Never"


MERGES: tuple[Literal["deep", "shallow", "replace"], ...] = ("deep", "shallow", "replace")
ALL = [
    Switches(merge=merge, wipe_on_disable=wipe, sparse_while_off=sparse, selective_fields=fields)
    for merge, wipe, sparse, fields in product(MERGES, (True, False), (True, False), (True, False))
]


def written_back(document: Mapping[str, JSON]) -> dict[str, JSON]:
    body = {name: each for name, each in document.items() if name not in PROVIDER_FIELDS}
    notification = body["notification"]
    assert isinstance(notification, Mapping)
    if notification["type"] == "None":
        body["notification"] = {**notification, "type": None}
    return body


@pytest.mark.parametrize("switches", ALL, ids=repr)
def test_writing_back_what_was_read_changes_nothing_whatever_the_switches(
    switches: Switches,
) -> None:
    box = sandbox(people=40, switches=switches)
    recorded = [
        each.email
        for each in box.organization.people.values()
        if each.recording and each.recording["enabled"]
    ]
    assert len(recorded) > 5
    for email in recorded:
        before = box.recording(email)
        assert box.accepts(email, written_back(before)) == before


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        ("None", {"type": "None", "enabled": False}),
        ("null", {"type": None, "enabled": False}),
        ("absent", {"enabled": False}),
    ],
)
def test_no_notification_reads_as_the_switch_says(
    reads: Literal["None", "null", "absent"], expected: JSON
) -> None:
    box = sandbox(switches=Switches(none_reads=reads))
    assert box.recording(INTERN)["notification"] == expected
    assert box.recording(ADA)["notification"] == {"type": "Beep", "enabled": True}


def test_on_demand_may_read_shorter_than_it_is_written() -> None:
    for short, mode in ((False, "On Demand with User Initiated Start"), (True, "On Demand")):
        box = sandbox(switches=Switches(short_on_demand=short))
        assert box.recording(BEN)["record"] == mode


def test_the_largest_page_of_people_is_a_switch() -> None:
    box = sandbox(people=60, switches=Switches(largest_people_page=50))
    assert len(box.get("/people?max=1000").json()["items"]) == 50
