"""What `sandbox serve` makes of its options: an organization, its limits, weather and switches.

The web libraries are an extra, so what needs them is imported where it is used.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reconciler.cli.weather_file import read_weather
from reconciler.errors import UsageWrong

if TYPE_CHECKING:
    from reconciler.sandbox.limits import Limit
    from reconciler.sandbox.organization_state import Organization
    from reconciler.sandbox.switches import Switches
    from reconciler.sandbox.weather import Weather

__all__ = ["limit_from", "organization_from", "switches_from", "weather_from"]


def organization_from(snapshot: Path | None, *, people: int, seed: int) -> "Organization":
    """Return an invented organization, or the one that a snapshot shows.

    Raises:
        UsageWrong: the file is no snapshot.
    """
    from reconciler.sandbox.population import populate
    from reconciler.sandbox.rehearsal import rehearsed

    if snapshot is None:
        return populate(people=people, seed=seed)
    try:
        return rehearsed(snapshot.read_bytes())
    except OSError as error:
        raise UsageWrong(f"--snapshot: '{snapshot}' cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageWrong(
            f"--snapshot: '{snapshot}': {error}", hint="`reconciler snapshot` writes one"
        ) from error


def limit_from(texts: Sequence[str], rate: float, burst: int | None) -> "Limit | None":
    """Return the limits that were asked for, or the token bucket of `rate` and `burst`.

    Raises:
        UsageWrong: a text is no limit.
    """
    from reconciler.sandbox.limit_text import all_of
    from reconciler.sandbox.limits import TokenBucket

    if texts:
        try:
            return all_of(texts)
        except ValueError as error:
            raise UsageWrong(f"--limit: {error}") from error
    if rate == 0:
        return None
    return TokenBucket(rate=rate, burst=max(1.0, rate) if burst is None else burst)


def switches_from(assignments: Sequence[str]) -> "Switches":
    """Return the switches, those named set.

    Raises:
        UsageWrong: no such switch or value.
    """
    from reconciler.sandbox.switch_text import switches_of

    try:
        return switches_of(assignments)
    except ValueError as error:
        raise UsageWrong(f"--switch: {error}", hint="docs/sandbox.md lists them all") from error


def weather_from(path: Path | None) -> "Weather | None":
    """Return the weather of the file.

    Raises:
        UsageWrong: it cannot be read, or means nothing.
    """
    from reconciler.sandbox.rejections import Rejection
    from reconciler.sandbox.weather_script import weather_of

    if path is None:
        return None
    try:
        return weather_of(read_weather(path))
    except Rejection as error:
        raise UsageWrong(f"--weather: '{path}': {error.message}") from error
