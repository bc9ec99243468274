"""A package as it is written: every module with its syntax tree and what it imports.

Reading only. What a module may and may not do is judged in `architecture`.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Import", "Module", "SourceTree", "read_source_tree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One imported module."""

    target: str
    """Dotted and absolute. For `from a import b`: `a.b` if that is a module of ours, else `a`."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file of the package."""

    name: str
    """Dotted, below the package: `plan.diff`; `plan` and the empty string for `__init__` files."""
    path: Path
    """Relative to the folder that holds the package."""
    syntax: ast.Module
    lines: int
    imports: tuple[Import, ...]

    @property
    def stage(self) -> str:
        """Return the first part of the name: a folder of the package, or a top-level module."""
        return self.name.partition(".")[0]

    @property
    def is_named_by_python(self) -> bool:
        """Say whether it is Python that wants the file named so."""
        return self.path.stem in {"__init__", "__main__"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTree:
    """All modules of one package."""

    package: str
    modules: Mapping[str, Module]
    """By name."""

    def __iter__(self) -> Iterator[Module]:
        """Yield the modules in the order of their names."""
        return iter(self.modules.values())

    def inner(self, target: str) -> str | None:
        """Return the name below the package of an imported module, None if it is not ours."""
        if target == self.package:
            return ""
        head, _, name = target.partition(".")
        return name if head == self.package else None


def read_source_tree(root: Path) -> SourceTree:
    """Read every Python file below a package folder."""
    paths = {_module_name(path, root): path for path in sorted(root.rglob("*.py"))}
    ours = {f"{root.name}.{name}" for name in paths}
    modules = {name: _read(name, path, root, ours) for name, path in sorted(paths.items())}
    return SourceTree(package=root.name, modules=modules)


def _module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(name: str, path: Path, root: Path, ours: set[str]) -> Module:
    text = path.read_text(encoding="utf-8")
    syntax = ast.parse(text, filename=str(path))
    return Module(
        name=name,
        path=path.relative_to(root.parent),
        syntax=syntax,
        lines=len(text.splitlines()),
        imports=tuple(_imports(syntax, ours)),
    )


def _imports(syntax: ast.Module, ours: set[str]) -> Iterator[Import]:
    for node in ast.walk(syntax):
        if isinstance(node, ast.Import):
            yield from (Import(target=alias.name, line=node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            for alias in node.names:
                deeper = f"{origin}.{alias.name}"
                yield Import(target=deeper if deeper in ours else origin, line=node.lineno)
