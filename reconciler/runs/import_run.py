"""The verb `import`: an inventory in, a new folder of policies out."""

from dataclasses import dataclass
from pathlib import Path

from reconciler.errors import UsageWrong
from reconciler.inventory.snapshot import Inventory
from reconciler.plan.infer import Inferred, infer
from reconciler.policy.yaml_writer import write_draft

__all__ = ["Imported", "import_policies", "refuse_occupied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was written."""

    inferred: Inferred
    files: tuple[Path, ...]


def import_policies(inventory: Inventory, folder: Path) -> Imported:
    """Write policies that say how the organization is, into a folder without any.

    Raises:
        UsageWrong: the folder holds policies already, or cannot be written. No file is changed.
    """
    refuse_occupied(folder)
    inferred = infer(inventory)
    taken = f"{inventory.taken_at:%Y-%m-%d %H:%M} UTC"
    title = f"{inventory.organization.name} as Webex reported it on {taken}."
    files = {folder / name: text for name, text in write_draft(inferred.draft, title=title).items()}
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise UsageWrong(f"cannot write {error.filename or folder}: {error.strerror}") from error
    return Imported(inferred=inferred, files=tuple(files))


def refuse_occupied(folder: Path) -> None:
    """Refuse a folder that holds policies: what is written would count together with them.

    Raises:
        UsageWrong: it does, or it is no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageWrong(f"{folder} is a file", hint="name a folder that need not exist yet")
    if any(each.suffix.lower() in {".yaml", ".yml"} for each in folder.rglob("*")):
        message = f"{folder} holds policy files already, and all files of a folder count together"
        raise UsageWrong(message, hint="name a new folder: --out imported")
