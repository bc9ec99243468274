"""One policy file as text, or why it could not be read.

A value: reading files is `policy_files`' work.
"""

from dataclasses import dataclass

from reconciler.source import Finding

__all__ = ["PolicyText"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """One file below the policy folder."""

    path: str
    """As findings show it: below the folder's own name, with forward slashes."""
    content: str | Finding
    """The whole text, or what stood in the way."""
