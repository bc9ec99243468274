"""Options that several commands share, so that a flag means the same everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import click

__all__ = [
    "as_of_option",
    "base_url_option",
    "details_option",
    "log_options",
    "policies_argument",
    "policies_option",
    "snapshot_option",
]

P = ParamSpec("P")
T = TypeVar("T")
Decorator = Callable[[Callable[P, T]], Callable[P, T]]

_FOLDER: Final = click.Path(path_type=Path)

policies_argument = click.argument(
    "policies", type=_FOLDER, default=Path("policies"), required=False, metavar="[POLICIES]"
)

details_option = click.option(
    "--details", is_flag=True, help="Name every person instead of the first few of each group."
)

policies_option = click.option(
    "--policies",
    type=_FOLDER,
    default=Path("policies"),
    show_default=True,
    help="The policies to go by.",
)

snapshot_option = click.option(
    "--snapshot", type=_FOLDER, help="Offline, from this file, instead of asking Webex."
)

as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Judge every date in the policies as on this day.",
)

base_url_option = click.option(
    "--base-url",
    envvar="WEBEX_BASE_URL",
    metavar="URL",
    help="Where Webex answers; also WEBEX_BASE_URL. Default: the public API.",
)


def log_options(function: Callable[P, T]) -> Callable[P, T]:
    """Add `--log-level` and `--log-format`."""
    level = click.option(
        "--log-level",
        envvar="RECONCILER_LOG_LEVEL",
        type=click.Choice(["debug", "info", "warning", "error"]),
        default=None,
        help="Events on stderr. Default: info; warning on a terminal, where the bar tells.",
    )
    format_ = click.option(
        "--log-format",
        envvar="RECONCILER_LOG_FORMAT",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
    )
    return level(format_(function))
