"""Who may be recorded at all: the gates of license, vendor and terms of service. No HTTP."""

from collections.abc import Mapping

from reconciler.sandbox.device_record import Recorded, Workspace
from reconciler.sandbox.person_record import License, Person, Vendor
from reconciler.sandbox.rejections import (
    Rejection,
    TermsNotAccepted,
    not_a_professional_place,
    not_found,
)
from reconciler.sandbox.switches import Switches

__all__ = ["is_standard", "refuse_basic_workspace", "refuse_standard", "refuse_without_terms"]

_STANDARD_NAMES = frozenset({"Webex Calling - Standard", "Webex Calling - Basic"})


def refuse_basic_workspace(workspace: Workspace) -> None:
    """Raise a `Rejection` for a workspace without calling, or with the basic license.

    The license gate is shut to readers as well (source: seen live on sibling settings).
    """
    if workspace.license_id is None:
        raise not_found("Workspace")
    if not workspace.professional:
        raise not_a_professional_place()


def refuse_standard(subject: Recorded, licenses: Mapping[str, License], switches: Switches) -> None:
    """Raise a `Rejection` for a person with a Standard license; the vendor is not Webex.

    Source: OpenAPI for the rule, a switch for the status.
    """
    if isinstance(subject, Person) and is_standard(subject, licenses):
        raise Rejection(
            switches.standard_with_foreign_vendor,
            "A user with a Webex Calling Standard license is not eligible for call recording "
            "by this vendor.",
        )


def refuse_without_terms(subject: Recorded, vendor: Vendor, switches: Switches) -> None:
    """Raise a `Rejection` where unaccepted terms of service bind this subject.

    Source: OpenAPI for workspaces; a switch for everybody else.
    """
    bound = switches.terms_conflict
    if bound == "everybody" or (bound == "workspaces" and isinstance(subject, Workspace)):
        raise TermsNotAccepted(vendor.id, vendor.name, vendor.terms_url)


def is_standard(person: Person, licenses: Mapping[str, License]) -> bool:
    """Say whether the person's calling license is a Standard one, by name."""
    names = {licenses[each].name for each in person.licenses if each in licenses}
    return bool(names & _STANDARD_NAMES)
