"""`reconciler sandbox`: run a Webex organization in a box, and play its administrator.

The web libraries are an extra and slow to load, so a command imports what it needs itself.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from reconciler.cli.environment import access_token, base_url
from reconciler.cli.sandbox_options import (
    limit_from,
    organization_from,
    switches_from,
    weather_from,
)
from reconciler.errors import ExitCode, UsageWrong, WebexRefused, WebexUnreachable
from reconciler.values import JSONValue

if TYPE_CHECKING:
    from reconciler.sandbox.organization_state import Organization

__all__ = ["command"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("sandbox")
def command() -> None:
    """Run a Webex organization in a box, on this machine only."""


@command.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="Port on 127.0.0.1; 0 is any free one.",
)
@click.option("--people", type=click.IntRange(min=10), default=200, show_default=True)
@click.option(
    "--seed",
    type=int,
    default=7,
    show_default=True,
    help="The same seed and size give the same organization.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0),
    default=20.0,
    show_default=True,
    help="Requests a second before it answers 429; 0 is no limit.",
)
@click.option(
    "--burst", type=click.IntRange(min=1), help="Requests at once. Default: a second's worth."
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="KIND:N/s",
    help="Another limit in place of --rate: bucket, fixed, sliding, penalty, endpoint or "
    "concurrent, such as sliding:300/min or concurrent:10. May be repeated.",
)
@click.option("--weather", type=_FILE, help="A YAML file of misfortunes.")
@click.option(
    "--switch",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="How it behaves where the API is silent. May be repeated.",
)
@click.option("--snapshot", type=_FILE, help="Rehearse: serve a copy of a saved organization.")
@click.option("--partner", is_flag=True, help="Add a partner, whose token reaches both.")
@click.option(
    "--calling-failure",
    "failing",
    multiple=True,
    metavar="EMAIL",
    help="Let the calling back end fail for this person. May be repeated.",
)
def serve_sandbox(  # noqa: PLR0913 - one parameter for each option
    *,
    port: int,
    people: int,
    seed: int,
    rate: float,
    burst: int | None,
    limits: tuple[str, ...],
    weather: Path | None,
    assignments: tuple[str, ...],
    snapshot: Path | None,
    partner: bool,
    failing: tuple[str, ...],
) -> ExitCode:
    """Serve an invented organization until Ctrl-C, and print how to reach it."""
    _require_libraries()
    from reconciler.sandbox.application import build_application
    from reconciler.sandbox.server import serve

    organization = organization_from(snapshot, people=people, seed=seed)
    for email in failing:
        _fail_calling(organization, email)
    partners = _partners(seed) if partner else []
    application = build_application(
        organization,
        others=partners,
        switches=switches_from(assignments),
        limit=limit_from(limits, rate, burst),
        weather=weather_from(weather),
    )
    try:
        serve(application, port=port, announce=lambda real: _announce(organization, partners, real))
    except OSError as error:
        raise UsageWrong(
            f"port {port} cannot be used: {error.strerror}", hint="--port 0 takes any free one"
        ) from error
    return ExitCode.DONE


@command.command("edit")
@click.argument("email")
@click.argument("assignments", nargs=-1, required=True, metavar="KEY=VALUE...")
def edit_person(email: str, assignments: tuple[str, ...]) -> ExitCode:
    """Change a person by hand, as an administrator does in Control Hub.

    Keys are dotted, values are JSON or bare text. The sandbox is the one that WEBEX_BASE_URL and
    WEBEX_ACCESS_TOKEN name; anything but this machine is refused.

    \b
      reconciler sandbox edit ada.okafor@northwind.example enabled=false
      reconciler sandbox edit ada.okafor@northwind.example record=Always repeat.interval=60
    """  # noqa: D301 - click's mark for "keep these lines"
    from reconciler.sandbox.control import ControlFailed, edit

    changes = _changes(assignments)
    try:
        edit(base_url(), access_token(), email, changes)
    except ValueError as error:
        raise UsageWrong(
            str(error), hint="set WEBEX_BASE_URL to what `reconciler sandbox serve` printed"
        ) from error
    except ControlFailed as error:
        raise (WebexRefused if error.answered else WebexUnreachable)(str(error)) from error
    click.echo(f"{email}: changed by hand")
    return ExitCode.DONE


def _require_libraries() -> None:
    try:
        from reconciler.sandbox import server
    except ModuleNotFoundError as error:
        raise UsageWrong(
            f"the sandbox needs '{error.name}', which is not installed",
            hint="pip install 'reconciler[sandbox]'",
        ) from error
    del server


def _announce(organization: "Organization", partners: Sequence["Organization"], port: int) -> None:
    url = f"http://127.0.0.1:{port}/v1"
    people = len(organization.people)
    click.echo(f"{organization.name}, {people} people, answers at {url}")
    click.echo("To use it, paste this into another terminal:\n")
    click.echo(f"  export WEBEX_BASE_URL={url}")
    click.echo(f"  export WEBEX_ACCESS_TOKEN={organization.admin_token}\n")
    for each in partners:
        from reconciler.sandbox.partnership import partner_token

        click.echo(f"{each.name} is a partner; its token is {partner_token(each)}\n")
    click.echo("Ctrl-C stops it.")


def _partners(seed: int) -> list["Organization"]:
    from reconciler.sandbox.partnership import partner_organization

    return [partner_organization(seed=seed)]


def _fail_calling(organization: "Organization", email: str) -> None:
    try:
        organization.calling_failures.add(organization.person_by_email(email).email)
    except KeyError:
        raise UsageWrong(f"--calling-failure: nobody here is '{email}'") from None


def _changes(assignments: Sequence[str]) -> dict[str, JSONValue]:
    """Return the nested object that `a.b=1 c=text` spells.

    Raises:
        UsageWrong: not of that form, or two of them contradict each other.
    """
    changes: dict[str, JSONValue] = {}
    for assignment in assignments:
        path, equals, text = assignment.partition("=")
        keys = path.split(".")
        if not equals or not all(keys):
            raise UsageWrong(f"'{assignment}' is not KEY=VALUE", hint="for example enabled=false")
        _put(changes, keys, _value(text), assignment)
    return changes


def _put(
    changes: dict[str, JSONValue], keys: Sequence[str], value: JSONValue, assignment: str
) -> None:
    *parents, last = keys
    place = changes
    for key in parents:
        inner = place.setdefault(key, {})
        if not isinstance(inner, dict):
            raise UsageWrong(f"'{assignment}' contradicts an earlier value of '{key}'")
        place = inner
    if last in place:
        raise UsageWrong(f"'{assignment}' contradicts an earlier value of '{last}'")
    place[last] = value


def _value(text: str) -> JSONValue:
    try:
        return cast("JSONValue", json.loads(text))
    except ValueError:
        return text
