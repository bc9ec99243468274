"""One misfortune, read from the JSON of the control route."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.weather import (
    Drift,
    LostAnswerAfterEffect,
    Misfortune,
    NotEffective,
    Status,
    Trouble,
)
from reconciler.sandbox.wire_json import JSON

__all__ = ["misfortune_of"]


def misfortune_of(body: JSON) -> Misfortune:
    """Return what the script entry says: `kind`, its own keys, `method`, `path`, `times`.

    Kinds: `status` (`status`, `body`, `retryAfter`), `lost_answer_after_effect` (`ending`),
    `drift` (`email`, `changes`), `not_effective`.

    Raises:
        Rejection: 400, something in it has no meaning.
    """
    if not isinstance(body, Mapping):
        raise _meaningless("body")
    times = body.get("times", 1)
    if type(times) is not int or times < 1:
        raise _meaningless("times")
    path = _text(body, "path", "")
    try:
        re.compile(path)
    except re.error:
        raise _meaningless("path") from None
    method = _text(body, "method", "*")
    return Misfortune(trouble=_trouble(body), method=method, path=path, times=times)


def _trouble(body: Mapping[str, JSON]) -> Trouble:
    match body.get("kind"):
        case "status":
            return _status(body)
        case "lost_answer_after_effect":
            match body.get("ending", "504"):
                case ("504" | "closed") as ending:
                    return LostAnswerAfterEffect(ending=ending)
                case _:
                    raise _meaningless("ending")
        case "drift":
            changes = body.get("changes")
            if not isinstance(changes, Mapping):
                raise _meaningless("changes")
            return Drift(email=_text(body, "email"), changes=dict(changes))
        case "not_effective":
            return NotEffective()
        case _:
            raise _meaningless("kind")


def _status(body: Mapping[str, JSON]) -> Status:
    status = body.get("status")
    if type(status) is not int or status not in range(400, 600):
        raise _meaningless("status")
    retry_after = _text(body, "retryAfter") if "retryAfter" in body else None
    match body.get("body", "json"):
        case ("json" | "html" | "empty") as shape:
            return Status(status=status, body=shape, retry_after=retry_after)
        case _:
            raise _meaningless("body")


def _text(body: Mapping[str, JSON], key: str, default: str | None = None) -> str:
    value = body.get(key, default)
    if not isinstance(value, str):
        raise _meaningless(key)
    return value


def _meaningless(key: str) -> Rejection:
    return Rejection(HTTPStatus.BAD_REQUEST, f"This weather has no such {key}.")
