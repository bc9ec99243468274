"""One tree against the language: findings, each at its exact place.

jsonschema decides what is wrong; its own sentences are never shown. Whatever the reader refused
already (a broken node) is skipped here, so that one slip is one finding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from reconciler.policy.check_keys import judge_keys
from reconciler.policy.check_values import judge_value, wrong_type
from reconciler.policy.language import policy_schema
from reconciler.policy.patterns import range_of
from reconciler.policy.yaml_tree import BrokenNode, MapNode, Node, NodePath, at, plain
from reconciler.source import Finding

__all__ = ["Checked", "check"]

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RANGE: Final = re.compile(r"[0-9]+-[0-9]+")
_MOST: Final = 2_000
"""Errors after which a file is given up: more would only cost time, and few are shown."""
_OF_KEYS: Final = frozenset({"additionalProperties", "required", "minProperties"})
"""The keywords that judge which keys a mapping has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is wrong with one tree."""

    findings: tuple[Finding, ...]
    troubled: frozenset[NodePath]
    """Entries of sections (`("profiles", name)`, `("policies", index)`) with a finding below."""
    finished: bool
    """False: so much is wrong that nobody looked at the rest."""


def check(tree: Node) -> Checked:
    """Return in what a file departs from the language, as far as anybody would read on."""
    by_path: dict[NodePath, list[ValidationError]] = {}
    count = 0
    for error in islice(_VALIDATOR.iter_errors(plain(tree)), _MOST):
        count += 1
        by_path.setdefault(tuple(error.absolute_path), []).append(error)
    findings: list[Finding] = []
    troubled: set[NodePath] = set()
    for path, errors in by_path.items():
        node = at(tree, path)
        if not isinstance(node, BrokenNode):
            findings += _judge(path, node, errors)
            troubled.add(path[:2])
    return Checked(findings=tuple(findings), troubled=frozenset(troubled), finished=count < _MOST)


def _judge(path: NodePath, node: Node, errors: list[ValidationError]) -> Iterator[Finding]:
    """Translate what is wrong with one node; a wrong type makes everything else moot."""
    by_keyword = {str(error.validator): error for error in errors}
    if "type" in by_keyword:
        yield wrong_type(path, node, by_keyword["type"].validator_value)
    elif isinstance(node, MapNode) and _OF_KEYS.issuperset(by_keyword):
        yield from judge_keys(path, node, errors[0].schema)
    else:
        for keyword, error in by_keyword.items():
            yield judge_value(path, node, keyword, error.schema)


def _is_whole(_checker: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    """Say whether a text is a day of the calendar; of other types the schema speaks."""
    if not isinstance(value, str):
        return True
    try:
        return _DATE.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_extension(value: object) -> bool:
    """Say whether what looks like a range is one; how a range looks, the schema says."""
    if not isinstance(value, str) or not _RANGE.fullmatch(value):
        return True
    return range_of(value) is not None


_FORMATS: Final = FormatChecker(formats=())
_FORMATS.checks("date")(_is_date)
_FORMATS.checks("extension")(_is_extension)

# JSON Schema takes 30.0 for an integer. Webex does not, and a person would not.
_validator_class = extend(  # type: ignore[no-untyped-call]  # its stub has no types
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole),
)
_VALIDATOR: Final = _validator_class(policy_schema(), format_checker=_FORMATS)
