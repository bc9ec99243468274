"""One file below the policy folder as text, or why it could not be read.

Values: reading files is `policy_files`' work.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reconciler.source import Finding

__all__ = ["ALONE", "PolicyText", "Surroundings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """One file below the policy folder."""

    path: str
    """As findings show it: below the folder's own name, with forward slashes."""
    content: str | Finding
    """The whole text, or what stood in the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What policy files may refer to beyond themselves."""

    read_list: Callable[[str], PolicyText | None]
    """The list of people of a path, as findings show it; None: there is no such file."""
    is_time_zone: Callable[[str], bool]


def _no_list(_path: str) -> PolicyText | None:
    return None


ALONE: Final = Surroundings(read_list=_no_list, is_time_zone="UTC".__eq__)
"""Nothing but the files: no lists, and no time zone but the one that needs no table."""
