"""`python -m bench`: every measurement, one after the other, each in a process of its own."""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Final

from bench.assign_speed import assign_speed
from bench.plan_speed import plan_speed
from bench.read_speed import read_speed

_MEASUREMENTS: Final[tuple[tuple[str, Callable[[], object]], ...]] = (
    ("Assigning 500 policies to 100,000 people", assign_speed),
    ("Reading 10,000 people over loopback", read_speed),
    ("Planning 10,000 people over loopback, reading included", plan_speed),
)

if __name__ == "__main__":
    for title, measure in _MEASUREMENTS:
        # Peak memory is a high-water mark of the process, so nobody shares one.
        with ProcessPoolExecutor(max_workers=1) as alone:
            sys.stdout.write(f"{title}\n{alone.submit(measure).result()}\n\n")
