"""The three vendor fields of a recording document, which only vendor jobs rewrite."""

import hashlib

from reconciler.sandbox.device_record import Recorded
from reconciler.sandbox.person_record import Location

__all__ = ["provider_fields"]

_FIRST_PROVIDER = 10021


def provider_fields(subject: Recorded, location: Location) -> dict[str, str]:
    """Return service provider, group and identifier of the subject at its vendor.

    `externalGroup` is the provider and a suffix of the location (source: OpenAPI's example). A
    vendor job gives all three new values; how Webex makes them up is not known.
    """
    provider = f"WSNWC{_FIRST_PROVIDER + subject.provider_changes}"
    return {
        "serviceProvider": provider,
        "externalGroup": f"{provider}{location.external_group.removeprefix('WSNWC10021')}",
        "externalIdentifier": _identifier(subject),
    }


def _identifier(subject: Recorded) -> str:
    if not subject.provider_changes:
        return subject.external_identifier
    name, _, domain = subject.external_identifier.partition("@")
    text = f"{name}:{subject.provider_changes}"
    return f"{hashlib.blake2b(text.encode(), digest_size=5).hexdigest()}@{domain}"
