"""The whole chain from texts to a policy set: read YAML, check, parse, resolve.

Rule: every file goes through every stage it can, and all findings of all files come at once.
A file that broke early never makes another one look wrong.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from reconciler.errors import PolicyInvalid
from reconciler.policy.check import check
from reconciler.policy.excerpts import with_excerpts
from reconciler.policy.parse import parse
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.policy_text import PolicyText
from reconciler.policy.resolve import resolve, second_thoughts
from reconciler.policy.written import WrittenFile
from reconciler.policy.yaml_reader import read_yaml
from reconciler.source import Finding, Severity, SourceSpan

__all__ = ["Loaded", "understand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Sound policies."""

    policies: PolicySet
    warnings: tuple[Finding, ...]
    """Ordered by place."""
    files: tuple[str, ...]
    """The paths of all files, in order."""


def understand(texts: Iterable[PolicyText]) -> Loaded:
    """Return what policy files say together. Needs at least one file.

    Raises:
        PolicyInvalid: with every finding of every file, ordered by path, line and column.
    """
    files = sorted(texts, key=lambda text: text.path)
    findings: list[Finding] = []
    written: list[WrittenFile] = []
    doubtful: list[str | Finding] = []
    for text in files:
        before = len(findings)
        said = _written(text, findings)
        if said is not None:
            written.append(said)
        if len(findings) > before:
            doubtful.append(text.content)
    resolved = resolve(written, lambda name: any(_may_define(name, text) for text in doubtful))
    findings += resolved.findings
    if findings:
        raise PolicyInvalid(tuple(with_excerpts(sorted(findings, key=_place), files)))
    warnings = second_thoughts(resolved.policy_set, written)
    return Loaded(
        policies=resolved.policy_set,
        warnings=tuple(with_excerpts(sorted(warnings, key=_place), files)),
        files=tuple(text.path for text in files),
    )


def _written(text: PolicyText, findings: list[Finding]) -> WrittenFile | None:
    """Return what one file says, or None where it could not be read to its end."""
    if isinstance(text.content, Finding):
        findings.append(text.content)
        return None
    reading = read_yaml(text.path, text.content)
    findings += reading.findings
    if reading.tree is None:
        return None
    checked = check(reading.tree)
    findings += checked.findings
    return parse(reading.tree, checked)


def _may_define(name: str, content: str | Finding) -> bool:
    """Say whether a file with findings may define a name, because it stands there as a key."""
    if isinstance(content, Finding):
        return True
    return re.search(rf"(?<![\w-]){re.escape(name)}[\"']?\s*:", content) is not None


_Place: TypeAlias = tuple[SourceSpan, bool, str, str]


def _place(finding: Finding) -> _Place:
    return finding.span, finding.severity is Severity.WARNING, finding.rule, finding.message
