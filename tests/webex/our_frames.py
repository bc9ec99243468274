"""Which frames of a traceback are the program's own: a checkout may be called anything."""

import traceback
from pathlib import Path

import reconciler

PACKAGE = Path(reconciler.__file__).parent


def is_ours(frame: traceback.FrameSummary) -> bool:
    """Say whether the frame is of the package, and not of a test."""
    return Path(frame.filename).is_relative_to(PACKAGE)
