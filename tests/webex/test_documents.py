"""What an answer to one document means."""

import json

import httpx
import pytest

from reconciler.catalog.document_types import RECORDING
from reconciler.errors import WebexRefused
from reconciler.readings import (
    Accepted,
    Document,
    NotOffered,
    Reading,
    Rejected,
    Unclear,
    Unread,
    WriteAnswer,
)
from reconciler.subjects import SettingName, Subject, SubjectId, SubjectKind
from reconciler.values import JSONValue
from reconciler.webex.documents import WebexDocuments
from tests.virtual_time import run
from tests.webex.scripted import Script, Scripted, html, in_turn, reply, session_to

ADA = Subject(kind=SubjectKind.PERSON, id=SubjectId("UDE"), name="Ada")
OFF = {SettingName("recording.enabled"): False}


def read(script: Script) -> Reading:
    return run(WebexDocuments(session_to(Scripted(script))).read(ADA, RECORDING.name))


def write(*answers: httpx.Response | Exception) -> tuple[WriteAnswer, Scripted]:
    transport = Scripted(in_turn(reply(204), *answers))
    documents = WebexDocuments(session_to(transport))

    async def twice() -> WriteAnswer:
        await documents.write(ADA, RECORDING.name, OFF, {})
        return await documents.write(ADA, RECORDING.name, OFF, {})

    return run(twice()), transport


def test_a_document_is_read_from_its_path() -> None:
    transport = Scripted(in_turn(reply(value={"enabled": False})))
    reading = run(WebexDocuments(session_to(transport)).read(ADA, RECORDING.name))
    assert isinstance(reading, Document)
    assert transport.sent[0].url.path == "/v1/people/UDE/features/callRecording"


@pytest.mark.parametrize(("status", "code"), [(404, 4008), (400, 4410), (405, 25409)])
def test_who_does_not_have_the_document_is_not_offered_it(status: int, code: int) -> None:
    value: JSONValue = {"message": "no", "errorCode": code, "trackingId": "T1"}
    reading = read(in_turn(reply(status, value)))
    assert isinstance(reading, NotOffered)
    assert reading.tracking == "T1"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410])
def test_any_other_no_is_a_document_that_was_not_read(status: int) -> None:
    assert isinstance(read(in_turn(reply(status, {"message": "no"}))), Unread)


@pytest.mark.parametrize(
    "trouble",
    [
        reply(503),
        html(502),
        httpx.ReadError("reset"),
        httpx.Response(200, content=b'{"enabled": tr'),
        html(200),
        reply(value=[]),
    ],
)
def test_what_cannot_be_read_is_unread_with_a_reason(trouble: httpx.Response | Exception) -> None:
    reading = read(lambda _: trouble)
    assert isinstance(reading, Unread)
    assert reading.reason


def test_a_refused_token_ends_the_run_while_reading_and_writing() -> None:
    with pytest.raises(WebexRefused):
        read(in_turn(reply(401)))
    with pytest.raises(WebexRefused):
        write(reply(401))


def test_a_204_is_accepted_and_only_the_settings_were_sent() -> None:
    answer, transport = write(reply(204))
    assert answer == Accepted(tracking="ROUTER_1")
    assert json.loads(transport.sent[1].content) == {"enabled": False}
    assert transport.sent[1].headers["Content-Type"] == "application/json"


def test_a_refused_write_keeps_status_reason_and_tracking() -> None:
    body: JSONValue = {"message": "Invalid", "errorCode": 25024, "trackingId": "T2"}
    answer, _ = write(reply(400, body))
    assert isinstance(answer, Rejected)
    assert (answer.status, answer.tracking) == (400, "T2")
    assert "Invalid" in answer.reason
    assert "25024" in answer.reason


def test_unaccepted_terms_name_vendor_and_place() -> None:
    body: JSONValue = {"vendorName": "Dubber", "termsOfServiceUrl": "https://dubber.example/terms"}
    answer, _ = write(reply(409, body))
    assert isinstance(answer, Rejected)
    assert "Dubber" in answer.reason
    assert "https://dubber.example/terms" in answer.reason


@pytest.mark.parametrize(
    "trouble", [reply(500), html(502), reply(504), reply(408), httpx.ReadError("x"), html(200)]
)
def test_no_clear_answer_to_a_write_is_unclear_and_sent_once(
    trouble: httpx.Response | Exception,
) -> None:
    answer, transport = write(trouble)
    assert isinstance(answer, Unclear)
    assert len(transport.sent) == 2


def written(*answers: httpx.Response) -> list[WriteAnswer]:
    documents = WebexDocuments(session_to(Scripted(in_turn(*answers))))

    async def work() -> list[WriteAnswer]:
        return [await documents.write(ADA, RECORDING.name, OFF, {}) for _ in answers]

    return run(work())


def test_several_403_before_any_write_went_through_are_the_tokens() -> None:
    assert all(isinstance(each, Rejected) for each in written(reply(403), reply(403)))
    with pytest.raises(WebexRefused):
        written(reply(403), reply(403), reply(403))


def test_a_403_after_a_write_went_through_is_the_subjects() -> None:
    first, *others = written(reply(204), *[reply(403)] * 5)
    assert isinstance(first, Accepted)
    assert all(isinstance(each, Rejected) for each in others)
