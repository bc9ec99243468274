"""How people of Northwind Trading happen to be recorded before anybody wrote a policy.

A habit is what an administrator once sent: the bodies of PUTs, in order. None at all is a
person nobody ever configured.
"""

import random
from collections.abc import Mapping
from typing import TypeAlias

from reconciler.sandbox.wire_json import Document

__all__ = [
    "ALWAYS",
    "ON_DEMAND",
    "PAUSABLE",
    "PHONE_HABITS",
    "SWITCHED_OFF",
    "UNTOUCHED",
    "Habit",
    "habit_of",
]

Habit: TypeAlias = tuple[Document, ...]

UNTOUCHED: Habit = ()
ALWAYS: Habit = (
    {
        "enabled": True,
        "record": "Always",
        "recordVoicemailEnabled": True,
        "startStopAnnouncement": {"internalCallsEnabled": False, "pstnCallsEnabled": True},
        "callRecordingAccessSettings": {
            "viewAndPlayRecordingsEnabled": True,
            "downloadRecordingsEnabled": False,
            "deleteRecordingsEnabled": False,
            "shareRecordingsEnabled": False,
        },
    },
)
PAUSABLE: Habit = (
    {
        "enabled": True,
        "record": "Always with Pause/Resume",
        "notification": {"enabled": True, "type": "Beep"},
        "repeat": {"enabled": True, "interval": 30},
        "startStopAnnouncement": {"internalCallsEnabled": False, "pstnCallsEnabled": True},
    },
)
ON_DEMAND: Habit = (
    {
        "enabled": True,
        "record": "On Demand with User Initiated Start",
        "notification": {"enabled": True, "type": "Play Announcement"},
        "postCallRecordingSettings": {
            "summaryAndActionItemsEnabled": True,
            "transcriptEnabled": True,
        },
    },
)
SWITCHED_OFF: Habit = (*PAUSABLE, {"enabled": False})
PHONE_HABITS: tuple[Habit, ...] = (PAUSABLE, ALWAYS, UNTOUCHED, UNTOUCHED, SWITCHED_OFF)
"""How virtual lines and workspaces happen to be recorded, all equally likely."""
_BARE: Habit = ({"enabled": True, "record": "Always with Pause/Resume"},)
_ENABLED_AND_NEVER: Habit = ({"enabled": True},)

_CHOICES: Mapping[str | None, tuple[tuple[Habit, int], ...]] = {
    "Trading": ((PAUSABLE, 50), (ALWAYS, 30), (_BARE, 8), (UNTOUCHED, 12)),
    "Service Desk": (
        (PAUSABLE, 30), (ON_DEMAND, 20), (_BARE, 15), (_ENABLED_AND_NEVER, 3),
        (SWITCHED_OFF, 4), (UNTOUCHED, 28),
    ),
    "Sales": (
        (ON_DEMAND, 28), (PAUSABLE, 22), (_BARE, 12), (_ENABLED_AND_NEVER, 3),
        (SWITCHED_OFF, 4), (UNTOUCHED, 31),
    ),
    "Finance": ((ALWAYS, 20), (UNTOUCHED, 80)),
    "Human Resources": ((ALWAYS, 20), (UNTOUCHED, 80)),
}  # fmt: skip
_ELSEWHERE: tuple[tuple[Habit, int], ...] = ((UNTOUCHED, 92), (SWITCHED_OFF, 5), (ON_DEMAND, 3))


def habit_of(department: str | None, chance: random.Random) -> Habit:
    """Return how somebody of this department happens to be recorded."""
    choices = _CHOICES.get(department, _ELSEWHERE)
    habits = [habit for habit, _ in choices]
    return chance.choices(habits, [weight for _, weight in choices])[0]
