"""Every rule a policy file can break: its stable id and one line of explanation.

The id is a contract: it stands in findings, in pipelines that look for it, and as a heading of
`docs/policy-reference.md`. What exactly is wrong, and where, is said by whoever raises it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from reconciler.source import Finding, Severity, SourceSpan

__all__ = ["EXPLANATIONS", "Rule", "warning", "wrong"]


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
    READ_ONLY_SETTING = "read-only-setting"
    UNSUPPORTED_VERSION = "unsupported-version"

    DUPLICATE_NAME = "duplicate-name"
    DUPLICATE_SINGLETON = "duplicate-singleton"
    UNKNOWN_PROFILE = "unknown-profile"
    EXTENDS_CYCLE = "extends-cycle"
    PROFILE_WITHOUT_ENABLED = "profile-without-enabled"
    POLICY_TIE = "policy-tie"
    NO_POLICIES = "no-policies"
    UNUSED_PROFILE = "unused-profile"


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
    Rule.READ_ONLY_SETTING: "Webex reports this field and nobody can set it.",
    Rule.UNSUPPORTED_VERSION: "The file is written in a version of the language we do not read.",
    Rule.DUPLICATE_NAME: "Two profiles, or two policies, have the same name.",
    Rule.DUPLICATE_SINGLETON: "What may stand once in all files stands twice.",
    Rule.UNKNOWN_PROFILE: "No file defines a profile of this name.",
    Rule.EXTENDS_CYCLE: "A profile extends itself, directly or through others.",
    Rule.PROFILE_WITHOUT_ENABLED: "A profile in use does not say whether recording is on.",
    Rule.POLICY_TIE: "Two policies claim the same people, differ, and neither goes first.",
    Rule.NO_POLICIES: "Warning: no file holds a policy, so nobody would be governed.",
    Rule.UNUSED_PROFILE: "Warning: no policy uses this profile and no profile extends it.",
}


def wrong(rule: Rule, span: SourceSpan, message: str, hint: str | None = None) -> Finding:
    """Return a finding that stops the run."""
    return Finding(rule=rule, span=span, message=message, hint=hint)


def warning(rule: Rule, span: SourceSpan, message: str, hint: str | None = None) -> Finding:
    """Return a finding that the reader should see and that stops nothing."""
    return Finding(rule=rule, span=span, message=message, hint=hint, severity=Severity.WARNING)
