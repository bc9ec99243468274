"""The virtual loop keeps its promises; every other test of waiting rests on them."""

import asyncio
import time
from datetime import timedelta

import pytest

from reconciler.clock import Clock
from tests.virtual_time import START, Deadlock, VirtualClock, run


def test_an_hour_of_sleeping_takes_no_time() -> None:
    clock: Clock = VirtualClock()

    async def sleep_an_hour() -> tuple[float, timedelta]:
        await clock.sleep(3600)
        return clock.monotonic(), clock.now() - START

    began = time.perf_counter()
    assert run(sleep_an_hour()) == (3600.0, timedelta(hours=1))
    assert time.perf_counter() - began < 1


def test_a_sleep_longer_than_the_longest_select_ends_on_time() -> None:
    clock = VirtualClock()

    async def sleep_a_week() -> float:
        await clock.sleep(7 * 86400)
        return clock.monotonic()

    assert run(sleep_a_week()) == 7 * 86400


def test_two_sleepers_wake_in_the_order_of_their_times() -> None:
    clock = VirtualClock()
    woken: list[tuple[str, float]] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append((name, clock.monotonic()))

    async def both() -> None:
        await asyncio.gather(sleeper("late", 20), sleeper("early", 10))

    run(both())
    assert woken == [("early", 10.0), ("late", 20.0)]


def test_a_timeout_strikes_at_its_virtual_second() -> None:
    clock = VirtualClock()

    async def wait_in_vain() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(30):
                await asyncio.Event().wait()
        return clock.monotonic()

    assert run(wait_in_vain()) == 30.0


def test_a_deadlock_raises_and_cleans_up() -> None:
    cleaned: list[str] = []

    async def wait_forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cleaned.append("yes")

    with pytest.raises(Deadlock):
        run(wait_forever())
    assert cleaned == ["yes"]


def test_work_for_a_thread_is_done_at_once_and_its_error_comes_back() -> None:
    async def work() -> float:
        assert await asyncio.to_thread(divmod, 7, 2) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            await asyncio.to_thread(divmod, 7, 0)
        return asyncio.get_running_loop().time()

    assert run(work()) == 0.0


def test_an_error_of_the_coroutine_comes_out() -> None:
    async def fail() -> None:
        await asyncio.sleep(5)
        message = "as planned"
        raise LookupError(message)

    with pytest.raises(LookupError, match="as planned"):
        run(fail())
