"""YAML text to a tree with places, or findings. Nothing here knows the policy language.

Rule: the tree is built from the parser's events, without recursion and without its resolver, so
that no file, however hostile, can exhaust the stack, unfold aliases or construct objects.
"""

from dataclasses import dataclass, field
from typing import Final

import yaml

from reconciler.policy.rules import Rule, wrong
from reconciler.policy.wording import quoted
from reconciler.policy.yaml_errors import CONTROL_CHARACTER, control_character, syntax_finding
from reconciler.policy.yaml_frame import Expects, Frame
from reconciler.policy.yaml_scalars import PLAIN_DATE, ambiguity, resolved
from reconciler.policy.yaml_tree import BrokenNode, Node, ScalarNode
from reconciler.source import Finding, SourceSpan

__all__ = ["DEEPEST", "YamlReading", "read_yaml"]

DEEPEST: Final = 50
"""Lists and mappings inside each other. Policies need eight."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD_TAG: Final = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlReading:
    """What one file says."""

    tree: Node | None
    """None: the file could not be read to its end, and one of the findings says why."""
    findings: tuple[Finding, ...]


def read_yaml(path: str, text: str, date_keys: frozenset[str] = frozenset()) -> YamlReading:
    """Return the tree of the one YAML document in a text.

    Under `date_keys` a plain date is what it looks like, and stays a text; elsewhere one reader
    of YAML takes it for a date and another for a text.
    """
    text = text.removeprefix("\ufeff")
    forbidden = CONTROL_CHARACTER.search(text)
    if forbidden:
        finding = control_character(path, text, forbidden.start())
        return YamlReading(tree=None, findings=(finding,))
    builder = _Builder(path=path, date_keys=date_keys)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.YAMLError as error:
        builder.findings.append(syntax_finding(path, text, error))
        builder.stopped = True
    if builder.root is None and not builder.stopped:
        builder.stop(
            Rule.EMPTY_FILE,
            SourceSpan(path, 1, 1),
            "nothing but blanks and comments stands in this file",
            "write 'version: 1' and a policy, or delete the file",
        )
    root = None if builder.stopped else builder.root
    return YamlReading(tree=root, findings=tuple(builder.findings))


@dataclass(slots=True)
class _Builder:
    """The parser's events, one after the other, become a tree."""

    path: str
    date_keys: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    stack: list[Frame] = field(default_factory=list)
    root: Node | None = None
    stopped: bool = False

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.CollectionStartEvent():
                self._open(event)
            case yaml.CollectionEndEvent():
                self._place(self.stack.pop().closed())
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent() if self.root is not None:
                self.stop(
                    Rule.SEVERAL_DOCUMENTS,
                    self._span(event),
                    "a second document begins here",
                    "move it to a file of its own; all files of the folder count together",
                )
            case _:
                pass  # the stream, and the one document, begin and end

    def stop(self, rule: Rule, span: SourceSpan, message: str, hint: str) -> None:
        """Report what makes the rest of the file unreadable."""
        self.findings.append(wrong(rule, span, message, hint))
        self.stopped = True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span = self._span(event)
        if event.tag is not None:
            self._report_tag(event.tag, span)
        if self._awaits_key():
            self._key(self.stack[-1], event, span)
        elif event.tag is not None:
            self._place(BrokenNode(span))
        elif not event.implicit[0]:
            self._place(ScalarNode(event.value, span))
        else:
            self._place(self._plain(event.value, span))

    def _plain(self, text: str, span: SourceSpan) -> Node:
        if PLAIN_DATE.fullmatch(text) and self.stack and self.stack[-1].key in self.date_keys:
            return ScalarNode(text, span)
        doubt = ambiguity(text)
        if doubt is None:
            return ScalarNode(resolved(text), span)
        word = quoted(text)
        safe = f"{word} in quotes if the text is meant"
        hint = f"write {safe}" if doubt.instead is None else f"write {doubt.instead}, or {safe}"
        message = f"{word[1:-1]} means {doubt.reading} to some readers of YAML and text to others"
        self._report(Rule.AMBIGUOUS_VALUE, span, message, hint)
        return BrokenNode(span)

    def _key(self, frame: Frame, event: yaml.ScalarEvent, span: SourceSpan) -> None:
        key = event.value
        if key == "<<" and event.implicit[0]:
            hint = "name the other profile: 'extends: NAME'"
            self._report(Rule.MERGE_KEY, span, "'<<' merges nothing here", hint)
            frame.refuse_value(complete=False)
        elif key in frame.entries:
            first = frame.entries[key].key_span.line
            message = f"{quoted(key)} stands here twice; the first is in line {first}"
            self._report(Rule.DUPLICATE_KEY, span, message, "delete one of the two")
            frame.refuse_value(complete=True)
        else:
            frame.begin(key, span)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        span = self._span(event)
        if event.tag is not None:
            self._report_tag(event.tag, span)
        if len(self.stack) >= DEEPEST:
            message = f"more than {DEEPEST} lists and mappings stand inside each other"
            self.stop(Rule.TOO_DEEP, span, message, "no policy needs this; look for a slip")
            return
        if self._awaits_key():
            message = "a list or a mapping stands where a key must stand"
            hint = "a key is one text and a ':'; quote what begins with '[' or '{'"
            self._report(Rule.KEY_NOT_TEXT, span, message, hint)
            self.stack[-1].refuse_key()
        first = Expects.KEY if isinstance(event, yaml.MappingStartEvent) else Expects.ITEM
        anchored = event.anchor is not None or self._anchored()
        self.stack.append(Frame(span, first, muted=self._muted(), anchored=anchored))

    def _alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event)
        message = f"{quoted(f'*{event.anchor}')} repeats another place of the file"
        hint = "write it out, let profiles use 'extends', or quote a text that begins with '*'"
        if self._anchored():
            # Repetitions of repetitions are how a small file becomes a huge one.
            self.stop(Rule.ALIAS, span, f"{message}, inside of what may be repeated itself", hint)
            return
        self._report(Rule.ALIAS, span, message, hint)
        if self._awaits_key():
            self.stack[-1].refuse_value(complete=False)
        else:
            self._place(BrokenNode(span))

    def _place(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].place(node)
        else:
            self.root = node

    def _awaits_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].expects is Expects.KEY

    def _anchored(self) -> bool:
        return bool(self.stack) and self.stack[-1].anchored

    def _muted(self) -> bool:
        return bool(self.stack) and self.stack[-1].mutes

    def _report_tag(self, tag: str, span: SourceSpan) -> None:
        short = tag.replace(_STANDARD_TAG, "!!")
        hint = "delete it; text that looks like a number goes in quotes"
        self._report(Rule.TAG, span, f"{quoted(short)} is a YAML tag", hint)

    def _report(self, rule: Rule, span: SourceSpan, message: str, hint: str) -> None:
        if not self._muted():
            self.findings.append(wrong(rule, span, message, hint))

    def _span(self, event: yaml.Event) -> SourceSpan:
        mark = event.start_mark
        if mark is None:  # pragma: no cover - the parser marks every event
            return SourceSpan(self.path, 1, 1)
        return SourceSpan(self.path, mark.line + 1, mark.column + 1)
