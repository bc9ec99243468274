"""Every rule a policy file can break: its stable id and one line of explanation.

The id is a contract: it stands in findings, in pipelines that look for it, and as a heading of
`docs/policy-reference.md`. What exactly is wrong, and where, is said by whoever raises it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from reconciler.source import Finding, Severity, SourceSpan

__all__ = ["EXPLANATIONS", "Rule", "note", "warning", "wrong"]


class Rule(StrEnum):
    """The ids, in the order in which the stages raise them: file, YAML, language, meaning."""

    NO_POLICY_FILES = "no-policy-files"
    UNREADABLE_FILE = "unreadable-file"
    FILE_TOO_LARGE = "file-too-large"
    NOT_UTF8 = "not-utf8"
    CONTROL_CHARACTER = "control-character"
    LINK_OUTSIDE = "link-outside"

    YAML_SYNTAX = "yaml-syntax"
    TAB = "tab"
    EMPTY_FILE = "empty-file"
    SEVERAL_DOCUMENTS = "several-documents"
    TOO_DEEP = "too-deep"
    DUPLICATE_KEY = "duplicate-key"
    KEY_NOT_TEXT = "key-not-text"
    MERGE_KEY = "merge-key"
    ALIAS = "alias"
    TAG = "tag"
    AMBIGUOUS_VALUE = "ambiguous-value"

    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    NOT_ALLOWED_VALUE = "not-allowed-value"
    OUT_OF_RANGE = "out-of-range"
    EMPTY_LIST = "empty-list"
    EMPTY_SELECTOR = "empty-selector"
    EMPTY_MAPPING = "empty-mapping"
    NOT_A_DATE = "not-a-date"
    READ_ONLY_SETTING = "read-only-setting"
    UNSUPPORTED_VERSION = "unsupported-version"

    LIST_OUTSIDE = "list-outside"
    UNKNOWN_LIST = "unknown-list"
    UNKNOWN_COLUMN = "unknown-column"
    LIST_SYNTAX = "list-syntax"
    ROW_WITHOUT_PERSON = "row-without-person"
    EMPTY_ROW = "empty-row"
    DUPLICATE_ROW = "duplicate-row"

    DUPLICATE_NAME = "duplicate-name"
    RESERVED_NAME = "reserved-name"
    DUPLICATE_SINGLETON = "duplicate-singleton"
    UNKNOWN_TIME_ZONE = "unknown-time-zone"
    EMPTY_PERIOD = "empty-period"
    IMPOSSIBLE_KEY = "impossible-key"
    UNKNOWN_PROFILE = "unknown-profile"
    UNKNOWN_POLICY = "unknown-policy"
    UNKNOWN_CONTROL = "unknown-control"
    EXTENDS_CYCLE = "extends-cycle"
    PROFILE_WITHOUT_ENABLED = "profile-without-enabled"
    POLICY_TIE = "policy-tie"
    WAIVER_CONFLICT = "waiver-conflict"
    NO_POLICIES = "no-policies"
    UNUSED_PROFILE = "unused-profile"

    UNREACHABLE_POLICY = "unreachable-policy"
    DUPLICATE_POLICY = "duplicate-policy"
    BROAD_PRIORITY = "broad-priority"
    SAME_AS_PARENT = "same-as-parent"
    SETTING_WITHOUT_EFFECT = "setting-without-effect"
    CONTRADICTORY_SETTINGS = "contradictory-settings"
    CONTROL_CONTRADICTED = "control-contradicted"
    SAFEGUARD_UNMANAGED = "safeguard-unmanaged"
    UNUSED_CONTROL = "unused-control"
    POLICY_ENDED = "policy-ended"
    WAIVER_EXPIRED = "waiver-expired"
    WAIVER_EXPIRES_SOON = "waiver-expires-soon"
    UNUSED_IGNORE = "unused-ignore"
    IGNORE_WITHOUT_REASON = "ignore-without-reason"


EXPLANATIONS: Final[Mapping[Rule, str]] = {
    Rule.NO_POLICY_FILES: "The policy folder does not exist or holds no YAML file.",
    Rule.UNREADABLE_FILE: "The operating system did not let us read a policy file or folder.",
    Rule.FILE_TOO_LARGE: "A policy file is larger than 1 MiB.",
    Rule.NOT_UTF8: "A policy file is not encoded in UTF-8.",
    Rule.CONTROL_CHARACTER: "A character stands in the file that no text has.",
    Rule.LINK_OUTSIDE: "A symbolic link leads out of the policy folder.",
    Rule.YAML_SYNTAX: "The file is not valid YAML; nothing after this place was read.",
    Rule.TAB: "A tab stands where YAML allows only blanks; nothing after this place was read.",
    Rule.EMPTY_FILE: "The file says nothing.",
    Rule.SEVERAL_DOCUMENTS: "A second YAML document begins in the same file.",
    Rule.TOO_DEEP: "Lists and mappings are nested deeper than any policy needs.",
    Rule.DUPLICATE_KEY: "The same key stands twice in one mapping, so one of them would be lost.",
    Rule.KEY_NOT_TEXT: "A list or a mapping stands where a key must stand.",
    Rule.MERGE_KEY: "YAML merge keys are not part of the language; profiles use `extends`.",
    Rule.ALIAS: "YAML aliases are not part of the language; profiles use `extends`.",
    Rule.TAG: "YAML tags are not part of the language.",
    Rule.AMBIGUOUS_VALUE: "YAML 1.1 and YAML 1.2 read this value differently.",
    Rule.UNKNOWN_KEY: "The language has no such key at this place.",
    Rule.MISSING_KEY: "A key that must be here is not.",
    Rule.WRONG_TYPE: "The value is of the wrong type, such as text where a number belongs.",
    Rule.NOT_ALLOWED_VALUE: "The value is none of those that Webex or the language allows.",
    Rule.OUT_OF_RANGE: "The number is below the least or above the greatest allowed.",
    Rule.EMPTY_LIST: "An empty list would select nobody.",
    Rule.EMPTY_SELECTOR: "A selector without any key would select nobody.",
    Rule.EMPTY_MAPPING: "A mapping that must say something says nothing.",
    Rule.NOT_A_DATE: "A date is not written as year-month-day, or the calendar has no such day.",
    Rule.READ_ONLY_SETTING: "Webex reports this field and nobody can set it.",
    Rule.UNSUPPORTED_VERSION: "The file is written in a version of the language we do not read.",
    Rule.LIST_OUTSIDE: "A list of people lies outside of the policy folder.",
    Rule.UNKNOWN_LIST: "There is no such list of people.",
    Rule.UNKNOWN_COLUMN: "The first row of the list does not name this column exactly once.",
    Rule.LIST_SYNTAX: "The list is not valid CSV; nothing of it counts.",
    Rule.ROW_WITHOUT_PERSON: "A row of the list has entries, but none in the column that counts.",
    Rule.EMPTY_ROW: "Warning: a row of the list is empty.",
    Rule.DUPLICATE_ROW: "Warning: the list names the same person twice.",
    Rule.DUPLICATE_NAME: "Two entries of one section have the same name.",
    Rule.RESERVED_NAME: "A profile has a name that means something else in a waiver.",
    Rule.DUPLICATE_SINGLETON: "What may stand once in all files stands twice.",
    Rule.UNKNOWN_TIME_ZONE: "There is no time zone of this name.",
    Rule.EMPTY_PERIOD: "A policy ends before it begins.",
    Rule.IMPOSSIBLE_KEY: "A selector asks for what the subjects in question cannot have.",
    Rule.UNKNOWN_PROFILE: "No file defines a profile of this name.",
    Rule.UNKNOWN_POLICY: "No file defines a policy of this name.",
    Rule.UNKNOWN_CONTROL: "No file defines a control of this id.",
    Rule.EXTENDS_CYCLE: "A profile extends itself, directly or through others.",
    Rule.PROFILE_WITHOUT_ENABLED: "A profile in use does not say whether recording is on.",
    Rule.POLICY_TIE: "Two policies claim the same people, differ, and neither goes first.",
    Rule.WAIVER_CONFLICT: "Two waivers for the same subjects want different things instead.",
    Rule.NO_POLICIES: "Warning: no file holds a policy, so nobody would be governed.",
    Rule.UNUSED_PROFILE: "Warning: no policy uses this profile and no profile extends it.",
    Rule.UNREACHABLE_POLICY: (
        "Warning: another policy goes first for everybody whom this one can match."
    ),
    Rule.DUPLICATE_POLICY: "Warning: two policies give the same subjects the same settings.",
    Rule.BROAD_PRIORITY: (
        "Warning: a policy for everyone, or for a glob, goes before narrower ones by its priority."
    ),
    Rule.SAME_AS_PARENT: "Warning: a profile differs from the one it extends in nothing.",
    Rule.SETTING_WITHOUT_EFFECT: (
        "Warning: another setting of the same profile makes this one do nothing."
    ),
    Rule.CONTRADICTORY_SETTINGS: (
        "Warning: two settings of a profile contradict each other; Webex takes them all the same."
    ),
    Rule.CONTROL_CONTRADICTED: (
        "A policy asks for what a control forbids, on subjects in its scope."
    ),
    Rule.SAFEGUARD_UNMANAGED: (
        "Warning: a control requires a setting that the profile leaves as it is in Webex."
    ),
    Rule.UNUSED_CONTROL: "Warning: no policy says that it is there for this control.",
    Rule.POLICY_ENDED: "Warning: the last day on which a policy counted is over.",
    Rule.WAIVER_EXPIRED: (
        "Warning: the last day of a waiver is over, so the policy is enforced again."
    ),
    Rule.WAIVER_EXPIRES_SOON: "Note: a waiver expires within 30 days.",
    Rule.UNUSED_IGNORE: "Warning: an `ignore` comment stands where there is nothing to ignore.",
    Rule.IGNORE_WITHOUT_REASON: (
        "Warning: an `ignore` comment does not say why, and so ignores nothing."
    ),
}


def wrong(rule: Rule, span: SourceSpan, message: str, hint: str | None = None) -> Finding:
    """Return a finding that stops the run."""
    return Finding(rule=rule, span=span, message=message, hint=hint)


def warning(rule: Rule, span: SourceSpan, message: str, hint: str | None = None) -> Finding:
    """Return a finding that the reader should see and that stops nothing."""
    return Finding(rule=rule, span=span, message=message, hint=hint, severity=Severity.WARNING)


def note(rule: Rule, span: SourceSpan, message: str, hint: str | None = None) -> Finding:
    """Return a finding that is good to know, while nothing is odd yet."""
    return Finding(rule=rule, span=span, message=message, hint=hint, severity=Severity.NOTE)
