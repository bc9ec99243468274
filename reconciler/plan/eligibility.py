"""Whether a subject can have what its policy wants. Evidence beats inference.

A document that says `enabled: true` is evidence; license and vendor are inference.
Source: OpenAPI, person call recording: a Webex Calling Standard license is eligible only when
the recording vendor is Webex; Professional under any vendor.
"""

from typing import assert_never

from reconciler.catalog.settings import BY_NAME
from reconciler.plan.coverage_state import Ineligible, Undetermined
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.subjects import Attribute, License, SettingName, Settings, Subject

__all__ = ["judge"]

_ENABLED = SettingName("recording.enabled")


def judge(
    subject: Subject, desired: Settings, reading: Reading | None
) -> Document | Ineligible | Undetermined:
    """Return the document to compare with, or why there is nothing to compare.

    No reading at all means that nobody asked, which `inventory.collect` does for subjects
    without a calling license.
    """
    match reading:
        case None if Attribute.LICENSE in subject.unknown:
            return Undetermined(reason="its licenses could not be read")
        case None:
            return Ineligible(reason="no Webex Calling license")
        case NotOffered(reason=reason):
            return Ineligible(reason=reason)
        case Unread(reason=reason):
            return Undetermined(reason=f"its recording settings could not be read: {reason}")
        case Document():
            return _barrier(subject, desired, reading) or reading
        case _:
            assert_never(reading)


def _barrier(
    subject: Subject, desired: Settings, document: Document
) -> Ineligible | Undetermined | None:
    if desired.get(_ENABLED) is not True:
        return None
    vendor = subject.location.vendor if subject.location else None
    recorded_already = document.settings.get(_ENABLED) is True
    inferred = not recorded_already and subject.license is not License.PROFESSIONAL
    if vendor is None and (inferred or _asks_for_what_some_vendors_lack(desired)):
        place = f" of {subject.location.name}" if subject.location else ""
        return Undetermined(reason=f"the recording vendor{place} could not be read")
    if recorded_already:
        return None
    return _license_barrier(subject, vendor)


def _license_barrier(subject: Subject, vendor: str | None) -> Ineligible | Undetermined | None:
    if Attribute.LICENSE in subject.unknown:
        return Undetermined(reason="its licenses could not be read")
    if subject.license is License.STANDARD and vendor != "Webex":
        return Ineligible(reason=f"a Standard license cannot be recorded by {vendor}")
    if subject.license is License.NONE:
        return Ineligible(reason="no Webex Calling license")
    return None


def _asks_for_what_some_vendors_lack(desired: Settings) -> bool:
    return any(BY_NAME[name].vendors is not None for name in desired)
