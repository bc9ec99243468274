"""A file of weather for the sandbox: YAML in, plain data out. What it means the sandbox says.

The sandbox reads no YAML itself; it would be one more library for whoever embeds it in tests.
"""

from pathlib import Path
from typing import cast

import yaml

from reconciler.errors import UsageWrong
from reconciler.values import JSONValue

__all__ = ["read_weather"]


def read_weather(path: Path) -> JSONValue:
    """Return what the file says.

    Raises:
        UsageWrong: the file cannot be read, or is no YAML.
    """
    try:
        return cast("JSONValue", yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageWrong(f"--weather: '{path}' cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageWrong(f"--weather: '{path}' is no YAML: {error}") from error
