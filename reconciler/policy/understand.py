"""The whole chain from texts to a policy set: read YAML, check, parse, resolve.

Rule: every file goes through every stage it can, and all findings of all files come at once.
A file that broke early never makes another one look wrong.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from reconciler.errors import PolicyInvalid
from reconciler.policy.check import check
from reconciler.policy.control_conflicts import contradicted_controls
from reconciler.policy.excerpts import with_excerpts
from reconciler.policy.ignoring import heed
from reconciler.policy.language import DATE_KEYS
from reconciler.policy.parse import parse
from reconciler.policy.people_lists import PeopleLists
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.policy_text import ALONE, PolicyText, Surroundings
from reconciler.policy.resolve import resolve, second_thoughts
from reconciler.policy.second_look import second_look
from reconciler.policy.shortening import first_of_each
from reconciler.policy.time_zones import today_in
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


def understand(
    texts: Iterable[PolicyText], surroundings: Surroundings = ALONE, *, now: datetime | None = None
) -> Loaded:
    """Return what policy files say together. Needs at least one file.

    `now` is what dates are judged by; without it they are not.

    Raises:
        PolicyInvalid: with the findings of all files, ordered by path, line and column.
    """
    files = sorted(texts, key=lambda text: text.path)
    findings: list[Finding] = []
    written: list[WrittenFile] = []
    doubtful: list[str | Finding] = []
    lists = PeopleLists(surroundings.read_list)
    for text in files:
        before = len(findings)
        said = _written(text, lists, findings)
        if said is not None:
            written.append(said)
        if len(findings) > before:
            doubtful.append(text.content)
    resolved = resolve(
        written,
        lambda name: any(_may_define(name, text) for text in doubtful),
        surroundings.is_time_zone,
    )
    findings += resolved.findings
    findings += contradicted_controls(resolved.policy_set)
    findings += (each for each in lists.findings if each.severity is Severity.ERROR)
    if findings:
        raise PolicyInvalid(_few(findings, files, {each.span.path for each in written}))
    odd = _odd(resolved.policy_set, written, now)
    warnings = (*_few(heed(odd, files), files), *lists.findings)
    return Loaded(
        policies=resolved.policy_set,
        warnings=tuple(with_excerpts(sorted(warnings, key=_place), files)),
        files=tuple(text.path for text in files),
    )


def _few(
    findings: Iterable[Finding], files: list[PolicyText], finished: Container[str] | None = None
) -> tuple[Finding, ...]:
    """Return findings in order, of each rule and file the first; the last tells of the others."""
    paths = {text.path for text in files}
    unfinished = {path for path in paths if finished is not None and path not in finished}
    shown = first_of_each(sorted(findings, key=_place), unfinished=unfinished)
    return tuple(with_excerpts(shown, files))


def _odd(
    policy_set: PolicySet, written: list[WrittenFile], now: datetime | None
) -> tuple[Finding, ...]:
    today = today_in(policy_set.timezone, now) if now else None
    return (*second_thoughts(policy_set, written), *second_look(policy_set, today))


def _written(text: PolicyText, lists: PeopleLists, findings: list[Finding]) -> WrittenFile | None:
    """Return what one file says, or None where it could not be read to its end."""
    if isinstance(text.content, Finding):
        findings.append(text.content)
        return None
    reading = read_yaml(text.path, text.content, DATE_KEYS)
    findings += reading.findings
    if reading.tree is None:
        return None
    checked = check(reading.tree)
    findings += checked.findings
    return parse(reading.tree, checked, lists) if checked.finished else None


def _may_define(name: str, content: str | Finding) -> bool:
    """Say whether a file with findings may define a name: as a key, or as a name or an id."""
    if isinstance(content, Finding):
        return True
    text = re.escape(name)
    as_key = rf"(?<![\w-]){text}[\"']?\s*:"
    as_name = rf"\b(?:name|id)[\"']?\s*:\s*[\"']?{text}(?![\w-])"
    return re.search(f"{as_key}|{as_name}", content) is not None


_Place: TypeAlias = tuple[SourceSpan, bool, str, str]


def _place(finding: Finding) -> _Place:
    return finding.span, finding.severity is Severity.WARNING, finding.rule, finding.message
