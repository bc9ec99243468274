"""The policy language as JSON Schema (draft 2020-12), for editors and for `check` alike.

Rule: every problem breaks exactly one keyword, because a reader is owed one sentence about one
problem. What spans files (names, cycles, ties) is `resolve`'s work.
"""

from typing import Final, TypeAlias

from reconciler.policy import statement_language
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
from reconciler.policy.selector_keys import KIND_WORDS
from reconciler.policy.settings_language import wanted_settings
from reconciler.values import JSONValue

__all__ = ["DATE_KEYS", "READ_ONLY", "SCHEMA_ID", "VERSION", "policy_schema"]

VERSION: Final = 1
"""The version of the language that this package reads."""

SCHEMA_ID: Final = "https://reconciler.example/schemas/policy.schema.json"

READ_ONLY: Final = frozenset({"serviceProvider", "externalGroup", "externalIdentifier"})
"""Fields of the recording document that Webex reports and nobody can set.

Source: OpenAPI, person call recording: absent from the PUT body.
"""

DATE_KEYS: Final = frozenset({"from", "until", "expires", "date"})
"""Where a date is meant, so that a plain one is no surprise."""

_Schema: TypeAlias = dict[str, JSONValue]

_ANY_TEXT: Final[_Schema] = {"type": "string"}


def policy_schema() -> _Schema:
    """Return the schema of one policy file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Webex Calling recording policy",
        "description": "Profiles and policies. All files of the folder count together.",
        **closed(_sections(), required=("version",)),
        "$defs": {
            "profile": _profile(),
            "policy": _policy(),
            "selector": statement_language.selector(),
            "waiver": statement_language.waiver(),
            "hold": statement_language.hold(),
            "control": statement_language.control(),
            "test": statement_language.policy_test(),
        },
    }


def _sections() -> _Schema:
    version: _Schema = {"type": "integer", "enum": [VERSION]}
    profiles: _Schema = {"type": "object", "additionalProperties": reference("profile")}
    return {
        "version": said(f"Version of the policy language: {VERSION}.", version),
        "organization": _organization(),
        "timezone": said(
            "Whose days all dates are, such as Europe/London. Default UTC. Once in all files.", TEXT
        ),
        "profiles": said("Named bundles of settings. A name may stand once.", profiles),
        "policies": _section("Who gets which profile. Exactly one policy governs each.", "policy"),
        "waivers": _section("Dated exceptions from policies.", "waiver"),
        "holds": _section("Legal holds: recording may not be lowered.", "hold"),
        "controls": _section("What must be so on everyone concerned, governed or not.", "control"),
        "tests": _section("What must become of invented subjects; `reconciler test`.", "test"),
    }


def _section(description: str, name: str) -> _Schema:
    return said(description, {"type": "array", "items": reference(name)})


def _organization() -> _Schema:
    identity = said("The id of the organization, as Webex reports it.", TEXT)
    return said(
        "The organization these files are written for; the token must belong to it. "
        "May stand once in all files.",
        closed({"id": identity}, required=("id",)),
    )


def _profile() -> _Schema:
    parent = "Name of the profile whose settings count where this one is silent."
    return closed(
        {
            "description": said("What the profile is for, for people.", _ANY_TEXT),
            "extends": said(parent, TEXT),
            "settings": wanted_settings(
                "The settings this profile manages; all others stay as they are. "
                "`unmanaged` drops an inherited setting."
            ),
        },
        required=("settings",),
    )


def _policy() -> _Schema:
    priority: _Schema = {"type": "integer", "minimum": -1_000_000, "maximum": 1_000_000}
    kinds = list_of(one_of(*KIND_WORDS.values()))
    selector = reference("selector")
    return closed(
        {
            "name": said("Name of the policy; may stand once in all files.", TEXT),
            "description": said("What the policy is for, for people.", _ANY_TEXT),
            "profile": said("Name of the profile that these subjects get.", TEXT),
            "match": said("Which subjects: all keys must hold.", selector),
            "except": said("Which of them not: those for whom all of these keys hold.", selector),
            "subjects": said("The kinds it is about. Default [people].", kinds),
            "priority": said(
                "Where two policies match, the higher priority governs. Default 0.", priority
            ),
            "effective": said("The days on which it counts. Default always.", _effective()),
            "controls": said("Ids of the controls that it is there for.", NAMES),
            "owner": said("Who answers for this policy.", _ANY_TEXT),
            "ticket": said("Where the decision is written down.", _ANY_TEXT),
        },
        required=("name", "profile", "match"),
    )


def _effective() -> _Schema:
    return closed(
        {
            "from": said("The first day, from 00:00 on: 2027-01-01.", DATE),
            "until": said("The last day.", DATE),
        },
        least=1,
    )
