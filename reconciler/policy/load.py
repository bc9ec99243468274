"""A policy folder to a policy set: the one call that the rest of the program makes.

Reading is `policy_files`' work, everything after it `understand`'s; here they meet.
"""

from datetime import datetime
from pathlib import Path

from reconciler.policy.policy_files import list_reader, read_policies
from reconciler.policy.policy_text import Surroundings
from reconciler.policy.time_zones import is_time_zone
from reconciler.policy.understand import Loaded, understand

__all__ = ["Loaded", "load_policies"]


def load_policies(folder: Path, *, now: datetime | None = None) -> Loaded:
    """Return the policies of a folder, or of one file.

    `now` is what dates are judged by; without it they are not.

    Raises:
        PolicyInvalid: with every finding of every file, ordered by path, line and column.
    """
    surroundings = Surroundings(read_list=list_reader(folder), is_time_zone=is_time_zone)
    return understand(read_policies(folder), surroundings, now=now)
