"""One trouble, read from plain data: its `kind` and the keys of that kind."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TypeAlias, get_args

from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.weather import (
    BodyShape,
    Drift,
    Ending,
    ExpiredToken,
    LostAnswerAfterEffect,
    LostRequest,
    Moved,
    NotEffective,
    OddAnswer,
    Status,
    Trouble,
    TruncatedAnswer,
    Vanished,
)
from reconciler.sandbox.wire_json import JSON

__all__ = ["Entry", "meaningless", "text_in", "trouble_of"]

Entry: TypeAlias = Mapping[str, JSON]


def trouble_of(body: Entry) -> tuple[Trouble, frozenset[str]]:
    """Return the trouble, and the keys that belong to its kind.

    Raises:
        Rejection: 400, something in it has no meaning.
    """
    kind = _KINDS.get(text_in(body, "kind"))
    if kind is None:
        raise meaningless("kind")
    keys, read = kind
    return read(body), keys


def text_in(body: Entry, key: str, default: str | None = None) -> str:
    """Return the text under this key.

    Raises:
        Rejection: 400, it is missing or no text.
    """
    value = body.get(key, default)
    if not isinstance(value, str):
        raise meaningless(key)
    return value


def _optional_text(body: Entry, key: str) -> str | None:
    return text_in(body, key) if key in body else None


def meaningless(key: str) -> Rejection:
    """Return the refusal of one key."""
    return Rejection(HTTPStatus.BAD_REQUEST, f"This weather has no such {key}.")


def _status(body: Entry) -> Status:
    status, shape = body.get("status"), body.get("body", "json")
    if type(status) is not int or status not in range(400, 600):
        raise meaningless("status")
    for known in _SHAPES:
        if shape == known:
            return Status(
                status=status,
                body=known,
                retry_after=_optional_text(body, "retryAfter"),
                content_type=_optional_text(body, "contentType"),
            )
    raise meaningless("body")


def _ending(body: Entry, default: Ending) -> Ending:
    for known in _ENDINGS:
        if body.get("ending", default) == known:
            return known
    raise meaningless("ending")


def _lost_request(body: Entry) -> LostRequest:
    return LostRequest(ending=_ending(body, "closed"))


def _lost_answer(body: Entry) -> LostAnswerAfterEffect:
    return LostAnswerAfterEffect(ending=_ending(body, "504"))


def _odd_answer(body: Entry) -> OddAnswer:
    empty = body.get("empty", False)
    if not isinstance(empty, bool):
        raise meaningless("empty")
    return OddAnswer(content_type=_optional_text(body, "contentType"), empty=empty)


def _drift(body: Entry) -> Drift:
    changes = body.get("changes")
    if not isinstance(changes, Mapping):
        raise meaningless("changes")
    return Drift(email=text_in(body, "email"), changes=dict(changes))


def _vanished(body: Entry) -> Vanished:
    return Vanished(email=text_in(body, "email"))


def _moved(body: Entry) -> Moved:
    return Moved(email=text_in(body, "email"), location=text_in(body, "location"))


_SHAPES: tuple[BodyShape, ...] = get_args(BodyShape)
_ENDINGS: tuple[Ending, ...] = get_args(Ending)
_KINDS: Mapping[str, tuple[frozenset[str], Callable[[Entry], Trouble]]] = {
    "status": (frozenset({"status", "body", "retryAfter", "contentType"}), _status),
    "lost_request": (frozenset({"ending"}), _lost_request),
    "lost_answer_after_effect": (frozenset({"ending"}), _lost_answer),
    "truncated_answer": (frozenset(), lambda _: TruncatedAnswer()),
    "odd_answer": (frozenset({"contentType", "empty"}), _odd_answer),
    "expired_token": (frozenset(), lambda _: ExpiredToken()),
    "drift": (frozenset({"email", "changes"}), _drift),
    "vanished": (frozenset({"email"}), _vanished),
    "moved": (frozenset({"email", "location"}), _moved),
    "not_effective": (frozenset(), lambda _: NotEffective()),
}
