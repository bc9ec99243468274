"""A policy folder to a policy set: the one call that the rest of the program makes.

Reading is `policy_files`' work, everything after it `understand`'s; here they meet.
"""

from pathlib import Path

from reconciler.policy.policy_files import read_policies
from reconciler.policy.understand import Loaded, understand

__all__ = ["Loaded", "load_policies"]


def load_policies(folder: Path) -> Loaded:
    """Return the policies of a folder, or of one file.

    Raises:
        PolicyInvalid: with every finding of every file, ordered by path, line and column.
    """
    return understand(read_policies(folder))
