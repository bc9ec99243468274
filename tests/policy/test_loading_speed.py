"""Loading stays quick, because every command begins with it."""

import time

import pytest

from reconciler.policy.understand import understand
from tests.policy.policy_drafts import draft

HEAD = """version: 1
profiles:
  recorded: {settings: {enabled: true}}
  not-recorded: {settings: {enabled: false}}
policies:
"""


def long_entries() -> str:
    """Return ten thousand lines as people write them: eight a policy."""
    return HEAD + "".join(
        f"""  - name: policy-{n}
    profile: {"recorded" if n % 2 else "not-recorded"}
    match:
      departments: [D{n}, E{n}]
      locations: [London, New York]
    except:
      people: [person{n}@northwind.example]
    ticket: T-{n}
"""
        for n in range(1250)
    )


def one_long_list() -> str:
    people = "".join(f"        - person{n}@northwind.example\n" for n in range(10_000))
    rest = "  - {name: rest, profile: not-recorded, match: {everyone: true}}\n"
    return f"{HEAD}{rest}  - name: all\n    profile: recorded\n    match:\n      people:\n{people}"


@pytest.mark.parametrize("text", [long_entries(), one_long_list()], ids=["policies", "people"])
def test_ten_thousand_lines_load_within_two_seconds(text: str) -> None:
    assert text.count("\n") > 10_000
    began = time.process_time()
    loaded = understand(draft(text))
    assert time.process_time() - began < 2
    assert loaded.warnings == ()
