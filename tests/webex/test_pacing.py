"""How the pace is learned, and every form of Retry-After."""

from datetime import UTC, datetime

import pytest

from reconciler.webex.pacing import Pace, parse_retry_after

NOW = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, None),
        ("", None),
        ("5", 5.0),
        (" 194 ", 194.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("999999999", 999999999.0),
        ("-5", None),
        ("rand(30),add(30)", None),
        ("inf", None),
        ("\u0665", None),
        ("Mon, 23 Nov 2026 09:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 08:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 09:00:30", 30.0),
    ],
)
def test_every_form_of_retry_after_is_read(text: str | None, seconds: float | None) -> None:
    assert parse_retry_after(text, NOW) == seconds


def served(pace: Pace, *, until: float, latency: float = 0.02, workers: int = 40) -> int:
    """Return how many answers that many workers get from a server without a limit."""
    free = [0.0] * workers
    count = 0
    while (now := min(free)) < until:
        turn = pace.reserve(now)
        assert pace.claim(turn)
        if turn.at > until:
            break
        pace.answered(turn.at + latency)
        free[free.index(now)] = turn.at + latency
        count += 1
    return count


def test_the_pace_reaches_1500_a_second_within_about_a_second_where_there_is_no_limit() -> None:
    pace = Pace()
    served(pace, until=1.2)
    assert pace.rate > 1500


def test_the_pace_starts_gently() -> None:
    assert served(Pace(), until=0.1) < 20


def test_the_pace_does_not_rise_where_it_is_not_what_holds_us_back() -> None:
    pace = Pace()
    served(pace, until=30, latency=1.0, workers=10)
    assert pace.rate < 100


def test_max_rate_is_never_exceeded() -> None:
    pace = Pace(max_rate=7)
    assert served(pace, until=60) <= 7 * 60 + 2
    assert pace.rate == 7


def test_many_429_of_one_round_trip_slow_down_once() -> None:
    pace = Pace()
    rate = pace.rate
    for index in range(40):
        pace.turned_away(1.0 + index / 100, sent_at=0.9, retry_after_s=5)
    assert pace.rate == rate / 2


def test_a_429_of_the_next_round_trip_slows_down_again() -> None:
    pace = Pace()
    rate = pace.rate
    pace.turned_away(1.0, sent_at=0.9, retry_after_s=1)
    pace.turned_away(3.0, sent_at=2.5, retry_after_s=1)
    assert pace.rate == rate / 4


def test_after_a_429_the_pace_rises_slowly() -> None:
    pace = Pace()
    served(pace, until=0.5)
    pace.turned_away(0.5, sent_at=0.4, retry_after_s=1)
    slowed = pace.rate
    served(pace, until=2.0)
    assert slowed < pace.rate < slowed * 1.2


def test_a_missing_retry_after_pauses_longer_with_each_strike() -> None:
    pace = Pace()
    pauses, now = [], 0.0
    for _ in range(8):
        pace.turned_away(now, sent_at=now, retry_after_s=None)
        pauses.append(pace.held(now))
        now += pauses[-1]
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]


def test_a_retry_after_of_zero_still_pauses_a_moment() -> None:
    pace = Pace()
    pace.turned_away(10, sent_at=9, retry_after_s=0)
    assert pace.held(10) == 1


def test_turns_given_out_before_a_429_no_longer_stand() -> None:
    pace = Pace()
    turn = pace.reserve(0.0)
    pace.turned_away(0.0, sent_at=0.0, retry_after_s=30)
    assert not pace.claim(turn)
    later = pace.reserve(0.0)
    assert later.at >= 30
    assert pace.claim(later)


def test_the_pace_never_stops_altogether() -> None:
    pace = Pace()
    for index in range(100):
        pace.turned_away(float(index), sent_at=float(index), retry_after_s=0)
    assert pace.rate >= 0.2
