"""Every shape of error body, and what it means for a run."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.errors import WebexRefused, WebexUnreachable
from reconciler.values import JSONValue
from reconciler.webex.faults import error_of, fault_of

JSON_TYPE = {"content-type": "application/json"}
TRACKED = "ATLAS_4a1c"


def parsed(status: int, value: JSONValue) -> tuple[str, tuple[str, ...], str]:
    fault = fault_of(status, JSON_TYPE, json.dumps(value).encode(), tracking="HEADER_1")
    return fault.message, fault.codes, fault.tracking


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {"message": "Invalid", "errors": [{"description": "x", "errorCode": 25024}]},
            ("Invalid", ("25024",), "HEADER_1"),
        ),
        (
            {"errors": [{"description": "No token"}], "trackingId": TRACKED},
            ("No token", (), TRACKED),
        ),
        (
            {
                "error": {
                    "key": "400",
                    "message": [{"description": "Not entitled", "code": "BATCH-1017017"}],
                },
                "trackingId": TRACKED,
            },
            ("Not entitled", ("BATCH-1017017",), TRACKED),
        ),
        (
            {"error": [{"key": "409", "message": [{"code": 27349, "errorCode": 27349}]}]},
            ("Bad Request", ("27349",), "HEADER_1"),
        ),
        (
            {"error": [{"code": 1026016, "message": "Too many"}]},
            ("Too many", ("1026016",), "HEADER_1"),
        ),
        (
            {"errorCode": 25223, "message": "exists", "errors": [{"errorCode": 8363}]},
            ("exists", ("25223", "8363"), "HEADER_1"),
        ),
        ({"failureReason": "in use"}, ("in use", (), "HEADER_1")),
        (
            {
                "vendorId": "53dc",
                "vendorName": "Dubber",
                "termsOfServiceUrl": "https://d.example/t",
            },
            (
                "the terms of service of Dubber are not accepted: https://d.example/t",
                (),
                "HEADER_1",
            ),
        ),
        ({"message": "", "code": None, "errors": []}, ("Bad Request", (), "HEADER_1")),
        ([], ("Bad Request", (), "HEADER_1")),
        (None, ("Bad Request", (), "HEADER_1")),
    ],
)
def test_every_known_shape_is_understood(
    value: JSONValue, expected: tuple[str, tuple[str, ...], str]
) -> None:
    assert parsed(400, value) == expected


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("text/html", b"<html><title>502</title></html>", "Bad Gateway"),
        ("", b"", "Bad Gateway"),
        ("application/json", b'{"message": "cut of', "Bad Gateway"),
        ("text/plain; charset=utf-8", b"upstream connect\n error", "upstream connect error"),
        ("application/json", b"[" * 100_000, "Bad Gateway"),
        ("application/json", b'"\xff"', "Bad Gateway"),
    ],
)
def test_what_is_no_json_is_survived(kind: str, body: bytes, message: str) -> None:
    assert fault_of(502, {"content-type": kind}, body).message == message


def test_a_message_is_one_line_of_bounded_length() -> None:
    message, _, _ = parsed(400, {"message": "a\x1b[31m\n" * 1000})
    assert message.isprintable()
    assert len(message) < 310


@given(body=st.binary())
def test_no_body_breaks_the_reading_of_faults(body: bytes) -> None:
    assert fault_of(500, JSON_TYPE, body).message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["message", "errors", "error", "code", "errorCode", "trackingId"]),
            inner,
        )
    ),
)


@given(value=json_values)
def test_no_json_breaks_the_reading_of_faults(value: JSONValue) -> None:
    assert fault_of(599, JSON_TYPE, json.dumps(value).encode()).message


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409])
def test_a_clear_no_is_a_refusal(status: int) -> None:
    error = error_of(fault_of(status, {}, b"", tracking="T"), "GET /people")
    assert isinstance(error, WebexRefused)
    assert error.status == status
    assert error.tracking == "T"
    assert f"HTTP {status}" in error.message


@pytest.mark.parametrize("status", [302, 408, 423, 429, 500, 502, 503, 504])
def test_what_may_pass_is_unreachable(status: int) -> None:
    assert isinstance(error_of(fault_of(status, {}, b""), "GET /people"), WebexUnreachable)


def test_a_refused_token_comes_with_a_way_out() -> None:
    error = error_of(fault_of(401, {}, b""), "GET /people/me")
    assert "12 hours" in str(error.hint)
