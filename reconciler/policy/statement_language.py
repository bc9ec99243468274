"""The schema of what stands beside policies: selectors, waivers, holds, controls and tests."""

from typing import Final, TypeAlias

from reconciler.policy.cases import ExpectedState
from reconciler.policy.controls import ControlSeverity
from reconciler.policy.schema_forms import (
    DATE,
    NAMES,
    TEXT,
    closed,
    list_of,
    one_of,
    reference,
    said,
)
from reconciler.policy.selector_keys import SUBJECT_KINDS
from reconciler.policy.settings_language import (
    observed_settings,
    required_settings,
    wanted_settings,
)
from reconciler.subjects import License
from reconciler.values import JSONValue

__all__ = ["control", "hold", "policy_test", "selector", "waiver"]

_Schema: TypeAlias = dict[str, JSONValue]

_EXTENSION: Final[_Schema] = {
    "type": "string",
    "pattern": "^(?:[0-9*]+|[0-9]+-[0-9]+)$",
    "format": "extension",
}
_RETENTION: Final[_Schema] = {
    "type": "string",
    "pattern": "^[1-9][0-9]* (?:days?|weeks?|months?|years?)$",
}


def selector() -> _Schema:
    """Return the schema of a selector."""
    everyone: _Schema = {"type": "boolean", "enum": [True]}
    licenses = list_of(one_of(License.PROFESSIONAL, License.STANDARD))
    keys: _Schema = {
        "everyone": said("Every subject. Only `true` means anything.", everyone),
        "people": said("Email addresses or ids; `*` stands for any text.", NAMES),
        "people_from": said("Lists of people in CSV files of their own.", list_of(_list_file())),
        "workspaces": said("Names or ids of workspaces.", NAMES),
        "virtual_lines": said("Names or ids of virtual lines.", NAMES),
        "locations": said("Names or ids of locations.", NAMES),
        "groups": said("Names or ids of groups of people.", NAMES),
        "departments": said("Names of departments.", NAMES),
        "titles": said("Job titles; `*` stands for any text.", NAMES),
        "licenses": said("Webex Calling licenses: professional, standard.", licenses),
        "extensions": said(
            "Extensions in quotes; `*` stands for any digits, `2000-2999` for all from 2000 on.",
            list_of(_EXTENSION),
        ),
    }
    return closed(keys, least=1)


def _list_file() -> _Schema:
    file = said("The CSV file, below the policy folder; seen from this file.", TEXT)
    column = said("The column with the address or id, as the first row names it.", TEXT)
    return closed({"file": file, "column": column}, required=("file", "column"))


def waiver() -> _Schema:
    """Return the schema of a waiver."""
    return closed(
        {
            "name": said("Name of the waiver; may stand once in all files.", TEXT),
            "match": said("Whom it excepts: all keys must hold.", reference("selector")),
            "except": said("Which of them not.", reference("selector")),
            "policies": said("It acts only where one of these policies would govern.", NAMES),
            "controls": said("Ids of the controls that it excuses.", NAMES),
            "instead": said("The profile that they get instead, or `leave-alone`.", TEXT),
            "reason": said("Why there is an exception.", TEXT),
            "approved_by": said("Who allowed it.", TEXT),
            "expires": said("The last day on which it acts: 2027-03-31.", DATE),
        },
        required=("name", "match", "instead", "reason", "approved_by", "expires"),
    )


def hold() -> _Schema:
    """Return the schema of a legal hold."""
    return closed(
        {
            "name": said("Name of the hold; may stand once in all files.", TEXT),
            "match": said("Whose recording may not be lowered.", reference("selector")),
            "except": said("Which of them not.", reference("selector")),
            "reason": said("Why they are held.", TEXT),
            "approved_by": said("Who ordered it.", TEXT),
        },
        required=("name", "match", "reason", "approved_by"),
    )


def control() -> _Schema:
    """Return the schema of a control."""
    severity = one_of(*(each.value for each in ControlSeverity))
    return closed(
        {
            "id": said("What it is known by, such as MIFID2-16.7; once in all files.", TEXT),
            "title": said("What must be so, in a sentence.", TEXT),
            "applies_to": said("Whom it concerns, governed or not.", reference("selector")),
            "except": said("Which of them not.", reference("selector")),
            "require": required_settings("What each setting must be: a value, or one of a list."),
            "severity": said(
                "How grave it is to break it. A plan shows each control that it would break.",
                severity,
            ),
            "references": said("Where the rule is written down.", NAMES),
            "retention": said("How long recordings must be kept: 5 years.", _RETENTION),
        },
        required=("id", "title", "applies_to", "require", "severity"),
    )


def policy_test() -> _Schema:
    """Return the schema of a test."""
    return closed(
        {
            "name": said("What is tested; may stand once in all files.", TEXT),
            "given": said("An invented subject.", _given()),
            "expect": said("What must become of it.", _expect()),
        },
        required=("name", "given", "expect"),
    )


def _given() -> _Schema:
    return closed(
        {
            "kind": said("What it is. Default person.", one_of(*SUBJECT_KINDS)),
            "name": said("Name, or id, of a workspace or a virtual line.", TEXT),
            "email": said("Address of a person.", TEXT),
            "department": said("Department of a person.", TEXT),
            "location": said("Name of the location.", TEXT),
            "license": said("Default professional.", one_of(*License)),
            "title": said("Job title of a person.", TEXT),
            "extension": said("The extension, in quotes.", TEXT),
            "groups": said("Names of the groups that a person belongs to.", NAMES),
            "vendor": said("Recording vendor of the location. Default Webex.", TEXT),
            "observed": observed_settings("What Webex reports before."),
            "date": said("The day it is; default today.", DATE),
        }
    )


def _expect() -> _Schema:
    return closed(
        {
            "policy": said("Name of the policy that governs.", TEXT),
            "profile": said("Name of the profile it gets.", TEXT),
            "state": said("What it counts as.", one_of(*ExpectedState)),
            "settings": wanted_settings("Settings that policy brings about; more are fine."),
        },
        least=1,
    )
