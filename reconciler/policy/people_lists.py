"""The lists of people that selectors refer to: found, read once, and judged.

Rule: a list lies in the policy folder, because a review must see all that counts. Reading is the
business of whoever is given; a text becomes people in `people_rows`.
"""

from collections.abc import Callable

from reconciler.policy.people_rows import PeopleRows, people_rows
from reconciler.policy.policy_text import PolicyText
from reconciler.policy.rules import Rule, wrong
from reconciler.policy.selection import PeopleFrom, folded
from reconciler.policy.wording import quoted
from reconciler.source import Finding, SourcedValue

__all__ = ["PeopleLists"]


class PeopleLists:
    """All lists that were asked for, and what is wrong with them."""

    def __init__(self, read: Callable[[str], PolicyText | None]) -> None:
        self._read = read
        self._texts: dict[str, PolicyText | None] = {}
        self._rows: dict[tuple[str, str], PeopleRows] = {}
        self.findings: list[Finding] = []
        """What is wrong, each problem once; lists with an error are nobody's."""

    def people_from(self, file: SourcedValue[str], column: SourcedValue[str]) -> PeopleFrom | None:
        """Return the people of one column of a file; None: nobody can say who they are."""
        path = _below_the_folder(file.span.path, file.value)
        if path is None:
            message = f"{quoted(file.value)} does not lie in the policy folder"
            hint = "copy the list into the policy folder; a review must see all that counts"
            self.findings.append(wrong(Rule.LIST_OUTSIDE, file.span, message, hint))
            return None
        text = self._text(path)
        if text is None:
            hint = "name a file below the policy folder, seen from this one"
            message = f"there is no file {quoted(path)}"
            self.findings.append(wrong(Rule.UNKNOWN_LIST, file.span, message, hint))
            return None
        if isinstance(text.content, Finding):
            return None
        rows = self._rows_of(path, text.content, column)
        if rows.unknown_column is not None:
            self.findings.append(rows.unknown_column(column))
        if rows.people is None:
            return None
        return PeopleFrom(path=path, column=column.value, span=file.span, people=rows.people)

    def _text(self, path: str) -> PolicyText | None:
        if path not in self._texts:
            text = self._texts[path] = self._read(path)
            if text is not None and isinstance(text.content, Finding):
                self.findings.append(text.content)
        return self._texts[path]

    def _rows_of(self, path: str, content: str, column: SourcedValue[str]) -> PeopleRows:
        key = path, folded(column.value)
        if key not in self._rows:
            rows = self._rows[key] = people_rows(path, content, column.value)
            self.findings += rows.findings
        return self._rows[key]


def _below_the_folder(referrer: str, file: str) -> str | None:
    """Return the path of a file that another file refers to; None: it lies outside."""
    if file.startswith("/") or "\\" in file or ":" in file:
        return None
    top, *folders = referrer.split("/")[:-1]
    for step in file.split("/"):
        if step == ".." and not folders:
            return None
        if step == "..":
            folders.pop()
        elif step not in {"", "."}:
            folders.append(step)
    return "/".join((top, *folders))
