"""Assignment stays fast: a regression by an order of magnitude shows here, figures in `bench`."""

from bench.assign_speed import assign_speed


def test_ten_thousand_people_and_five_hundred_policies_take_seconds_at_most():
    figures = assign_speed(10_000)
    assert figures.governed > 9_000
    assert figures.cpu_s < 3
