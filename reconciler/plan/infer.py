"""What is there, said as policy: an inventory in, a draft of a policy set out.

Rule: the first plan under the draft changes nobody, and whoever could not be read is touched by
none of its policies. Spelling the draft is `policy.yaml_writer`'s work.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reconciler.inventory.snapshot import Inventory
from reconciler.plan.known_people import KnownPeople, LeftOut, known_people
from reconciler.plan.profile_names import name_of, own_settings, shortest_parent
from reconciler.plan.pure_groups import Addresses, Entry, divide, texts_of
from reconciler.policy.drafts import Draft, DraftPolicy, DraftProfile, SelectorKey
from reconciler.policy.selection import folded
from reconciler.subjects import Attribute, SettingName, Settings, Subject
from reconciler.values import canonical

__all__ = ["Inferred", "infer"]

LISTED: Final = 5_000
"""People in one policy: a list that an editor still opens."""

NAMED: Final = 100
"""People left out that are named for each reason."""

_ENABLED: Final = SettingName("recording.enabled")
_SUFFIX: Final[Mapping[SelectorKey, str]] = {
    "locations": "by-location",
    "departments": "by-department",
    "people": "by-name",
}
_ASKED: Final[Mapping[SelectorKey, Attribute]] = {
    "locations": Attribute.LOCATION,
    "departments": Attribute.DEPARTMENT,
    "people": Attribute.EMAIL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """A draft, and whom it speaks about."""

    draft: Draft
    governed: int
    left_out: tuple[LeftOut, ...]


def infer(inventory: Inventory) -> Inferred:
    """Return policies under which nothing would change, as short as pure groups make them."""
    known = known_people(inventory)
    profiles, given = _profiles(known)
    addresses = Addresses(inventory)
    people = tuple(subject for subject, _ in known.settings)
    names = {subject.id: name for subject, name in zip(people, given, strict=True)}
    entries, nameless = divide(people, names, addresses)
    reason = "every name of it is somebody else's as well"
    left_out = (
        *known.left_out,
        *(LeftOut(subject=each, reason=reason, unread=False) for each in nameless),
    )
    policies = _policies(entries, profiles)
    draft = Draft(
        organization_id=inventory.organization.id.strip() or None,
        profiles=tuple(_drafted(profiles, Counter(given))),
        policies=tuple(_with_exceptions(each, left_out, addresses) for each in policies),
        remarks=tuple(_remarks(known, left_out)),
    )
    return Inferred(draft=draft, governed=len(people) - len(nameless), left_out=left_out)


def _profiles(known: KnownPeople) -> tuple[dict[str, Settings], list[str]]:
    """Return distinct profiles by name, the most common first, and the name for each person."""
    keys = [canonical(settings) for _, settings in known.settings]
    held = dict(zip(keys, (settings for _, settings in known.settings), strict=True))
    profiles: dict[str, Settings] = {}
    named: dict[bytes, str] = {}
    for key, _ in sorted(Counter(keys).items(), key=lambda each: (-each[1], each[0])):
        named[key] = name_of(held[key], profiles)
        profiles[named[key]] = held[key]
    return profiles, [named[key] for key in keys]


def _drafted(profiles: Mapping[str, Settings], counts: Counter[str]) -> Iterator[DraftProfile]:
    before: dict[str, Settings] = {}
    for name, settings in profiles.items():
        parent = shortest_parent(settings, before)
        yield DraftProfile(
            name=name,
            description=f"As found: {_people(counts[name])}",
            extends=parent,
            settings=own_settings(settings, before[parent]) if parent else settings,
        )
        if settings[_ENABLED] is True:
            before[name] = settings


def _policies(entries: Iterable[Entry], profiles: Iterable[str]) -> Iterator[DraftPolicy]:
    texts: defaultdict[tuple[str, SelectorKey], list[str]] = defaultdict(list)
    for entry in entries:
        texts[entry.profile, entry.key].append(entry.text)
    for profile in profiles:
        for key, suffix in _SUFFIX.items():
            found = sorted(texts[profile, key])
            for start in range(0, len(found), LISTED):
                part = f"-{start // LISTED + 1}" if start else ""
                yield DraftPolicy(
                    name=f"{profile}-{suffix}{part}",
                    profile=profile,
                    key=key,
                    entries=tuple(found[start : start + LISTED]),
                )


def _with_exceptions(
    policy: DraftPolicy, left_out: Iterable[LeftOut], addresses: Addresses
) -> DraftPolicy:
    """Keep a policy away from everybody whose state is not known and whom it might claim."""
    entries = frozenset(map(folded, policy.entries))
    spared = (
        addresses.of(each.subject)
        for each in left_out
        if each.unread and _may_claim(policy.key, entries, each.subject)
    )
    return replace(policy, except_people=tuple(sorted(text for text in spared if text)))


def _may_claim(key: SelectorKey, entries: frozenset[str], subject: Subject) -> bool:
    if _ASKED[key] in subject.unknown:
        return True
    return not entries.isdisjoint(map(folded, texts_of(key, subject)))


def _remarks(known: KnownPeople, left_out: Iterable[LeftOut]) -> Iterator[str]:
    for (name, value), count in sorted(Counter(known.foreign).items(), key=repr):
        yield f"Left unmanaged for {_people(count)}: {name} is '{value}', which is no value of it."
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for each in left_out:
        groups[each.reason].append(each.subject.label)
    for reason, labels in sorted(groups.items()):
        yield f"Left out, {_people(len(labels))}: {reason}"
        yield from (f"  {label}" for label in sorted(labels)[:NAMED])
        if len(labels) > NAMED:
            yield f"  and {len(labels) - NAMED:,} more"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
