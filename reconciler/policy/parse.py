"""A checked tree becomes the values it stands for: profiles and policies, and the file's frame.

Rule: whatever `check` let pass is taken, whatever it refused is left out, and what it was part of
is marked as not whole. The only findings that arise are those of lists of people.
"""

from reconciler.policy.check import Checked
from reconciler.policy.node_values import (
    child,
    date_at,
    entries_of,
    items_of,
    key_span,
    sourced_text,
    sourced_texts,
    text_at,
    texts_at,
    whole_at,
)
from reconciler.policy.parse_selector import match_and_except
from reconciler.policy.parse_settings import settings_in
from reconciler.policy.parse_statements import (
    parse_controls,
    parse_holds,
    parse_tests,
    parse_waivers,
)
from reconciler.policy.people_lists import PeopleLists
from reconciler.policy.policy_set import PEOPLE, Effective, Policy
from reconciler.policy.selector_keys import KIND_WORDS
from reconciler.policy.written import (
    WrittenFile,
    WrittenOrganization,
    WrittenPolicy,
    WrittenProfile,
)
from reconciler.policy.yaml_tree import Entry, Node, is_sound
from reconciler.subjects import SubjectKind

__all__ = ["parse"]


def parse(tree: Node, checked: Checked, lists: PeopleLists) -> WrittenFile:
    """Return what a tree says, as far as it is sound."""
    return WrittenFile(
        span=tree.span,
        organization=_organization(tree),
        timezone=sourced_text(tree, "timezone"),
        profiles=tuple(
            _profile(name, entry, clean=("profiles", name) not in checked.troubled)
            for name, entry in entries_of(child(tree, "profiles"))
        ),
        policies=tuple(
            _policy(node, lists, clean=("policies", index) not in checked.troubled)
            for index, node in enumerate(items_of(child(tree, "policies")))
        ),
        waivers=parse_waivers(tree, checked, lists),
        holds=parse_holds(tree, checked, lists),
        controls=parse_controls(tree, checked, lists),
        tests=parse_tests(tree, checked),
    )


def _organization(tree: Node) -> WrittenOrganization | None:
    node = child(tree, "organization")
    if node is None:
        return None
    return WrittenOrganization(span=key_span(tree, "organization"), id=sourced_text(node, "id"))


def _profile(name: str, entry: Entry, *, clean: bool) -> WrittenProfile:
    node = entry.value
    settings = settings_in(child(node, "settings"))
    return WrittenProfile(
        name=name,
        span=entry.key_span,
        description=text_at(node, "description"),
        extends=sourced_text(node, "extends"),
        settings=settings.values,
        unmanaged=settings.unmanaged,
        whole=clean and is_sound(node),
    )


def _policy(node: Node, lists: PeopleLists, *, clean: bool) -> WrittenPolicy:
    name = sourced_text(node, "name")
    profile = sourced_text(node, "profile")
    selected = match_and_except(node, lists)
    policy = None
    if clean and is_sound(node) and name and profile and selected:
        policy = Policy(
            name=name.value,
            profile=profile.value,
            match=selected[0],
            exclude=selected[1],
            subjects=_kinds(node),
            effective=_effective(child(node, "effective")),
            priority=whole_at(node, "priority"),
            span=node.span,
            profile_span=profile.span,
            controls=sourced_texts(node, "controls"),
            description=text_at(node, "description"),
            owner=text_at(node, "owner"),
            ticket=text_at(node, "ticket"),
        )
    return WrittenPolicy(name=name, profile=profile, policy=policy)


def _kinds(node: Node) -> frozenset[SubjectKind]:
    words = texts_at(node, "subjects")
    return frozenset(kind for kind, word in KIND_WORDS.items() if word in words) or PEOPLE


def _effective(node: Node | None) -> Effective | None:
    if node is None:
        return None
    return Effective(start=date_at(node, "from"), until=date_at(node, "until"))
