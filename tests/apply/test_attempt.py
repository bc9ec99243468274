"""One document carried out, with every answer a far side can give."""

import pytest

from reconciler.apply.attempt import attempt
from reconciler.errors import WebexRefused
from reconciler.outcomes import (
    AlreadySo,
    Applied,
    Drifted,
    Ignored,
    NotAttempted,
    Refused,
    Unconfirmed,
)
from reconciler.readings import Accepted, NotOffered, NotSent, Rejected, Unclear, Unread
from tests.apply.fake_documents import FakeDocuments, change, named
from tests.virtual_time import VirtualClock, run

OFF = named(enabled=False, record="Never")
ON = named(enabled=True, record="Always")
GAIN = change(before=OFF, after=ON)


def tried(documents, planned=GAIN):
    clock = VirtualClock()

    async def work():
        outcome = await attempt(planned, documents, clock)
        return outcome, clock.monotonic()

    return run(work())


def test_a_write_that_a_read_proves_is_applied_at_once():
    documents = FakeDocuments(ada=OFF)
    outcome, seconds = tried(documents)
    assert outcome == Applied(tracking="T1")
    assert seconds == 0
    assert len(documents.bodies) == 1


def test_what_is_already_so_is_not_written():
    documents = FakeDocuments(ada=ON)
    outcome, _ = tried(documents)
    assert outcome == AlreadySo()
    assert documents.bodies == []


def test_a_setting_that_changed_since_the_plan_is_not_overwritten():
    documents = FakeDocuments(ada=OFF | named(record="Always with Pause/Resume"))
    outcome, _ = tried(documents)
    assert outcome == Drifted(
        reason="recording.record was Never when planned and is Always with Pause/Resume now"
    )
    assert documents.bodies == []


def test_a_managed_setting_outside_the_plan_that_moved_is_drift_too():
    before = named(enabled=True, record="Never", recordVoicemailEnabled=True)
    planned = change(
        before=before, after=named(record="Always"), desired=before | named(record="Always")
    )
    outcome, _ = tried(FakeDocuments(ada=before | named(recordVoicemailEnabled=False)), planned)
    assert isinstance(outcome, Drifted)
    assert "recordVoicemailEnabled was true when planned and is false now" in outcome.reason


def test_half_of_the_plan_done_by_somebody_else_is_drift():
    documents = FakeDocuments(ada=named(enabled=True, record="Never"))
    outcome, _ = tried(documents)
    assert isinstance(outcome, Drifted)


@pytest.mark.parametrize("reading", [NotOffered(reason="gone"), Unread(reason="gone")])
def test_a_document_that_cannot_be_looked_at_is_not_written(reading):
    documents = FakeDocuments(ada=OFF)
    documents.readings.append(reading)
    outcome, _ = tried(documents)
    assert outcome == NotAttempted(reason="gone")
    assert documents.bodies == []


def test_a_rejected_write_is_refused_with_the_reason_that_webex_gave():
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    documents.answers.append(Rejected(status=400, reason="no", tracking="T9"))
    outcome, _ = tried(documents)
    assert outcome == Refused(reason="no", tracking="T9", status=400)


def test_an_accepted_write_without_effect_is_ignored_after_ten_seconds():
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    outcome, seconds = tried(documents)
    assert isinstance(outcome, Ignored)
    assert "recording.enabled still reads false" in outcome.reason
    assert seconds == 10
    assert len(documents.bodies) == 1


def test_an_effect_that_shows_late_is_applied():
    documents = FakeDocuments(ada=OFF)
    stale = FakeDocuments(ada=OFF)
    first = run(stale.read(GAIN.subject, None))
    documents.readings.extend([None, first, first])
    outcome, seconds = tried(documents)
    assert outcome == Applied(tracking="T1")
    assert seconds == 3


def test_a_lost_answer_whose_write_happened_is_applied():
    documents = FakeDocuments(ada=OFF)
    documents.answers.append(Unclear(reason="connection lost"))
    outcome, _ = tried(documents)
    assert isinstance(outcome, Applied)
    assert len(documents.bodies) == 1


def test_a_lost_write_is_sent_once_more_and_then_proved():
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    documents.answers.append(Unclear(reason="connection lost"))

    async def effect_later(*args):
        result = await FakeDocuments.write(documents, *args)
        documents.effect = True
        return result

    documents.write = effect_later
    outcome, _ = tried(documents)
    assert isinstance(outcome, Applied)
    assert len(documents.bodies) == 2


