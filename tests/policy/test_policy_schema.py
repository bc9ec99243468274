"""The published schema is current, valid, and says the same as the loader."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from reconciler.catalog.settings import SETTINGS
from reconciler.policy.language import policy_schema
from reconciler.policy.load import load_policies
from reconciler.values import JSONValue, indented

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "schemas" / "policy.schema.json"
POLICIES = ROOT / "policies"
EXAMPLES = sorted(POLICIES.glob("*.yaml"))


def key_schemas(schema: JSONValue) -> Iterator[tuple[str, Mapping[str, JSONValue]]]:
    """Yield every key that the language has, with its schema."""
    if not isinstance(schema, Mapping):
        return
    for keyword, below in schema.items():
        if keyword in {"properties", "$defs"} and isinstance(below, Mapping):
            for name, inner in below.items():
                assert isinstance(inner, Mapping)
                if keyword == "properties":
                    yield name, inner
                yield from key_schemas(inner)
        elif keyword in {"items", "additionalProperties"}:
            yield from key_schemas(below)


def test_the_published_schema_is_current() -> None:
    assert PUBLISHED.read_bytes() == indented(policy_schema()), "run `make schemas`"


def test_the_schema_is_valid_draft_2020_12() -> None:
    Draft202012Validator.check_schema(policy_schema())


def test_every_key_is_described_for_editors() -> None:
    keys = list(key_schemas(policy_schema()))
    assert len(keys) > 40
    assert [name for name, schema in keys if not schema.get("description")] == []


def test_every_mapping_of_the_language_is_closed() -> None:
    objects = [schema for _, schema in key_schemas(policy_schema()) if "properties" in schema]
    assert objects
    assert all(schema["additionalProperties"] is False for schema in objects)


def test_every_writable_setting_of_the_catalog_has_its_place() -> None:
    names = {name for name, _ in key_schemas(policy_schema())}
    assert names >= {key for row in SETTINGS for key in row.path}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_example_policies_validate_against_it(path: Path) -> None:
    schema = json.loads(PUBLISHED.read_bytes())
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_example_policies_lead_editors_to_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == PUBLISHED


def test_the_example_policies_have_no_findings() -> None:
    loaded = load_policies(POLICIES)
    assert loaded.warnings == ()
    assert loaded.files == tuple(f"policies/{path.name}" for path in EXAMPLES)
    assert {policy.name for policy in loaded.policies.policies} == {
        *("everyone-else", "trading-desk", "customer-desks", "legal-on-demand"),
    }
