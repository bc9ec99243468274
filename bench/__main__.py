"""`python -m bench`: every measurement, one after the other."""

import sys

from bench.assign_speed import assign_speed
from bench.read_speed import read_speed

if __name__ == "__main__":
    sys.stdout.write(f"Assigning 500 policies to 100,000 people\n{assign_speed()}\n\n")
    sys.stdout.write(f"Reading 10,000 people over loopback\n{read_speed()}\n")
