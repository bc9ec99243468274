"""Plans and snapshots on disk: whole or not at all. Their formats are decided elsewhere."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from reconciler.errors import RecordDamaged, UsageWrong
from reconciler.inventory.snapshot import Inventory
from reconciler.inventory.snapshot_file import dump, load
from reconciler.plan.changes import Plan
from reconciler.plan.plan_file import dump_plan, load_plan

__all__ = ["read_plan", "read_snapshot", "refuse_unwritable", "write_plan", "write_snapshot"]


def read_plan(path: Path) -> Plan:
    """Return the plan in a file.

    Raises:
        UsageWrong: there is no such file, or it cannot be read.
        PlanStale: it is no plan, or was edited.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageWrong(f"cannot read the plan {path}: {error.strerror}") from error
    return load_plan(data, str(path))


def read_snapshot(path: Path) -> Inventory:
    """Return the inventory in a snapshot file.

    Raises:
        UsageWrong: there is no such file, or it cannot be read.
        RecordDamaged: it was cut, edited, or is no snapshot.
    """
    try:
        with path.open("rb") as lines:
            return load(lines)
    except RecordDamaged as error:
        raise RecordDamaged(f"{path}: {error.message}", hint=error.hint) from error
    except OSError as error:
        raise UsageWrong(f"cannot read the snapshot {path}: {error.strerror}") from error


def refuse_unwritable(path: Path) -> None:
    """Find out before an organization is read whether its result can be saved.

    Raises:
        UsageWrong: the folder does not exist or cannot be written to.
    """
    folder = path.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK) or path.is_dir():
        raise UsageWrong(f"cannot write {path}: is there a folder {folder} that you may write to?")


def write_plan(path: Path, plan: Plan) -> None:
    """Save the plan, replacing a file of that name only once the new one is whole."""
    _write(path, (dump_plan(plan),))


def write_snapshot(path: Path, inventory: Inventory) -> None:
    """Save the inventory, replacing a file of that name only once the new one is whole."""
    _write(path, dump(inventory))


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageWrong(f"cannot write {path}: {error.strerror}") from error
