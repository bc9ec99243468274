"""Policy files as texts, and what is said about them: no disk."""

from collections.abc import Mapping
from datetime import datetime

from reconciler.errors import PolicyInvalid
from reconciler.policy.policy_set import Policy, PolicySet
from reconciler.policy.policy_text import PolicyText, Surroundings
from reconciler.policy.selection import Selector
from reconciler.policy.understand import understand
from reconciler.source import Finding, Severity, SourceSpan

__all__ = [
    "EVERYONE",
    "HERE",
    "NAMES",
    "around",
    "complaints",
    "draft",
    "policy",
    "rules",
    "said",
    "sound",
]

NAMES = ("policies/example.yaml", "policies/other.yaml", "policies/third.yaml")
HERE = SourceSpan("policies/example.yaml", 1, 1)
NOTHING: Mapping[str, str] = {}
EVERYONE = Selector(span=HERE, everyone=True)


def draft(*texts: str) -> tuple[PolicyText, ...]:
    """Name the texts as files of one folder, in order."""
    return tuple(
        PolicyText(path=path, content=text) for path, text in zip(NAMES, texts, strict=False)
    )


def around(lists: Mapping[str, str] = NOTHING) -> Surroundings:
    """Return a policy folder with these lists of people, and a world with few time zones."""
    return Surroundings(
        read_list=lambda path: (
            PolicyText(path=path, content=lists[path]) if path in lists else None
        ),
        is_time_zone={"UTC", "Europe/London", "Asia/Tokyo"}.__contains__,
    )


def findings(
    *texts: str, lists: Mapping[str, str] = NOTHING, now: datetime | None = None
) -> tuple[Finding, ...]:
    """Return errors, or warnings if there are none."""
    try:
        return understand(draft(*texts), around(lists), now=now).warnings
    except PolicyInvalid as error:
        return error.findings


def said(finding: Finding) -> str:
    """Spell a finding as the reference does."""
    severity = "" if finding.severity is Severity.ERROR else f"{finding.severity} "
    hint = f"; {finding.hint}" if finding.hint else ""
    return f"{finding.span} {severity}{finding.rule} {finding.message}{hint}"


def complaints(
    *texts: str, lists: Mapping[str, str] = NOTHING, now: datetime | None = None
) -> list[str]:
    return [said(finding) for finding in findings(*texts, lists=lists, now=now)]


def rules(*texts: str, lists: Mapping[str, str] = NOTHING) -> list[str]:
    """Return `line:column rule` of every error or warning."""
    found = findings(*texts, lists=lists)
    return [f"{each.span.line}:{each.span.column} {each.rule}" for each in found]


def sound(*texts: str, lists: Mapping[str, str] = NOTHING) -> PolicySet:
    loaded = understand(draft(*texts), around(lists))
    assert loaded.warnings == ()
    return loaded.policies


def policy(
    name: str, match: Selector = EVERYONE, *, priority: int = 0, exclude: Selector | None = None
) -> Policy:
    return Policy(
        name=name,
        profile=name,
        match=match,
        exclude=exclude,
        priority=priority,
        span=HERE,
        profile_span=HERE,
    )
