"""The key or value that someone probably meant.

Guesses only ever end up in a hint; nothing is corrected silently.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

__all__ = ["intended_key", "nearest"]

_SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "filter": ("match",),
    "selector": ("match",),
    "select": ("match",),
    "where": ("match",),
    "when": ("match",),
    "who": ("match",),
    "mode": ("record", "type"),
    "recording": ("record", "settings"),
    "exclude": ("except",),
    "unless": ("except",),
    "not": ("except",),
    "user": ("people",),
    "users": ("people",),
    "person": ("people",),
    "persons": ("people",),
    "email": ("people",),
    "emails": ("people",),
    "members": ("people",),
    "all": ("everyone",),
    "everybody": ("everyone",),
    "site": ("locations",),
    "sites": ("locations",),
    "offices": ("locations",),
    "team": ("departments",),
    "teams": ("departments",),
    "inherits": ("extends",),
    "inherit": ("extends",),
    "parent": ("extends",),
    "weight": ("priority",),
    "order": ("priority",),
    "rank": ("priority",),
    "rules": ("policies",),
    "templates": ("profiles",),
    "template": ("profile",),
    "exceptions": ("waivers",),
    "exemptions": ("waivers",),
    "legalholds": ("holds",),
    "approver": ("approved_by",),
    "approvedby": ("approved_by",),
    "expiry": ("expires",),
    "expiration": ("expires",),
    "start": ("from",),
    "since": ("from",),
    "end": ("until", "expires"),
    "to": ("until",),
    "tz": ("timezone",),
    "kinds": ("subjects",),
    "appliesto": ("applies_to",),
    "scope": ("applies_to", "match"),
    "requires": ("require",),
    "csv": ("people_from", "file"),
    "path": ("file",),
    "field": ("column",),
    "jobtitles": ("titles",),
    "org": ("organization",),
    "organisation": ("organization",),
    "orgid": ("organization", "id"),
    "values": ("settings",),
    "config": ("settings",),
    "spec": ("settings",),
    "title": ("name",),
    "comment": ("description",),
    "note": ("description",),
    "on": ("enabled",),
    "beep": ("repeat",),
    "seconds": ("interval",),
    "apiversion": ("version",),
}


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a reader would take the word for, if any comes close."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    folded = word.casefold()
    close = get_close_matches(folded, by_folded, n=1)
    if close:
        return by_folded[close[0]]
    longer = [name for name in by_folded if folded and name.startswith(folded)]
    return by_folded[longer[0]] if len(longer) == 1 else None


def intended_key(key: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed key that an unknown key stands for, by meaning or by spelling."""
    candidates = tuple(allowed)
    meant = [name for name in _SYNONYMS.get(key.casefold(), ()) if name in candidates]
    return meant[0] if meant else nearest(key, candidates)
