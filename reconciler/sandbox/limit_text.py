"""A limit as people write it: `KIND:NUMBER` with what the kind needs.

bucket:20/s        20 a second on average, a second's worth at once
bucket:20/s+50     the same, 50 at once
fixed:300/min      300 in each minute of the clock
sliding:300/min    300 in any 60 seconds
concurrent:10      10 at the same time
penalty:5/s!30     5 a second; whoever breaks that waits 30 s, and knocking starts anew
endpoint:100/min   100 in any minute for each endpoint alone
"""

import re
from collections.abc import Callable, Mapping, Sequence

from reconciler.sandbox.limit_kinds import Concurrency, FixedWindow, Penalty, SlidingWindow
from reconciler.sandbox.limit_scopes import AllOf, PerEndpoint
from reconciler.sandbox.limits import Limit, TokenBucket

__all__ = ["all_of", "limit_of"]

_SPANS: Mapping[str, float] = {"s": 1.0, "min": 60.0, "h": 3600.0}
_PACE = re.compile(r"(\d+)/(\d*)(s|min|h)(?:\+(\d+))?(?:!(\d+))?")
_SHAPE = "a limit is KIND:NUMBER/s, /min or /h, such as sliding:300/min or concurrent:10"


def limit_of(text: str) -> Limit:
    """Return the limit that the text describes.

    Raises:
        ValueError: it describes none; the message says what would.
    """
    kind, _, pace = text.partition(":")
    if kind == "concurrent" and pace.isdecimal():
        return Concurrency(requests=int(pace))
    found = _PACE.fullmatch(pace)
    if found is None or kind not in _KINDS:
        raise ValueError(f"'{text}': {_SHAPE}")
    window_s = int(found[2] or 1) * _SPANS[found[3]]
    burst = None if found[4] is None else int(found[4])
    penalty_s = None if found[5] is None else float(found[5])
    if (burst is not None and kind != "bucket") or ((penalty_s is not None) != (kind == "penalty")):
        raise ValueError(f"'{text}': only a bucket has +BURST, and a penalty needs !SECONDS")
    return _KINDS[kind](int(found[1]), window_s, burst if penalty_s is None else penalty_s)


def all_of(texts: Sequence[str]) -> Limit:
    """Return one limit of all those described; a request must pass every one.

    Raises:
        ValueError: one of them is none.
    """
    limits = [limit_of(text) for text in texts]
    return limits[0] if len(limits) == 1 else AllOf(limits=limits)


def _bucket(requests: int, window_s: float, burst: float | None) -> Limit:
    rate = requests / window_s
    return TokenBucket(rate=rate, burst=max(1.0, rate) if burst is None else burst)


def _fixed(requests: int, window_s: float, _more: float | None) -> Limit:
    return FixedWindow(requests=requests, window_s=window_s)


def _sliding(requests: int, window_s: float, _more: float | None) -> Limit:
    return SlidingWindow(requests=requests, window_s=window_s)


def _penalty(requests: int, window_s: float, penalty_s: float | None) -> Limit:
    return Penalty(limit=_sliding(requests, window_s, None), penalty_s=penalty_s or window_s)


def _endpoint(requests: int, window_s: float, _more: float | None) -> Limit:
    return PerEndpoint(make=lambda: _sliding(requests, window_s, None))


_KINDS: Mapping[str, Callable[[int, float, float | None], Limit]] = {
    "bucket": _bucket,
    "fixed": _fixed,
    "sliding": _sliding,
    "penalty": _penalty,
    "endpoint": _endpoint,
}
