"""Weather, read from plain data: what the control route is sent and what a file holds."""

import re
from collections.abc import Mapping

from reconciler.sandbox.trouble_script import Entry, meaningless, text_in, trouble_of
from reconciler.sandbox.weather import Misfortune, Weather
from reconciler.sandbox.wire_json import JSON

__all__ = ["misfortune_of", "weather_of"]

_EVERYWHERE = frozenset({"kind", "method", "path", "times", "after", "rate"})


def weather_of(data: JSON) -> Weather:
    """Return the weather of a whole file: `weather`, a list of entries, and `seed`.

    Raises:
        Rejection: 400, something in it has no meaning.
    """
    if not isinstance(data, Mapping) or not data.keys() <= {"seed", "weather"}:
        raise meaningless("file")
    entries, seed = data.get("weather"), data.get("seed", 0)
    if not isinstance(entries, list):
        raise meaningless("weather")
    if type(seed) is not int:
        raise meaningless("seed")
    return Weather([misfortune_of(each) for each in entries], seed)


def misfortune_of(body: JSON) -> Misfortune:
    """Return what the script entry says: `kind`, the keys of its kind, and which requests.

    `method`, `path` (a regular expression), `times`, `after` and `rate` say which; without
    `times` it strikes once, or for ever if it has a `rate`.

    Raises:
        Rejection: 400, something in it has no meaning.
    """
    if not isinstance(body, Mapping):
        raise meaningless("body")
    trouble, keys = trouble_of(body)
    unknown = body.keys() - keys - _EVERYWHERE
    if unknown:
        raise meaningless(min(unknown))
    path = text_in(body, "path", "")
    try:
        re.compile(path)
    except re.error:
        raise meaningless("path") from None
    return Misfortune(
        trouble=trouble,
        method=text_in(body, "method", "*"),
        path=path,
        times=_times(body),
        after=_count(body, "after", 0, least=0),
        rate=_rate(body),
    )


def _times(body: Entry) -> int | None:
    if "rate" in body and "times" not in body:
        return None
    return _count(body, "times", 1, least=1)


def _count(body: Entry, key: str, default: int, *, least: int) -> int:
    value = body.get(key, default)
    if type(value) is not int or value < least:
        raise meaningless(key)
    return value


def _rate(body: Entry) -> float:
    value = body.get("rate", 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise meaningless("rate")
    return float(value)
