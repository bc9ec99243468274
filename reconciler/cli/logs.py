"""structlog set-up: events to stderr, as text for people or JSON for machines.

A second fence against secrets stands here: known keys are redacted whatever wrote them.
"""

import logging
from collections.abc import MutableMapping
from typing import Final

import structlog

from reconciler.cli.paint import say

__all__ = ["set_up_logs"]

_SECRET_KEYS: Final = frozenset({"token", "access_token", "refresh_token", "authorization"})


class _Stderr:
    """A logger that writes to whatever stderr is at that moment, so a progress bar can share it."""

    def msg(self, message: str) -> None:
        say(message, err=True)

    log = debug = info = warning = error = critical = msg


def set_up_logs(*, level: str, json: bool, color: bool) -> None:
    """Send every event of this level and above to stderr."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(sort_keys=True)
        if json
        else structlog.dev.ConsoleRenderer(
            colors=color, exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _redact,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=lambda *_: _Stderr(),
        cache_logger_on_first_use=False,
    )
    # At INFO the HTTP libraries print whole URLs of their own accord.
    for name in ("httpx", "httpcore", "aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _redact(_: object, __: str, event: MutableMapping[str, object]) -> MutableMapping[str, object]:
    for key in _SECRET_KEYS & event.keys():
        event[key] = "[redacted]"
    return event
