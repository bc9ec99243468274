"""Ids as Webex writes them: base64 of `ciscospark://us/<TYPE>/<key>`, URL-safe, no padding."""

import base64
import binascii
import random
import uuid

__all__ = ["bare_key", "numbered_uuid", "random_uuid", "webex_id"]


def webex_id(kind: str, key: str, cluster: str = "us") -> str:
    """Return the id of a thing of this kind (`PEOPLE`, `LOCATION` ...).

    Source: seen live; the alphabet is the URL-safe one and the padding is stripped. Workspaces
    and groups may name a regional cluster such as `urn:TEAM:us-west-2_r`.
    """
    text = f"ciscospark://{cluster}/{kind}/{key}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def bare_key(identifier: str) -> str:
    """Return the last part of what the id encodes, or the text itself when it is no such id."""
    try:
        padded = identifier + "=" * (-len(identifier) % 4)
        text = base64.urlsafe_b64decode(padded).decode()
    except (binascii.Error, ValueError):
        return identifier
    return text.rpartition("/")[2] if text.startswith("ciscospark://") else identifier


def random_uuid(chance: random.Random) -> str:
    """Return a version 4 uuid drawn from the given source of chance."""
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def numbered_uuid(text: str, number: int) -> str:
    """Return the uuid of the n-th thing of a kind, the same every time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{text}:{number}"))
