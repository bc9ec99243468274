"""What `next` links have had wrong with them, one switch value each."""

from urllib.parse import parse_qs, urlsplit

import pytest

from reconciler.sandbox.switches import Switches
from tests.sandbox.sandbox_client import sandbox

LISTS = ("/people?displayName=A&max=3", "/telephony/config/numbers?ownerType=PEOPLE&max=3")


def first_link(defect, path):
    box = sandbox(people=60, switches=Switches(next_link_defect=defect))
    answer = box.get(path)
    return box, answer, answer.headers["Link"].split(">")[0].removeprefix("<")


def rows(answer):
    body = answer.json()
    found = body.get("items", body.get("phoneNumbers"))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("path", LISTS)
def test_a_scheme_may_be_doubled(path):
    assert first_link("doubled_scheme", path)[2].startswith("http,http://sandbox/")


@pytest.mark.parametrize("path", LISTS)
def test_a_max_may_be_null_and_is_refused_when_it_comes_back(path):
    box, _, url = first_link("null_max", path)
    assert parse_qs(urlsplit(url).query)["max"] == ["null"]
    assert box.get(url).status_code == 400
    assert box.get(url.replace("max=null", "max=3")).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_filters_may_be_lost(path):
    _, _, url = first_link("lost_filters", path)
    assert set(parse_qs(urlsplit(url).query)) <= {"max", "after", "start", "before"}


@pytest.mark.parametrize("path", LISTS)
def test_a_page_may_be_empty_although_there_is_another(path):
    box, first, url = first_link("empty_page", path)
    second = box.get(url)
    assert rows(second) == []
    third = box.get(second.headers["Link"].split(">")[0].removeprefix("<"))
    ids = [str(each) for each in (*rows(first), *rows(third))]
    assert len(ids) == len(set(ids)) == 6


@pytest.mark.parametrize("path", LISTS)
def test_a_row_may_come_twice(path):
    box, first, url = first_link("duplicate_rows", path)
    second = box.get(url)
    assert rows(second)[0] == rows(first)[-1]
    assert len(rows(second)) == 4
