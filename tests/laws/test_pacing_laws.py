"""Laws of the pace: no window holds more than it allows, nothing lies within a Retry-After."""

from bisect import bisect_right
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reconciler.webex.pacing import BURST_S, Pace, Turn, parse_retry_after

RATE = 50
NOW = datetime(2026, 11, 23, tzinfo=UTC)
steps = st.floats(0, 3, allow_nan=False)
gaps = st.lists(st.floats(0, 0.5, allow_nan=False), min_size=1, max_size=80)
events = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "reserve", "reserve", "answered", "429", "hold"]),
        steps,
        st.none() | st.floats(0, 60, allow_nan=False),
    ),
    max_size=60,
)


@given(rate=st.floats(0.3, 500), gaps=gaps)
def test_no_window_of_time_exceeds_the_pace(rate: float, gaps: list[float]) -> None:
    pace = Pace(max_rate=rate)
    steady = pace.rate
    now, moments = 0.0, []
    for gap in gaps:
        now += gap
        moments.append(pace.reserve(now).at)
    for first, start in enumerate(moments):
        for end in moments[first:]:
            inside = bisect_right(moments, end) - first
            assert inside <= (end - start + BURST_S) * steady + 1 + 1e-6


class Simulation:
    """Requests that wait for their turns, and what they are told meanwhile."""

    def __init__(self) -> None:
        self.pace = Pace(max_rate=RATE)
        self.now = 0.0
        self.held_until = 0.0
        self.waiting: list[Turn] = []
        self.used: list[float] = []

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        due = [turn for turn in self.waiting if turn.at <= self.now]
        self.waiting = [turn for turn in self.waiting if turn.at > self.now]
        for turn in due:
            if self.pace.claim(turn):
                assert turn.at >= self.held_until
                self.used.append(turn.at)

    def happen(self, kind: str, seconds: float | None) -> None:
        if kind == "reserve":
            self.waiting.append(self.pace.reserve(self.now))
        elif kind == "answered":
            self.pace.answered(self.now)
        else:
            self.held_until = max(self.held_until, self.now + (seconds or 0))
            if kind == "hold":
                self.pace.hold(self.now, seconds or 0)
            else:
                self.pace.turned_away(self.now, sent_at=self.now, retry_after_s=seconds)


@given(events=events)
def test_whatever_happens_no_turn_that_stands_breaks_pace_or_retry_after(
    events: list[tuple[str, float, float | None]],
) -> None:
    simulation = Simulation()
    for kind, step, seconds in events:
        simulation.pass_time(step)
        simulation.happen(kind, seconds)
    simulation.pass_time(10_000)
    used = simulation.used
    for first, start in enumerate(used):
        for last in range(first, len(used)):
            assert last - first + 1 <= (used[last] - start + BURST_S) * RATE + 1 + 1e-6


@given(text=st.none() | st.text())
def test_no_text_in_retry_after_breaks_us(text: str | None) -> None:
    seconds = parse_retry_after(text, NOW)
    assert seconds is None or seconds >= 0
