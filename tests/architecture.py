"""The rules of the tree: functions from a source tree to the list of its violations.

Every violation reads `file:line what is wrong`. The tables they go by are in `layers`.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from tests.layers import (
    ENVIRONMENT_READERS,
    FORBIDDEN_WORDS,
    HOMES,
    IMPURE,
    IMPURE_CALLS,
    IMPURE_LIBRARIES,
    LONGEST_FILE,
    LONGEST_FUNCTION,
    MAY_IMPORT,
    PURE,
)
from tests.source_tree import Import, Module, SourceTree

__all__ = [
    "CHECKS",
    "environment_readers",
    "forbidden_names",
    "import_matrix",
    "library_homes",
    "module_shape",
    "package_files",
    "purity",
    "sizes",
    "unique_names",
]

_ENVIRONMENT: Final = frozenset({"environ", "environb", "getenv", "getenvb"})


def import_matrix(tree: SourceTree) -> list[str]:
    """Find imports against the direction of the layers, and stages that no layer knows."""
    return [line for module in tree for line in _misdirected(tree, module)]


def _misdirected(tree: SourceTree, module: Module) -> Iterator[str]:
    if module.name and module.stage not in MAY_IMPORT:
        yield f"{module.path}:1 '{module.stage}' has no place in the import matrix"
        return
    allowed = MAY_IMPORT.get(module.stage, frozenset()) | {module.stage}
    for found in module.imports:
        target = tree.inner(found.target)
        if target is not None and not _covers(allowed, target):
            yield f"{module.path}:{found.line} '{module.stage}' may not import '{found.target}'"


def purity(tree: SourceTree) -> list[str]:
    """Find pure modules that reach the outside world, themselves or through our own modules."""
    pure = [module for module in tree if _covers(PURE, module.name)]
    return [
        line
        for module in pure
        if not _covers(IMPURE, module.name)
        for line in (*_impure_imports(tree, module), *_impure_calls(module))
    ]


def _impure_imports(tree: SourceTree, module: Module) -> Iterator[str]:
    for reached, found in _reachable_imports(tree, module):
        if _covers(IMPURE_LIBRARIES, found.target):
            place = f"{reached.path}:{found.line}"
            yield f"{place} imports '{found.target}', and '{module.name}' is pure"


def _impure_calls(module: Module) -> Iterator[str]:
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Call) and (call := ast.unparse(node.func)) in IMPURE_CALLS:
            yield f"{module.path}:{node.lineno} calls {call}(), and '{module.name}' is pure"


def _reachable_imports(tree: SourceTree, start: Module) -> Iterator[tuple[Module, Import]]:
    seen, waiting = {start.name}, [start]
    while waiting:
        module = waiting.pop()
        for found in module.imports:
            yield module, found
            name = tree.inner(found.target)
            if name is not None and name in tree.modules and name not in seen:
                seen.add(name)
                waiting.append(tree.modules[name])


def unique_names(tree: SourceTree) -> list[str]:
    """Find base names that several files bear: tracebacks and finders speak in base names."""
    bearers = [module for module in tree if not module.is_named_by_python]
    count = Counter(module.path.stem for module in bearers)
    return [
        f"{module.path}:1 '{module.path.stem}' names {count[module.path.stem]} files"
        for module in bearers
        if count[module.path.stem] > 1
    ]


def forbidden_names(tree: SourceTree) -> list[str]:
    """Find files, folders and classes whose name says nothing."""
    return [line for module in tree for line in _vague(module)]


def _vague(module: Module) -> Iterator[str]:
    named = [(1, part) for part in module.path.with_suffix("").parts]
    named += [
        (node.lineno, node.name)
        for node in ast.walk(module.syntax)
        if isinstance(node, ast.ClassDef)
    ]
    for line, name in named:
        words = re.findall(r"[A-Z]?[a-z0-9]+", name)
        if words and words[-1].lower().removesuffix("s") in FORBIDDEN_WORDS:
            yield f"{module.path}:{line} '{name}' is a name that says nothing"


def library_homes(tree: SourceTree) -> list[str]:
    """Find third-party libraries outside of their homes, and such that are no dependency."""
    return [
        f"{module.path}:{found.line} '{module.name}' is no home of '{library}'"
        for module in tree
        for found in module.imports
        if tree.inner(found.target) is None
        and (library := found.target.partition(".")[0]) not in sys.stdlib_module_names
        and not _covers(HOMES.get(library, frozenset()), module.name)
    ]


def environment_readers(tree: SourceTree) -> list[str]:
    """Find readers of the process environment where it should have been an argument."""
    return [
        f"{module.path}:{node.lineno} reads the environment"
        for module in tree
        if not _covers(ENVIRONMENT_READERS, module.name)
        for node in ast.walk(module.syntax)
        if (isinstance(node, ast.Attribute) and node.attr in _ENVIRONMENT)
        or (isinstance(node, ast.ImportFrom) and _ENVIRONMENT & {name.name for name in node.names})
    ]


def module_shape(tree: SourceTree) -> list[str]:
    """Find modules that do not say what they are or what they offer."""
    undescribed = [
        f"{module.path}:1 has no docstring"
        for module in tree
        if ast.get_docstring(module.syntax) is None
    ]
    unlisted = [
        f"{module.path}:1 has no __all__"
        for module in tree
        if not module.is_named_by_python and not _assigns(module.syntax, "__all__")
    ]
    return undescribed + unlisted


def sizes(tree: SourceTree) -> list[str]:
    """Find files and functions that nobody reads in one go."""
    return [line for module in tree for line in _oversized(module)]


def _oversized(module: Module) -> Iterator[str]:
    if module.lines > LONGEST_FILE:
        yield f"{module.path}:1 has {module.lines} lines, the limit is {LONGEST_FILE}"
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                place = f"{module.path}:{node.lineno}"
                yield f"{place} '{node.name}' has {lines} lines, the limit is {LONGEST_FUNCTION}"


def package_files(tree: SourceTree) -> list[str]:
    """Find `__init__` files that hold more than a docstring; the topmost may hold the version."""
    return [
        f"{module.path}:{statement.lineno} holds more than a docstring"
        for module in tree
        if module.path.stem == "__init__"
        for statement in module.syntax.body[1:]
        if module.name or not _assigns(ast.Module([statement], []), "__version__")
    ]


def _assigns(syntax: ast.Module, name: str) -> bool:
    return any(
        isinstance(target, ast.Name) and target.id == name
        for statement in syntax.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    )


def _covers(names: frozenset[str], name: str) -> bool:
    return any(name == covering or name.startswith(f"{covering}.") for covering in names)


CHECKS: Final[tuple[Callable[[SourceTree], list[str]], ...]] = (
    import_matrix,
    purity,
    unique_names,
    forbidden_names,
    library_homes,
    environment_readers,
    module_shape,
    sizes,
    package_files,
)
