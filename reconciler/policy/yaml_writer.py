"""A draft of a policy set as YAML texts that people like to read and `yaml_reader` reads alike.

Texts are plain where no reader of YAML could take them for anything else, and quoted otherwise.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reconciler.catalog.normal_form import nest
from reconciler.policy.drafts import Draft, DraftPolicy, DraftProfile
from reconciler.policy.yaml_scalars import ambiguity, resolved
from reconciler.values import JSONValue

__all__ = ["MOST_PEOPLE", "scalar", "write_draft"]

MOST_PEOPLE: Final = 5_000
"""People listed in one file, so that it stays far below the size that is refused."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_@./+-]*( [A-Za-z0-9_@./+-]+)*")
_FLOW_WIDTH: Final = 72
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\"}


def write_draft(draft: Draft, title: str) -> dict[str, str]:
    """Return the files by name. `title` is the comment at the head of the first one."""
    grouped = [policy for policy in draft.policies if policy.key != "people"]
    files = {
        "profiles.yaml": [*_head(title, draft.remarks), *_profiles(draft)],
        "policies.yaml": [*_head("Whole locations and departments.", ()), *_policies(grouped)],
    }
    if not grouped:
        del files["policies.yaml"]
    named = [policy for policy in draft.policies if policy.key == "people"]
    for number, part in enumerate(_parts(named), start=1):
        name = "people.yaml" if number == 1 else f"people-{number}.yaml"
        said = "People whose location and department do not tell how they are recorded."
        files[name] = [*_head(said, ()), *_policies(part)]
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}


def scalar(value: JSONValue) -> str:
    """Return a scalar as YAML that reads back as the same value, by every reader of YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and resolved(value) == value and ambiguity(value) is None:
        return value
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(letter: str) -> str:
    if letter.isprintable():
        return _ESCAPES.get(letter, letter)
    number = ord(letter)
    if number <= 0xFF:  # noqa: PLR2004 - what two hex digits can say
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - four


def _head(title: str, remarks: Iterable[str]) -> Iterator[str]:
    for sentence in (title, *remarks):
        flat = "".join(each if each.isprintable() else "?" for each in sentence)
        yield f"# {flat}"
    yield "version: 1"


def _profiles(draft: Draft) -> Iterator[str]:
    if draft.organization_id is not None:
        yield from ("", "organization:", f"  id: {scalar(draft.organization_id)}")
    if draft.profiles:
        yield from ("", "profiles:")
    for number, profile in enumerate(draft.profiles):
        if number:
            yield ""
        yield from _profile(profile)


def _profile(profile: DraftProfile) -> Iterator[str]:
    yield f"  {scalar(profile.name)}:"
    yield f"    description: {scalar(profile.description)}"
    if profile.extends is not None:
        yield f"    extends: {scalar(profile.extends)}"
    yield "    settings:"
    yield from _mapping(nest(profile.settings), " " * 6)


def _mapping(values: Mapping[str, JSONValue], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{key}: {scalar(value)}"


def _policies(policies: Iterable[DraftPolicy]) -> Iterator[str]:
    yield from ("", "policies:")
    for number, policy in enumerate(policies):
        if number:
            yield ""
        yield f"  - name: {scalar(policy.name)}"
        yield f"    profile: {scalar(policy.profile)}"
        yield from _selector("match", policy.key, policy.entries)
        if policy.except_people:
            yield from _selector("except", "people", policy.except_people)


def _selector(role: str, key: str, entries: tuple[str, ...]) -> Iterator[str]:
    words = [scalar(each) for each in entries]
    flow = f"{key}: [{', '.join(words)}]"
    if len(flow) <= _FLOW_WIDTH:
        yield f"    {role}: {{{flow}}}"
        return
    yield f"    {role}:"
    yield f"      {key}:"
    for word in words:
        yield f"        - {word}"


def _parts(policies: Iterable[DraftPolicy]) -> Iterator[list[DraftPolicy]]:
    """Put policies into files, each as long as a file may be."""
    part: list[DraftPolicy] = []
    people = 0
    for policy in policies:
        if part and people + len(policy.entries) > MOST_PEOPLE:
            yield part
            part, people = [], 0
        part.append(policy)
        people += len(policy.entries)
    if part:
        yield part
