"""What the outside relies on: exit codes, event names, published schemas."""

import ast
import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from reconciler.cli.main import command
from reconciler.cli.schema_command import command as schema_command
from reconciler.errors import ExitCode, ReconcilerError
from reconciler.plan.plan_file import dump_plan, plan_schema
from tests.plan.test_plan_file import plan_of

ROOT = Path(__file__).parent.parent
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def subclasses(kind):
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def test_every_exit_code_is_unique_and_an_unsigned_byte():
    codes = [member.value for member in ExitCode.__members__.values()]
    assert len(codes) == len(set(codes)) == len(ExitCode)
    assert all(0 <= code < 256 for code in codes)


def test_every_error_that_a_user_can_meet_has_an_exit_code_of_its_own():
    concrete = [each for each in subclasses(ReconcilerError) if not each.__subclasses__()]
    assert len({each.exit_code for each in concrete}) == len(concrete)


def test_help_and_handbook_list_the_same_exit_codes():
    listed = CliRunner().invoke(command, ["--help"]).output.partition("Exit codes:")[2]
    helped = {int(number) for number in re.findall(r"^\s+(\d+)  \S", listed, re.MULTILINE)}
    written = {int(number) for number in re.findall(r"^\| (\d+) \|", OPERATIONS, re.MULTILINE)}
    assert helped == written == {int(code) for code in ExitCode}


def events_in(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="debug" | "info" | "warning" | "error"),
                args=[ast.Constant(value=str(event)), *_],
            ):
                yield event
            case _:
                pass


def test_every_event_is_in_the_handbook_and_every_one_there_exists():
    emitted = {
        event
        for path in (ROOT / "reconciler").rglob("*.py")
        for event in events_in(path)
        if re.fullmatch(r"[a-z]+\.[a-z_]+", event)
    }
    written = set(re.findall(r"^\| `([a-z]+\.[a-z_]+)` \|", OPERATIONS, re.MULTILINE))
    assert emitted == written
    assert emitted


@pytest.mark.parametrize("name", ["policy", "findings", "snapshot", "plan"])
def test_the_published_schemas_are_current(name):
    printed = CliRunner().invoke(schema_command, [name], standalone_mode=False).output
    published = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == printed, "run `make schemas`"
    jsonschema.Draft202012Validator.check_schema(json.loads(published))


def test_a_plan_file_is_valid_under_its_schema():
    jsonschema.Draft202012Validator(plan_schema()).validate(json.loads(dump_plan(plan_of())))
