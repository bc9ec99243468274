"""The Webex tenant, and when two spellings of its id are the same one.

Ids are base64 of `ciscospark://<cluster>/ORGANIZATION/<uuid>`; people paste them with and
without padding, in either alphabet, or paste the bare uuid (source: seen live).
"""

import base64
import binascii
from dataclasses import dataclass

__all__ = ["Organization", "organization_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """The tenant that a token belongs to."""

    id: str
    name: str


def organization_key(spelling: str) -> str:
    """Return the lower-case uuid behind any spelling of an organization id.

    Whatever cannot be decoded is its own key, so two unequal strange ids stay unequal.
    """
    text = spelling.strip()
    try:
        padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
        decoded = base64.urlsafe_b64decode(padded.replace("+", "-").replace("/", "_")).decode()
    except (binascii.Error, ValueError):
        return text.lower()
    head, _, key = decoded.rpartition("/ORGANIZATION/")
    return key.lower() if head.startswith("ciscospark://") else text.lower()
