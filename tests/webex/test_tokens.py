"""Secrets that nothing shows, and tokens that cannot break a header."""

import copy
import logging
import pickle
import traceback

import pytest

from reconciler.errors import UsageWrong
from reconciler.webex.tokens import FixedToken, Secret

TOKEN = "c2VjcmV0LXRva2Vu"


def test_no_representation_shows_a_secret() -> None:
    secret = Secret(TOKEN)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r:>40}", "%s" % secret]  # noqa: UP031 - one more way
    shown += [
        repr({"token": secret}),
        repr(FixedToken(TOKEN)),
        logging.Formatter().formatMessage(logging.makeLogRecord({"message": f"{secret}"})),
    ]
    assert TOKEN not in "".join(shown)
    assert str(secret) == "[redacted]"
    assert secret.reveal() == TOKEN


@pytest.mark.parametrize("leave", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_secret_is_not_copied_or_written_out(leave: object) -> None:
    assert callable(leave)
    with pytest.raises(TypeError):
        leave(Secret(TOKEN))


@pytest.mark.parametrize(
    "text", ["", "  ", "two words", "line\nbreak", "ünicode", "nul\x00", "a\r\nX: y"]
)
def test_what_cannot_be_a_token_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(UsageWrong) as caught:
        FixedToken(text)
    shown = "".join(traceback.format_exception_only(caught.value))
    assert not text.strip() or text not in shown


def test_blanks_around_a_token_are_a_slip_of_the_paste() -> None:
    assert FixedToken(f" {TOKEN}\n").current().reveal() == TOKEN
