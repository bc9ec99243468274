"""What is sent again, and what never."""

import pytest

from reconciler.webex.retrying import Attempt, GiveUp, Happened, Missing, Retry, next_step


def step(
    method: str,
    happened: Happened,
    *,
    number: int = 1,
    retry_after_s: float | None = None,
    elapsed_s: float = 0,
) -> Retry | GiveUp:
    attempt = Attempt(
        method=method,
        number=number,
        happened=happened,
        retry_after_s=retry_after_s,
        elapsed_s=elapsed_s,
    )
    return next_step(attempt, budget_s=600, chance=0.5)


@pytest.mark.parametrize("happened", [429, 423, Missing.NOTHING_LEFT])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_what_was_never_processed_is_sent_again(method: str, happened: Happened) -> None:
    assert isinstance(step(method, happened), Retry)


@pytest.mark.parametrize("happened", [500, 502, 503, 504, Missing.NO_ANSWER, Missing.GARBLED])
def test_only_a_get_is_sent_again_without_a_clear_answer(happened: Happened) -> None:
    assert isinstance(step("GET", happened), Retry)
    assert isinstance(step("PUT", happened), GiveUp)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 415, 428, 501])
def test_a_clear_no_is_never_asked_again(status: int) -> None:
    assert isinstance(step("GET", status), GiveUp)


def test_a_retry_after_is_never_shortened() -> None:
    assert step("PUT", 423, retry_after_s=194) == Retry(194)
    assert step("GET", 429, retry_after_s=194) == Retry(194)


def test_a_retry_after_beyond_the_budget_ends_the_request() -> None:
    assert isinstance(step("GET", 429, retry_after_s=86400), GiveUp)
    assert isinstance(step("GET", 429, retry_after_s=10, elapsed_s=595), GiveUp)


def test_backoff_doubles_up_to_a_limit_and_is_spread_by_chance() -> None:
    delays = [step("GET", 503, number=number) for number in range(1, 6)]
    assert delays == [Retry(0.375), Retry(0.75), Retry(1.5), Retry(3), Retry(6)]


def test_a_broken_server_is_asked_six_times_and_a_full_one_as_often_as_the_budget_allows() -> None:
    assert isinstance(step("GET", 503, number=6), GiveUp)
    assert isinstance(step("PUT", 423, number=6), GiveUp)
    assert isinstance(step("GET", 429, number=1000), Retry)
