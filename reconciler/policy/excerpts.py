"""The line of the file that a finding points at, for readers who do not have the file open.

Lines end where YAML ends them. Showing them is `report`'s work.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from reconciler.policy.policy_text import PolicyText
from reconciler.source import Finding

__all__ = ["lines_of", "with_excerpts"]

_LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def lines_of(text: str) -> list[str]:
    """Return the lines of a YAML text, counted as findings count them, without their ends."""
    return _LINE_END.split(text.removeprefix("\ufeff"))


def with_excerpts(findings: Iterable[Finding], texts: Iterable[PolicyText]) -> Iterator[Finding]:
    """Yield every finding with the line it points at, where that file could be read."""
    contents = {text.path: text.content for text in texts if isinstance(text.content, str)}
    lines: dict[str, list[str]] = {}
    for finding in findings:
        path = finding.span.path
        if path in contents and path not in lines:
            lines[path] = lines_of(contents[path])
        line = lines.get(path, [])[finding.span.line - 1 : finding.span.line]
        yield replace(finding, excerpt=line[0]) if line else finding
