"""Who is in which group, joined to people. Asking for it is `webex.groups`' work.

Rule: a list of members that came in short decides nobody's groups.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from reconciler.subjects import Attribute, Group, Subject, SubjectId

__all__ = ["Memberships", "in_groups"]

Memberships: TypeAlias = "Mapping[SubjectId, tuple[Group, ...]] | None"
"""The groups of everybody who is in one; None: they could not be read whole."""


def in_groups(subject: Subject, memberships: Memberships) -> Subject:
    """Return the subject with its groups, or with groups unknown."""
    if memberships is None:
        return replace(subject, unknown=subject.unknown | {Attribute.GROUPS})
    groups = memberships.get(subject.id)
    return subject if groups is None else replace(subject, groups=groups)
