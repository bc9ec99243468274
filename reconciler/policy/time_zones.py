"""Time zones by name, as the system's own database knows them.

Reads that database, which is why `dates` and everything after it takes a day instead of a zone.
"""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

__all__ = ["UTC_NAME", "is_time_zone", "today_in"]

UTC_NAME: Final = "UTC"
"""The zone of policies that name none."""


def is_time_zone(name: str) -> bool:
    """Say whether there is a time zone of this name: `Europe/London`."""
    return name == UTC_NAME or name in available_timezones()


def today_in(name: str, now: datetime) -> date:
    """Return the day it is in a time zone. `now` is aware.

    Raises:
        KeyError: there is no such zone, which a sound policy set excludes.
    """
    return now.astimezone(ZoneInfo(name)).date()