def test_an_administrator_who_comes_between_two_writes_is_not_overwritten():
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    documents.answers.append(Unclear(reason="lost"))
    hand = named(enabled=True, record="Always with Pause/Resume")

    async def write(subject, document, settings, carried):
        answer = await FakeDocuments.write(documents, subject, document, settings, carried)
        documents.held["ada"] = dict(hand)
        return answer

    documents.write = write
    outcome, _ = tried(documents)
    assert isinstance(outcome, Unconfirmed)
    assert "recording.enabled was false when planned and is true now" in outcome.reason
    assert len(documents.bodies) == 1
    assert documents.held["ada"] == hand


def test_an_unclear_write_that_no_look_can_see_is_not_sent_again():
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    documents.answers.append(Unclear(reason="lost"))
    documents.readings.extend([None, *[Unread(reason="no answer")] * 4])
    outcome, _ = tried(documents)
    assert outcome == Unconfirmed(reason="sent, then no answer")
    assert len(documents.bodies) == 1


def test_a_document_that_stopped_reporting_a_setting_is_not_called_already_so():
    planned = change(before=named(enabled=True, record="Never"), after=named(record="Always"))
    documents = FakeDocuments(ada=named(enabled=True))
    outcome, _ = tried(documents, planned)
    assert outcome == NotAttempted(reason="Webex does not report recording.record any more")
    assert documents.bodies == []


def test_a_managed_setting_that_falls_back_while_the_change_holds_is_no_proof():
    before = named(enabled=True, record="Never", recordVoicemailEnabled=True)
    planned = change(
        before=before, after=named(record="Always"), desired=before | named(record="Always")
    )
    documents = FakeDocuments(ada=before)

    async def write(subject, document, settings, carried):
        answer = await FakeDocuments.write(documents, subject, document, settings, carried)
        documents.held["ada"].update(named(recordVoicemailEnabled=False))
        return answer

    documents.write = write
    outcome, _ = tried(documents, planned)
    assert isinstance(outcome, Ignored)


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (Rejected(status=400, reason="no", tracking="T2"), "lost; not in effect; sent again: no"),
        (NotSent(reason="no connection"), "lost; not in effect; sent again: no connection"),
        (WebexRefused("token expired"), "lost; not in effect; sent again: token expired"),
    ],
)
def test_what_follows_an_unclear_write_cannot_prove_that_it_had_no_effect(second, words):
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    documents.answers.extend([Unclear(reason="lost"), second])
    outcome, _ = tried(documents)
    assert outcome == Unconfirmed(reason=words)


def test_a_write_of_which_nothing_left_was_not_attempted():
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    documents.answers.append(NotSent(reason="no connection"))
    outcome, seconds = tried(documents)
    assert outcome == NotAttempted(reason="no connection")
    assert seconds == 0


def test_a_write_that_stays_unclear_is_unconfirmed_and_never_a_success():
    documents = FakeDocuments(ada=OFF)
    documents.effect = False
    documents.answers.extend([Unclear(reason="connection lost")] * 2)
    outcome, _ = tried(documents)
    assert outcome == Unconfirmed(reason="connection lost; not in effect")
    assert len(documents.bodies) == 2


def test_a_write_that_cannot_be_looked_at_again_is_unconfirmed():
    documents = FakeDocuments(ada=OFF)
    documents.readings.extend([None, *[Unread(reason="no answer")] * 4])
    outcome, _ = tried(documents)
    assert outcome == Unconfirmed(reason="sent, then no answer", tracking="T1")


def test_a_token_that_dies_after_the_write_leaves_it_unconfirmed():
    documents = FakeDocuments(ada=OFF)
    documents.readings.extend([None, WebexRefused("token expired")])
    outcome, _ = tried(documents)
    assert outcome == Unconfirmed(reason="sent, then token expired", tracking="T1")


def test_a_token_refused_at_the_look_is_raised_for_the_run_to_end():
    documents = FakeDocuments(ada=OFF)
    documents.readings.append(WebexRefused("token expired"))
    with pytest.raises(WebexRefused):
        tried(documents)


def test_a_setting_that_webex_drops_silently_is_ignored_not_applied():
    planned = change(
        before=OFF | named(recordVoicemailEnabled=False),
        after=ON | named(recordVoicemailEnabled=True),
    )
    documents = FakeDocuments(ada=OFF)

    async def forgetful(subject, document, settings, carried):
        del document, carried
        documents.held[subject.id] = {
            name: value for name, value in settings.items() if "Voicemail" not in name
        }
        return Accepted(tracking="T1")

    documents.write = forgetful
    outcome, _ = tried(documents, planned)
    assert outcome == Ignored(
        reason="accepted, but Webex does not report recording.recordVoicemailEnabled",
        tracking="T1",
    )
