"""Links to further pages, with every defect they were ever seen with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.webex.next_link import next_link, same_origin, smaller_page, with_params

ASKED = "https://webexapis.com/v1/people?callingData=true&max=100"
PARAMS = {"callingData": "true", "max": "100"}
NEXT = "https://webexapis.com/v1/people?callingData=true&max=100&before&after=Y2lz"


@pytest.mark.parametrize(
    "header",
    [
        f'<{NEXT}>; rel="next"',
        f'<{NEXT}>;rel="next"',
        f"<{NEXT}>; rel=next",
        f'<{NEXT}> ; REL = "NEXT"',
        f'<https://webexapis.com/v1/people>; rel="first", <{NEXT}>; rel="next"',
        f'<{NEXT}>; title="x"; rel="prefetch next"',
        f'<https,{NEXT}>; rel="next"',
        f'<{NEXT.removeprefix("https://webexapis.com")}>; rel="next"',
    ],
)
def test_every_spelling_of_a_next_link_is_understood(header: str) -> None:
    assert next_link(header, asked=ASKED, params=PARAMS) == NEXT


@pytest.mark.parametrize("header", ["", '<x>; rel="prev"', "garbage", '<x>; title="next"', "<>"])
def test_no_next_link_means_the_last_page(header: str) -> None:
    assert next_link(header, asked=ASKED, params=PARAMS) is None


def test_lost_parameters_come_back_and_present_ones_stay() -> None:
    header = '<https://webexapis.com/v1/people?max=50&before&after=Y2lz>; rel="next"'
    expected = "https://webexapis.com/v1/people?max=50&before&after=Y2lz&callingData=true"
    assert next_link(header, asked=ASKED, params=PARAMS) == expected


def test_a_null_page_size_is_replaced() -> None:
    header = '<https://webexapis.com/v1/people?max=null&after=Y2lz>; rel="next"'
    found = next_link(header, asked=ASKED, params=PARAMS)
    assert found == "https://webexapis.com/v1/people?after=Y2lz&callingData=true&max=100"


def test_values_are_quoted() -> None:
    assert with_params("https://x.example/a", {"q": "a b&c"}) == "https://x.example/a?q=a%20b%26c"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://webexapis.com/v1/x", True),
        ("https://webexapis.com:443/v1/x", True),
        ("https://WEBEXAPIS.com/v1/x", True),
        ("https://webexapis.com:444/v1/x", False),
        ("http://webexapis.com/v1/x", False),
        ("https://webexapis.com.evil.example/", False),
        ("https://evil.example/https://webexapis.com/", False),
        ("https://webexapis.com\\.evil.example/", False),
        ("https://webexapis.com/\nHost: evil.example", False),
        ("https://[::1/", False),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, *, same: bool) -> None:
    assert same_origin(url, "https://webexapis.com/v1") is same


def test_pages_get_smaller_down_to_one_row() -> None:
    sizes, url = [], "https://x.example/people?callingData=true&max=100&after=y"
    while (smaller := smaller_page(url)) is not None:
        url = smaller
        sizes.append(url.partition("max=")[2].partition("&")[0])
    assert sizes == ["50", "25", "12", "6", "3", "1"]
    assert url.endswith("&after=y")


@given(header=st.text())
def test_no_link_header_breaks_us(header: str) -> None:
    next_link(header, asked=ASKED, params=PARAMS)


@given(url=st.text())
def test_no_url_breaks_the_comparison_of_origins(url: str) -> None:
    assert same_origin(url, ASKED) in {True, False}
