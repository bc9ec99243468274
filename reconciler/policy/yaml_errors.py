"""What the YAML parser complains about, in the words of someone who writes policies.

The parser's own sentences are known here and nowhere else; one we do not know is passed on.
"""

import re
from typing import Final

import yaml

from reconciler.policy.rules import Rule, wrong
from reconciler.source import Finding, SourceSpan

__all__ = ["CONTROL_CHARACTER", "control_character", "syntax_finding"]

CONTROL_CHARACTER: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids in any text, a byte order mark in the middle included."""

_QUOTE: Final = "put the text in quotes"
_INDENT: Final = "keys of one mapping, and the dashes of one list, begin in the same column"
_WORDS: Final[dict[str, tuple[str, str | None]]] = {
    "mapping values are not allowed in this context": (
        "a ':' makes a key of text that cannot be one",
        f"correct the indentation, or {_QUOTE} if the ':' belongs to it",
    ),
    "could not find expected ':'": (
        "a line without ':' stands among keys",
        "write 'key: value', or indent the line if it continues the one above",
    ),
    "did not find expected key": ("this does not continue the keys above", _INDENT),
    "did not find expected '-' indicator": ("this does not continue the list above", _INDENT),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin here",
        "begin it on a line of its own",
    ),
    "did not find expected ',' or ']'": (
        "a '[' is not closed",
        "write ',' between the entries and ']' at the end",
    ),
    "did not find expected ',' or '}'": (
        "a '{' is not closed",
        "write ',' between the entries and '}' at the end",
    ),
    "found unexpected end of stream": ("a quote is opened here and never closed", None),
    "found character that cannot start any token": (
        "no value can begin with this character",
        _QUOTE,
    ),
    "found unknown escape character": (
        "a backslash in double quotes begins an escape, and this one does not exist",
        "use single quotes, where a backslash is only a backslash",
    ),
    "did not find expected alphabetic or numeric character": (
        "'&' and '*' begin a name in YAML, and none follows",
        f"{_QUOTE}, such as '*@northwind.example'",
    ),
    "did not find expected <document start>": (
        "this does not belong to the value before it",
        "look for a bracket or a quote that is closed too early",
    ),
}
_NOTICED_LATE: Final = frozenset(
    {"found unexpected end of stream", "did not find expected alphabetic or numeric character"}
)
"""Problems that lie where their context began, not where the parser noticed them."""


def syntax_finding(path: str, text: str, error: yaml.YAMLError) -> Finding:
    """Return the finding for whatever stopped the parser."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return wrong(Rule.YAML_SYNTAX, SourceSpan(path, 1, 1), f"not valid YAML: {error}")
    mark = error.problem_mark
    problem = str(error.problem)
    tab = _tab(text, mark.line, mark.column)
    if tab is not None:
        return wrong(
            Rule.TAB,
            SourceSpan(path, mark.line + 1, tab + 1),
            "a tab stands in the indentation",
            "indent with blanks; most editors can convert tabs",
        )
    if problem in _NOTICED_LATE and error.context_mark is not None:
        mark = error.context_mark
    words, hint = _WORDS.get(problem, (f"not valid YAML: {problem}", None))
    span = SourceSpan(path, mark.line + 1, mark.column + 1)
    return wrong(Rule.YAML_SYNTAX, span, words, hint)


def control_character(path: str, text: str, position: int) -> Finding:
    """Return the finding for a character that no YAML text may hold."""
    before = text[:position]
    line = before.count("\n") + 1
    column = position - (before.rfind("\n") + 1) + 1
    return wrong(
        Rule.CONTROL_CHARACTER,
        SourceSpan(path, line, column),
        f"the character U+{ord(text[position]):04X} stands here",
        "delete it; it is invisible in most editors",
    )


def _tab(text: str, line: int, column: int) -> int | None:
    """Return the column of a tab that the parser stumbled over, if it was one."""
    rows = text.splitlines()
    row = rows[line] if line < len(rows) else ""
    blank = row[: len(row) - len(row.lstrip())]
    if column <= len(blank) and "\t" in blank:
        return blank.index("\t")
    return column if row[column : column + 1] == "\t" else None
