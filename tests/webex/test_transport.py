"""The way to Webex over real sockets on loopback: addresses, proxies, and never sending twice."""

import asyncio
import random
import ssl
from collections.abc import Awaitable, Callable

import pytest
from httpx_aiohttp import AiohttpTransport

from reconciler.clock import SystemClock
from reconciler.errors import UsageWrong
from reconciler.progress import Silent
from reconciler.webex.retrying import Missing
from reconciler.webex.session import Session
from reconciler.webex.tokens import FixedToken
from reconciler.webex.transport import build_transport, check_base_url
from reconciler.webex.wire_answer import Answer, NoAnswer

OK = b"HTTP/1.1 204 No Content\r\nTrackingID: T1\r\n\r\n"


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://webexapis.com/v1", "https://webexapis.com/v1"),
        ("https://webexapis.com", "https://webexapis.com/v1"),
        (" https://WebexAPIs.com:443/v1/ ", "https://webexapis.com/v1"),
        ("https://api-usgov.webex.com/v1", "https://api-usgov.webex.com/v1"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("http://localhost:8080", "http://localhost:8080/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("https://127.0.0.1/v1", "https://127.0.0.1/v1"),
    ],
)
def test_a_known_address_has_one_spelling(url: str, checked: str) -> None:
    assert check_base_url(url) == checked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "webexapis.com",
        "http://webexapis.com/v1",
        "https://webexapis.com:8443/v1",
        "https://webexapis.com.evil.example/v1",
        "https://evil.example/v1",
        "https://user:word@webexapis.com/v1",
        "https://webexapis.com\\@evil.example/v1",
        "https://webexapis.com/v1?x=1",
        "https://webexapis.com/v1#x",
        "https://webexapis.com/v 1",
        "http://10.0.0.1/v1",
        "http://0.0.0.0:8080/v1",
        "ftp://127.0.0.1/v1",
        "http://127.0.0.1:port/v1",
        "http://[::1/v1",
    ],
)
def test_no_other_address_gets_a_token(url: str) -> None:
    with pytest.raises(UsageWrong):
        check_base_url(url)


Peer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def talk(peer: Peer, puts: int) -> list[Answer | NoAnswer]:
    """Send that many PUTs, one after the other, to a server that behaves like the peer."""

    async def conversation() -> list[Answer | NoAnswer]:
        async def closing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await peer(reader, writer)
            finally:
                writer.close()

        server = await asyncio.start_server(closing, "127.0.0.1", 0)
        async with server:
            session = session_to(server.sockets[0].getsockname()[1])
            try:
                return [await session.put("/x", {"enabled": True}) for _ in range(puts)]
            finally:
                await session.aclose()

    return asyncio.run(conversation())


def session_to(port: int) -> Session:
    base_url = check_base_url(f"http://127.0.0.1:{port}/v1")
    return Session(
        build_transport(base_url),
        base_url=base_url,
        tokens=FixedToken("c2VjcmV0"),
        clock=SystemClock(),
        progress=Silent(),
        read_only=False,
        budget_s=0,
        jitter=random.Random(1),  # noqa: S311 - reproducible on purpose
    )


async def one_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.readexactly(len(b'{"enabled":true}'))
    return head + body


def test_a_put_travels_whole_and_its_answer_back() -> None:
    received = []

    async def peer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await one_request(reader))
        writer.write(OK)
        await writer.drain()

    (answer,) = talk(peer, 1)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.tracking) == (204, "T1")
    text = received[0].decode()
    assert text.startswith("PUT /v1/x HTTP/1.1\r\n")
    assert text.endswith('\r\n\r\n{"enabled":true}')
    assert text.lower().count("host:") == 1
    assert text.lower().count("content-length: 16") == 1


def test_a_put_on_a_connection_that_breaks_is_not_sent_again_by_the_library() -> None:
    received = []

    async def peer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await one_request(reader))
        writer.write(OK)
        await writer.drain()
        # The same connection is used again; now the request arrives and the answer is lost.
        received.append(await one_request(reader))

    first, second = talk(peer, 2)
    assert isinstance(first, Answer)
    assert isinstance(second, NoAnswer)
    assert second.missing is Missing.NO_ANSWER
    assert len(received) == 2


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 2",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    ],
)
def test_an_answer_that_breaks_off_or_makes_no_sense_is_a_lost_answer(said: bytes) -> None:
    async def peer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await one_request(reader)
        writer.write(said)
        await writer.drain()

    (answer,) = talk(peer, 1)
    assert isinstance(answer, NoAnswer)
    assert answer.missing is Missing.NO_ANSWER


def test_where_nobody_listens_nothing_left() -> None:
    async def attempt() -> Answer | NoAnswer:
        server = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        session = session_to(port)
        try:
            return await session.put("/x", {})
        finally:
            await session.aclose()

    answer = asyncio.run(attempt())
    assert isinstance(answer, NoAnswer)
    assert answer.missing is Missing.NOTHING_LEFT


def test_a_redirect_is_not_followed() -> None:
    async def peer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await one_request(reader)
        writer.write(
            b"HTTP/1.1 307 T\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"
        )
        await writer.drain()

    (answer,) = talk(peer, 1)
    assert isinstance(answer, Answer)
    assert answer.status == 307


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def proxy_to(url: str) -> str | None:
    transport = build_transport(url)
    assert isinstance(transport, AiohttpTransport)
    return None if transport.proxy is None else str(transport.proxy.url)


def test_the_proxy_of_the_environment_is_used(clean_environment: pytest.MonkeyPatch) -> None:
    assert proxy_to("https://webexapis.com/v1") is None
    clean_environment.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert proxy_to("https://webexapis.com/v1") == "http://proxy.example:3128"
    assert proxy_to("https://127.0.0.1:8443/v1") is None
    clean_environment.setenv("NO_PROXY", "webexapis.com")
    assert proxy_to("https://webexapis.com/v1") is None


def test_a_proxy_of_another_kind_is_refused(clean_environment: pytest.MonkeyPatch) -> None:
    clean_environment.setenv("HTTPS_PROXY", "socks5://proxy.example:1080")
    with pytest.raises(UsageWrong):
        build_transport("https://webexapis.com/v1")


def test_tls_is_verified() -> None:
    transport = build_transport("https://webexapis.com/v1")
    assert isinstance(transport, AiohttpTransport)
    assert transport.ssl_context.verify_mode is ssl.CERT_REQUIRED
    assert transport.ssl_context.check_hostname
