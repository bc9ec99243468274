"""Plain scalars by the core rules of YAML 1.2, and what YAML 1.1 would have made of them."""

import math

import pytest
import yaml

from reconciler.policy.yaml_scalars import ambiguity, resolved


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("FALSE", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("None", "None"),
        ("nULL", "nULL"),
        ("30", 30),
        ("-7", -7),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("30.0", 30.0),
        (".5", 0.5),
        ("-.Inf", -math.inf),
        ("1.2.3", "1.2.3"),
        ("12:ab", "12:ab"),
        ("9" * 19, "9" * 19),
        ("9" * 10_000, "9" * 10_000),
        ("Trading", "Trading"),
        ("-", "-"),
        ("+", "+"),
        (".", "."),
        ("²", "²"),
    ],
)
def test_a_plain_scalar_means(text: str, value: object) -> None:
    found = resolved(text)
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_one() -> None:
    found = resolved(".NaN")
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "No", "ON", "off", "y", "N"),
        *("0755", "00", "0b101", "1:30", "190:20:30", "1_000", "1_0.5", "2027-01-01"),
        *("2027-01-01 10:00:00", "-0755"),
    ],
)
def test_a_spelling_that_yaml_readers_disagree_about_is_ambiguous(text: str) -> None:
    assert ambiguity(text) is not None


@pytest.mark.parametrize("text", ["true", "10", "0", "-5", "0.5", "yEs", "nobody", "10:99", "only"])
def test_a_spelling_that_all_readers_agree_about_is_not(text: str) -> None:
    assert ambiguity(text) is None
    as_yaml_1_1 = yaml.safe_load(text)
    assert resolved(text) == as_yaml_1_1


def test_a_switch_word_has_an_unambiguous_spelling() -> None:
    yes, off = ambiguity("Yes"), ambiguity("off")
    assert yes is not None
    assert off is not None
    assert (yes.instead, off.instead) == ("true", "false")
