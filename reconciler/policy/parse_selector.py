"""A selector out of a checked tree, with the lists of people it refers to."""

from typing import TypeAlias

from reconciler.policy.node_values import child, items_of, key_span, sourced_text, texts_at
from reconciler.policy.people_lists import PeopleLists
from reconciler.policy.selection import PeopleFrom, Selector
from reconciler.policy.yaml_tree import Node
from reconciler.subjects import License

__all__ = ["MatchAndExcept", "match_and_except"]

MatchAndExcept: TypeAlias = tuple[Selector, Selector | None]


def match_and_except(node: Node, lists: PeopleLists, key: str = "match") -> MatchAndExcept | None:
    """Return whom a statement selects and whom it leaves out; None: nobody can say."""
    match = _selector(node, key, lists)
    exclude = _selector(node, "except", lists)
    if match is None or (exclude is None and child(node, "except") is not None):
        return None
    return match, exclude


def _selector(statement: Node, key: str, lists: PeopleLists) -> Selector | None:
    node = child(statement, key)
    people_from = _people_from(node, lists)
    if node is None or people_from is None:
        return None
    licenses = [text for text in texts_at(node, "licenses") if text in set(License)]
    return Selector(
        span=key_span(statement, key),
        everyone=child(node, "everyone") is not None,
        people=texts_at(node, "people"),
        people_from=people_from,
        workspaces=texts_at(node, "workspaces"),
        virtual_lines=texts_at(node, "virtual_lines"),
        locations=texts_at(node, "locations"),
        groups=texts_at(node, "groups"),
        departments=texts_at(node, "departments"),
        titles=texts_at(node, "titles"),
        licenses=tuple(License(text) for text in licenses),
        extensions=texts_at(node, "extensions"),
    )


def _people_from(node: Node | None, lists: PeopleLists) -> tuple[PeopleFrom, ...] | None:
    """Return the lists of a selector; None: one of them could not be read."""
    found = []
    for item in items_of(child(node, "people_from")):
        file, column = sourced_text(item, "file"), sourced_text(item, "column")
        people = lists.people_from(file, column) if file and column else None
        if people is None:
            return None
        found.append(people)
    return tuple(found)
