"""Lists: whole or not at all."""

from collections.abc import Mapping

import httpx
import pytest

from reconciler.errors import WebexRefused, WebexUnreachable
from reconciler.values import JSONValue
from reconciler.webex.list_pages import pages
from tests.virtual_time import run
from tests.webex.scripted import BASE_URL, TOKEN, Script, Scripted, in_turn, reply, session_to


def page(*ids: str, after: str | None = None, link: str | None = None) -> httpx.Response:
    rows: list[JSONValue] = [{"id": each} for each in ids]
    target = link or f"{BASE_URL}/people?max=100&before&after={after}"
    headers = {"Link": f'<{target}>; rel="next"'} if after or link else {}
    return reply(value={"notFoundIds": None, "items": rows}, headers=headers)


def listed(
    script: Script, params: Mapping[str, str] | None = None
) -> tuple[list[list[str]], Scripted]:
    transport = Scripted(script)

    async def read() -> list[list[str]]:
        found = pages(session_to(transport), "/people", "items", params or {"max": "100"})
        return [[str(row["id"]) for row in rows] async for rows in found]

    return run(read()), transport


def test_pages_follow_the_links_to_the_end() -> None:
    found, transport = listed(in_turn(page("a", "b", after="1"), page("c", after="2"), page("d")))
    assert found == [["a", "b"], ["c"], ["d"]]
    assert str(transport.sent[1].url) == f"{BASE_URL}/people?max=100&before&after=1"


def test_an_empty_page_with_a_link_is_not_the_last() -> None:
    found, _ = listed(in_turn(page("a", after="1"), page(after="2"), page("b")))
    assert found == [["a"], [], ["b"]]


def test_lost_filters_are_added_again() -> None:
    script = in_turn(page("a", link=f"{BASE_URL}/people?after=1&max=null"), page("b"))
    _, transport = listed(script, {"callingData": "true", "max": "100"})
    assert dict(transport.sent[1].url.params) == {
        "after": "1",
        "callingData": "true",
        "max": "100",
    }


def test_rows_without_an_id_and_repeated_rows_are_left_out() -> None:
    sentinel: JSONValue = {"errors": {"peopleListLocationId": {"code": "calling_failure"}}}
    broken = reply(value={"items": [sentinel, {"id": "a"}, None, {"id": ""}, {"id": "a"}]})
    assert listed(in_turn(broken))[0] == [["a"]]
    assert listed(in_turn(page("a", "b", after="1"), page("b", "c")))[0] == [["a", "b"], ["c"]]


def test_a_link_to_a_strange_host_ends_the_list_and_is_never_followed() -> None:
    transport = Scripted(in_turn(page("a", link="https://evil.example/v1/people?after=1")))
    with pytest.raises(WebexUnreachable, match="another host"):
        listed_with(transport)
    assert [str(each.url.host) for each in transport.sent] == ["webexapis.com"]
    assert all(TOKEN in each.headers["Authorization"] for each in transport.sent)


def listed_with(transport: Scripted) -> None:
    async def read() -> None:
        async for _ in pages(session_to(transport), "/people", "items"):
            pass

    run(read())


def test_links_in_a_circle_end_the_list() -> None:
    with pytest.raises(WebexUnreachable, match="circles"):
        listed(in_turn(page("a", after="1"), page("b", after="2"), page("c", after="1")))


def test_a_page_that_fails_ends_the_list() -> None:
    with pytest.raises(WebexUnreachable):
        listed(
            lambda request: page("a", after="1") if "after" not in str(request.url) else reply(500)
        )
    with pytest.raises(WebexRefused):
        listed(in_turn(page("a", after="1"), reply(403, {"message": "no scope"})))


def test_no_answer_ends_the_list() -> None:
    with pytest.raises(WebexUnreachable, match="nothing was sent"):
        listed(lambda _: httpx.ConnectError("no route"))


@pytest.mark.parametrize("value", [None, [], {}, {"items": None}, {"items": {}}, {"people": []}])
def test_an_answer_without_the_list_is_not_an_empty_list(value: JSONValue) -> None:
    with pytest.raises(WebexUnreachable, match="no list 'items'"):
        listed(in_turn(reply(value=value)))


def test_after_a_504_smaller_pages_are_asked_for() -> None:
    def script(request: httpx.Request) -> httpx.Response:
        return reply(504) if int(request.url.params["max"]) > 25 else page("a")

    found, transport = listed(script)
    assert found == [["a"]]
    assert transport.sent[-1].url.params["max"] == "25"
