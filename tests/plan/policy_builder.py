"""Small policy sets for tests, by hand: no YAML, no files."""

from datetime import date

from reconciler.policy.controls import Control, ControlSeverity, Requirement
from reconciler.policy.policy_set import Policy, PolicySet, Profile
from reconciler.policy.selection import Selector
from reconciler.policy.waivers import LEAVE_ALONE, Hold, Waiver
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


def policies(*statements, profiles=(ON, OFF), **besides):
    return PolicySet(
        organization_id=None,
        profiles={each.name: each for each in profiles},
        policies=tuple(sorted(statements, key=lambda each: each.name)),
        **{key: tuple(values) for key, values in besides.items()},
    )


def waiver(name, *, instead=LEAVE_ALONE, on=(), excuses=(), expires=date(2027, 3, 31), **match):
    return Waiver(
        name=name,
        match=Selector(span=HERE, **match),
        policies=tuple(SourcedValue(each, HERE) for each in on),
        controls=tuple(SourcedValue(each, HERE) for each in excuses),
        instead=instead,
        instead_span=HERE,
        reason="parental leave",
        approved_by="head@northwind.example",
        expires=expires,
        span=HERE,
    )


def hold(name, **match):
    return Hold(
        name=name,
        match=Selector(span=HERE, **match),
        reason="Preservation order",
        approved_by="counsel@northwind.example",
        span=HERE,
    )


def control(name, *, level=None, retention=None, require=(), **match):
    return Control(
        id=name,
        title="Always recorded",
        applies_to=Selector(span=HERE, **match),
        require={
            SettingName(f"recording.{key}"): Requirement(values=values, span=HERE)
            for key, values in dict(require).items()
        },
        level=level,
        severity=ControlSeverity.HIGH,
        retention=retention,
        span=HERE,
    )
