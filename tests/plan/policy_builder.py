"""Small policy sets for tests, by hand: no YAML, no files."""

from reconciler.policy.policy_set import Policy, PolicySet, Profile
from reconciler.policy.selection import Selector
from reconciler.source import SourcedValue, SourceSpan
from reconciler.subjects import SettingName

HERE = SourceSpan("policies/base.yaml", 3, 5)


def profile(name, **values):
    settings = {
        SettingName(f"recording.{key}"): SourcedValue(value, HERE) for key, value in values.items()
    }
    return Profile(name=name, settings=settings, span=HERE)


def policy(name, profile_name, *, priority=0, exclude=None, **match):
    return Policy(
        name=name,
        profile=profile_name,
        match=Selector(span=HERE, **match),
        exclude=None if exclude is None else Selector(span=HERE, **exclude),
        priority=priority,
        span=HERE,
        profile_span=HERE,
    )


ON = profile("on", enabled=True, record="Always")
OFF = profile("off", enabled=False)


def policies(*statements, profiles=(ON, OFF)):
    return PolicySet(
        organization_id=None,
        profiles={each.name: each for each in profiles},
        policies=tuple(sorted(statements, key=lambda each: each.name)),
    )
