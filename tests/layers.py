"""The picture on the wall as tables: who may import whom, what is pure, where libraries live.

A change here is a change of the architecture. Names are those below the package; a name stands
for the module and for everything below it. The rules are applied in `architecture`.
"""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "ENVIRONMENT_READERS",
    "FORBIDDEN_WORDS",
    "HOMES",
    "IMPURE",
    "IMPURE_CALLS",
    "IMPURE_LIBRARIES",
    "LONGEST_FILE",
    "LONGEST_FUNCTION",
    "MAY_IMPORT",
    "PURE",
]

_FOUNDATION: Final = frozenset(
    {
        *("errors", "source", "values", "subjects", "organization"),
        *("outcomes", "readings", "clock", "progress"),
    }
)

_OPEN: Final = _FOUNDATION | {""}
"""What every stage but the sandbox may import; the empty name is the package, for its version."""

_STAGES: Final = frozenset(
    {"catalog", "policy", "inventory", "ledger", "webex", "plan", "apply", "report", "runs"}
)

MAY_IMPORT: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(_FOUNDATION, _FOUNDATION),
    "catalog": _OPEN,
    "policy": _OPEN | {"catalog"},
    "inventory": _OPEN | {"catalog"},
    "webex": _OPEN | {"catalog"},
    "ledger": _OPEN,
    "plan": _OPEN | {"catalog", "policy", "inventory", "ledger.entries"},
    "apply": _OPEN | {"catalog", "plan", "ledger.entries"},
    "report": _OPEN | {"catalog", "policy", "inventory", "plan", "ledger.entries"},
    "runs": _OPEN | _STAGES,
    "cli": _OPEN | _STAGES | {"sandbox"},
    "sandbox": frozenset(),
    "__main__": frozenset({"cli"}),
}
"""By stage; besides these, every stage may import itself."""

PURE: Final = _FOUNDATION | {
    *("catalog", "policy", "inventory", "plan", "report"),
    *("webex.pacing", "webex.retrying", "webex.faults", "webex.wire_form"),
    *("webex.token_grants", "webex.tokens"),
    *("apply.waves", "apply.budget"),
}

IMPURE: Final = frozenset(
    {
        *("clock", "policy.policy_files", "policy.load", "policy.time_zones"),
        "inventory.collect",
    }
)
"""The exceptions within `PURE`."""

IMPURE_LIBRARIES: Final = frozenset(
    {
        *("aiohttp", "httpx", "httpx_aiohttp", "uvloop", "socket", "ssl", "http.client"),
        *("urllib.request", "os", "pathlib", "shutil", "tempfile", "glob", "subprocess"),
        *("time", "random", "secrets", "asyncio", "threading", "multiprocessing", "signal"),
        *("sqlalchemy", "psycopg", "sqlite3", "structlog", "logging", "click", "rich"),
        *("starlette", "uvicorn", "importlib"),
    }
)

IMPURE_CALLS: Final = frozenset(
    {
        *("open", "print", "input", "breakpoint", "__import__"),
        *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    }
)

HOMES: Final[Mapping[str, frozenset[str]]] = {
    # The weather of the sandbox is YAML too; the sandbox itself takes plain data.
    "yaml": frozenset({"policy", "cli.weather_file"}),
    "jsonschema": frozenset({"policy"}),
    "httpx": frozenset({"webex"}),
    "httpx_aiohttp": frozenset({"webex"}),
    "aiohttp": frozenset({"webex"}),
    "uvloop": frozenset({"webex", "cli"}),
    "structlog": frozenset({"webex", "apply", "inventory", "runs", "cli"}),
    "msgspec": frozenset(
        {"values", "inventory.snapshot_lines", "plan.plan_file", "webex", "sandbox"}
    ),
    "click": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
    "starlette": frozenset({"sandbox"}),
    "uvicorn": frozenset({"sandbox"}),
    "sqlalchemy": frozenset({"ledger"}),
    "psycopg": frozenset({"ledger"}),
    "cryptography": frozenset({"ledger"}),
    "jinja2": frozenset({"report"}),
}
"""By third-party library. What is not here is not a dependency."""

ENVIRONMENT_READERS: Final = frozenset({"cli"})

FORBIDDEN_WORDS: Final = frozenset(
    {
        *("util", "helper", "common", "misc", "manager", "base"),
        *("service", "handler", "processor", "core"),
    }
)
"""Singular. No name is one of these or ends in one: `utils`, `plan_helpers`, `BaseHandler`."""

LONGEST_FILE: Final = 400
LONGEST_FUNCTION: Final = 39
"""Lines, from `def` to the last one."""
