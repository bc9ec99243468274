"""Laws of the snapshot file: nothing is lost, and nothing is changed unnoticed."""

import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.errors import RecordDamaged
from reconciler.inventory.snapshot import Inventory, inventory_digest
from reconciler.inventory.snapshot_diff import differences
from reconciler.inventory.snapshot_file import dump, load
from reconciler.inventory.snapshot_lines import snapshot_schema
from tests.inventory.inventories import inventories

LINE_SCHEMA = jsonschema.Draft202012Validator(snapshot_schema())


@given(inventory=inventories())
def test_what_was_dumped_loads_as_it_was(inventory: Inventory) -> None:
    loaded = load(dump(inventory))
    assert loaded == inventory
    assert inventory_digest(loaded) == inventory_digest(inventory)
    assert list(dump(loaded)) == list(dump(inventory))


@given(inventory=inventories())
def test_every_line_satisfies_the_published_schema(inventory: Inventory) -> None:
    for line in dump(inventory):
        LINE_SCHEMA.validate(json.loads(line))


@given(inventory=inventories(), data=st.data())
def test_no_cut_goes_unnoticed(inventory: Inventory, data: st.DataObject) -> None:
    whole = b"".join(dump(inventory))
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(RecordDamaged):
        load(io.BytesIO(cut))


@given(inventory=inventories(), data=st.data())
def test_no_changed_byte_goes_unnoticed(inventory: Inventory, data: st.DataObject) -> None:
    whole = bytearray(b"".join(dump(inventory)))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    with pytest.raises(RecordDamaged):
        load(io.BytesIO(bytes(whole)))


@given(lines=st.lists(st.binary()))
def test_no_file_breaks_the_loading(lines: list[bytes]) -> None:
    with pytest.raises(RecordDamaged):
        load(lines)


@given(inventory=inventories())
def test_an_inventory_does_not_differ_from_itself(inventory: Inventory) -> None:
    assert differences(inventory, load(dump(inventory))) == ()


def test_the_published_schema_is_current() -> None:
    saved = Path(__file__).parents[2] / "schemas" / "snapshot.schema.json"
    current = json.loads(json.dumps(snapshot_schema()))
    assert json.loads(saved.read_text(encoding="utf-8")) == current, "run `make schemas`"
