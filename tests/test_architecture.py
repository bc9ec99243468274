"""The package keeps the architecture, and every rule of it can fail."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import architecture
from tests.source_tree import SourceTree, read_source_tree

ROOT = Path(__file__).parent.parent / "reconciler"
NAMES = tuple(check.__name__ for check in architecture.CHECKS)
HEAD = '"""A module."""\n\n__all__ = []\n'
LONG_BODY = "    pass\n" * 39


def violations(rule: str, tree: SourceTree) -> list[str]:
    checks = {check.__name__: check for check in architecture.CHECKS}
    return checks[rule](tree)


def written(folder: Path, files: Mapping[str, str]) -> SourceTree:
    """Write a small package `reconciler` and read it back."""
    for name, text in {"__init__.py": '"""A package."""\n', **files}.items():
        path = folder / "reconciler" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_source_tree(folder / "reconciler")


@pytest.fixture(scope="module")
def package() -> SourceTree:
    return read_source_tree(ROOT)


@pytest.mark.parametrize("rule", NAMES)
def test_the_package_keeps(rule: str, package: SourceTree) -> None:
    assert {"", "values", "clock"} <= package.modules.keys()
    assert not violations(rule, package), "\n".join(violations(rule, package))


def test_test_files_have_unique_names_too() -> None:
    tests = read_source_tree(Path(__file__).parent)
    bearers = {name: module for name, module in tests.modules.items() if "conftest" not in name}
    tree = SourceTree(package=tests.package, modules=bearers)
    assert not architecture.unique_names(tree)
    assert not architecture.forbidden_names(tree)


@pytest.mark.parametrize("rule", NAMES)
def test_a_small_tree_as_it_should_be_passes(rule: str, tmp_path: Path) -> None:
    tree = written(
        tmp_path,
        {
            "__init__.py": '"""A package."""\n\n__version__ = "1"\n',
            "__main__.py": '"""Start."""\n\nfrom reconciler.cli.main import main\n\nmain()\n',
            "values.py": HEAD + "import msgspec\n",
            "clock.py": HEAD + "import time\n",
            "ledger/__init__.py": '"""The record."""\n',
            "ledger/entries.py": HEAD,
            "plan/__init__.py": '"""The difference."""\n',
            "plan/diff.py": HEAD + "from reconciler.ledger import entries\n",
            "sandbox/server.py": HEAD + "import uvicorn\nfrom reconciler.sandbox import routes\n",
            "sandbox/routes.py": HEAD + "import starlette.routing\n",
            "cli/main.py": HEAD + "import os\nfrom reconciler import __version__\nos.getenv('A')\n",
        },
    )
    assert violations(rule, tree) == []


BROKEN: list[tuple[str, dict[str, str], str]] = [
    (
        "import_matrix",
        {"catalog/rows.py": "from reconciler.plan.diff import diff\n"},
        "catalog/rows.py:1 'catalog' may not import 'reconciler.plan.diff'",
    ),
    (
        "import_matrix",
        {"plan/undo.py": "from reconciler.ledger import store\n", "ledger/store.py": HEAD},
        "plan/undo.py:1 'plan' may not import 'reconciler.ledger.store'",
    ),
    (
        "import_matrix",
        {"sandbox/routes.py": "def late():\n    import reconciler.values\n"},
        "sandbox/routes.py:2 'sandbox' may not import 'reconciler.values'",
    ),
    (
        "import_matrix",
        {"sandbox/routes.py": "import reconciler\n"},
        "sandbox/routes.py:1 'sandbox' may not import 'reconciler'",
    ),
    (
        "import_matrix",
        {"runs/drift.py": "from reconciler.cli.main import main\n"},
        "runs/drift.py:1 'runs' may not import 'reconciler.cli.main'",
    ),
    (
        "import_matrix",
        {"values.py": "from reconciler.catalog import rows\n"},
        "values.py:1 'values' may not import 'reconciler.catalog'",
    ),
    (
        "import_matrix",
        {"extras.py": HEAD},
        "extras.py:1 'extras' has no place in the import matrix",
    ),
    (
        "import_matrix",
        {"__init__.py": "from reconciler.values import digest\n"},
        "__init__.py:1 '' may not import 'reconciler.values'",
    ),
    (
        "purity",
        {"plan/diff.py": "import os.path\n"},
        "plan/diff.py:1 imports 'os.path', and 'plan.diff' is pure",
    ),
    (
        "purity",
        {"webex/pacing.py": "from time import monotonic\n"},
        "webex/pacing.py:1 imports 'time', and 'webex.pacing' is pure",
    ),
    (
        "purity",
        {
            "report/terminal.py": "from reconciler.policy.places import place\n",
            "policy/places.py": HEAD + "from reconciler.policy import policy_files\n",
            "policy/policy_files.py": HEAD + "import pathlib\n",
        },
        "policy/policy_files.py:4 imports 'pathlib', and 'report.terminal' is pure",
    ),
    (
        "purity",
        {"plan/order.py": "from datetime import UTC, datetime\nat = datetime.now(UTC)\n"},
        "plan/order.py:2 calls datetime.now(), and 'plan.order' is pure",
    ),
    (
        "unique_names",
        {"plan/limits.py": HEAD, "apply/limits.py": HEAD},
        "plan/limits.py:1 'limits' names 2 files",
    ),
    (
        "forbidden_names",
        {"plan/plan_helpers.py": HEAD},
        "plan/plan_helpers.py:1 'plan_helpers' is a name that says nothing",
    ),
    (
        "forbidden_names",
        {"common/lists.py": HEAD},
        "common/lists.py:1 'common' is a name that says nothing",
    ),
    (
        "forbidden_names",
        {"plan/diff.py": "class PlanManager:\n    pass\n"},
        "plan/diff.py:1 'PlanManager' is a name that says nothing",
    ),
    (
        "library_homes",
        {"plan/diff.py": "import httpx\n"},
        "plan/diff.py:1 'plan.diff' is no home of 'httpx'",
    ),
    (
        "library_homes",
        {"plan/diff.py": "import msgspec.json\n"},
        "plan/diff.py:1 'plan.diff' is no home of 'msgspec'",
    ),
    (
        "library_homes",
        {"cli/main.py": "from requests import get\n"},
        "cli/main.py:1 'cli.main' is no home of 'requests'",
    ),
    (
        "environment_readers",
        {"webex/tokens.py": "import os\ntoken = os.environ['TOKEN']\n"},
        "webex/tokens.py:2 reads the environment",
    ),
    (
        "environment_readers",
        {"runs/drift.py": "from os import getenv\n"},
        "runs/drift.py:1 reads the environment",
    ),
    ("module_shape", {"plan/diff.py": "__all__ = []\n"}, "plan/diff.py:1 has no docstring"),
    ("module_shape", {"plan/diff.py": '"""A module."""\n'}, "plan/diff.py:1 has no __all__"),
    (
        "sizes",
        {"plan/diff.py": "\n" * 401},
        "plan/diff.py:1 has 401 lines, the limit is 400",
    ),
    (
        "sizes",
        {"plan/diff.py": f"async def diff():\n{LONG_BODY}"},
        "plan/diff.py:1 'diff' has 40 lines, the limit is 39",
    ),
    (
        "package_files",
        {"plan/__init__.py": '"""A package."""\n\n__version__ = "1"\n'},
        "plan/__init__.py:3 holds more than a docstring",
    ),
    (
        "package_files",
        {"__init__.py": '"""A package."""\n\nfrom reconciler.values import digest\n'},
        "__init__.py:3 holds more than a docstring",
    ),
]


@pytest.mark.parametrize(("rule", "files", "violation"), BROKEN)
def test_a_broken_rule_is_found(
    rule: str, files: dict[str, str], violation: str, tmp_path: Path
) -> None:
    found = violations(rule, written(tmp_path, files))
    assert f"reconciler/{violation}" in found


def test_every_rule_has_been_broken() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(NAMES)
