"""Policy files from the disk. The one module of this package that touches it.

Files are bytes to be decoded here and text everywhere else. What a text says is `understand`'s
work; a file that cannot be read is a finding and hides no other file.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from reconciler.errors import PolicyInvalid
from reconciler.policy.policy_text import PolicyText
from reconciler.policy.rules import Rule, wrong
from reconciler.source import Finding, SourceSpan

__all__ = ["LARGEST", "LARGEST_LIST", "list_reader", "read_policies"]

LARGEST: Final = 1024 * 1024
"""Bytes of one file. Fifty times what a thousand people in one list need."""

LARGEST_LIST: Final = 16 * 1024 * 1024
"""Bytes of one list of people: a quarter of a million of them."""

_ENDINGS: Final = frozenset({".yaml", ".yml"})


def read_policies(folder: Path) -> tuple[PolicyText, ...]:
    """Return every policy file below a folder, or the one file given, ordered by path.

    Files and folders whose names begin with a dot do not count. A link counts as the file it
    leads to, once, and may not lead out of the folder.

    Raises:
        PolicyInvalid: there is no such folder, or no policy file in it.
    """
    root = folder if folder.is_dir() else folder.parent
    if not folder.exists():
        raise _nothing(folder, "does not exist", "name an existing folder or file")
    found = _walk(root) if folder.is_dir() else iter([folder])
    texts: dict[object, PolicyText] = {}
    for item in sorted(found, key=_order):
        text = item if isinstance(item, PolicyText) else _read(item, root)
        texts.setdefault(_identity(item), text)
    if not texts:
        raise _nothing(folder, "holds no policy file", "policy files end in .yaml or .yml")
    return tuple(sorted(texts.values(), key=lambda text: text.path))


def _walk(root: Path) -> Iterator[Path | PolicyText]:
    """Yield policy files, and a text that holds a finding for each folder that stays closed."""
    closed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in _ENDINGS:
                yield Path(folder, name)
        yield from _leading_out([Path(folder, name) for name in folders], root)
    for error in closed:
        yield _unreadable(Path(str(error.filename)), root, error)


def _leading_out(folders: list[Path], root: Path) -> Iterator[PolicyText]:
    """Refuse linked folders outside; linked folders inside are walked at their own place."""
    for folder in folders:
        if folder.is_symlink() and not _is_inside(folder, root):
            yield _outside(_shown(folder, root))


def list_reader(folder: Path) -> Callable[[str], PolicyText | None]:
    """Return what reads a list by its path as findings show it; None: there is no such file.

    A list lies below the folder of the policies, as every link on the way to it must.
    """
    root = folder if folder.is_dir() else folder.parent

    def read(path: str) -> PolicyText | None:
        file = root.joinpath(*path.split("/")[1:])
        if not os.path.lexists(file):
            return None
        return _read(file, root, LARGEST_LIST)

    return read


def _read(file: Path, root: Path, largest: int = LARGEST) -> PolicyText:
    path = _shown(file, root)
    if not _is_inside(file, root):
        return _outside(path)
    try:
        if not file.is_file():
            return _refused(path, Rule.UNREADABLE_FILE, "this is not a regular file")
        with file.open("rb") as stream:
            content = stream.read(largest + 1)
    except OSError as error:
        return _unreadable(file, root, error)
    if len(content) > largest:
        hint = "split it; all files of the folder count together"
        size = f"this file is larger than {largest // LARGEST} MiB"
        return _refused(path, Rule.FILE_TOO_LARGE, size, hint)
    return PolicyText(path=path, content=_decoded(path, content))


def _decoded(path: str, content: bytes) -> str | Finding:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        message = f"the byte 0x{content[error.start]:02X} is no UTF-8"
        hint = "save the file as UTF-8"
        return wrong(Rule.NOT_UTF8, SourceSpan(path, line, column), message, hint)


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a circle of links
        return False


def _identity(item: Path | PolicyText) -> object:
    """Return what is the same for two names of one file."""
    return item.path if isinstance(item, PolicyText) else os.path.realpath(item)


def _order(item: Path | PolicyText) -> tuple[bool, str]:
    """Sort a file before the links that lead to it."""
    return (False, item.path) if isinstance(item, PolicyText) else (item.is_symlink(), str(item))


def _shown(path: Path, root: Path) -> str:
    """Return a path below the folder's own name: `policies/desks.yaml`."""
    top = root.name if root.name not in {"", ".."} else root.resolve().name
    shown = Path(top, path.relative_to(root)).as_posix()
    return shown.encode("utf-8", "replace").decode("utf-8")


def _outside(path: str) -> PolicyText:
    hint = "copy the file into the policy folder; a review must see all that counts"
    return _refused(path, Rule.LINK_OUTSIDE, "this link leads out of the policy folder", hint)


def _unreadable(path: Path, root: Path, error: OSError) -> PolicyText:
    reason = (error.strerror or "cannot be read").lower()
    return _refused(_shown(path, root), Rule.UNREADABLE_FILE, f"reading failed: {reason}")


def _refused(path: str, rule: Rule, message: str, hint: str | None = None) -> PolicyText:
    return PolicyText(path=path, content=wrong(rule, SourceSpan(path, 1, 1), message, hint))


def _nothing(folder: Path, what: str, hint: str) -> PolicyInvalid:
    span = SourceSpan(folder.as_posix(), 1, 1)
    message = f"the policy folder '{folder.as_posix()}' {what}"
    return PolicyInvalid((wrong(Rule.NO_POLICY_FILES, span, message, hint),))
