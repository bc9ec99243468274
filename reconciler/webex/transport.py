"""How bytes travel to Webex: checked address, verified TLS, proxies, and no resending below us.

aiohttp carries the requests because httpx's own pool costs five times the CPU at 40 connections;
httpx stays the interface, so tests put an application in its place.
"""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from reconciler.errors import UsageWrong

__all__ = ["Transport", "build_transport", "check_base_url", "nothing_left"]

Transport = httpx.AsyncBaseTransport
"""The way bytes travel; a story puts an application in its place."""

_WEBEX_HOSTS: Final = frozenset({"webexapis.com", "api-usgov.webex.com"})
_DEFAULT_PATH: Final = "/v1"
_KEEP_ALIVE_S: Final = 30.0


def check_base_url(url: str) -> str:
    """Return the one spelling of a base URL that a token may be sent to.

    That is a known Webex host over https, or a loopback address. Without a path it gets `/v1`.

    Raises:
        UsageWrong: the URL is anything else.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UsageWrong(f"the base URL '{url}' is no URL: {error}") from error
    path = parts.path.rstrip("/") or _DEFAULT_PATH
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    known = parts.scheme == "https" and host in _WEBEX_HOSTS and port in {None, 443}
    local = parts.scheme in {"http", "https"} and _is_loopback(host)
    if not plain or not (known or local) or not re.fullmatch(r"[\w/.~-]+", path, re.ASCII):
        raise UsageWrong(
            f"the base URL '{_shown(parts)}' is not one that a token may be sent to",
            hint="it is https://webexapis.com/v1, https://api-usgov.webex.com/v1,"
            " or http on a loopback address",
        )
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{f':{port}' if local and port else ''}{path}"


def _shown(parts: SplitResult) -> str:
    """Return a URL without the password that may stand in it."""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def build_transport(base_url: str, *, connections: int = 40) -> httpx.AsyncBaseTransport:
    """Return the way to a checked base URL, through the proxy that the environment names.

    TLS is always verified, against the certificates of `SSL_CERT_FILE` or `SSL_CERT_DIR` where
    they are set. A loopback address is never asked through a proxy.

    Raises:
        UsageWrong: the proxy is of a kind that cannot be used.
    """
    context = httpx.create_ssl_context()

    def open_client() -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            limit=connections, ssl=context, keepalive_timeout=_KEEP_ALIVE_S
        )
        # The environment is not trusted here but read once above: aiohttp would look for a proxy
        # and for passwords in ~/.netrc in a thread of its own at every single request.
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            middlewares=(_send_once,),
            trust_env=False,
        )

    return AiohttpTransport(verify=context, client=open_client, proxy=_proxy_for(base_url))


def nothing_left(error: BaseException) -> bool:
    """Say whether a failure proves that not one byte of the request reached Webex.

    httpx-aiohttp reports a connection lost in the middle as a connect timeout, so the cause
    decides where aiohttp is underneath.
    """
    cause = error.__cause__
    if isinstance(cause, aiohttp.ClientError):
        return isinstance(
            cause,
            aiohttp.ClientConnectorError
            | aiohttp.ConnectionTimeoutError
            | aiohttp.ClientHttpProxyError,
        )
    return isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


async def _send_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep aiohttp from resending on its own, which it does to a PUT on a broken connection."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise aiohttp.ClientConnectionError(str(error)) from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _proxy_for(base_url: str) -> httpx.Proxy | None:
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    proxies = getproxies()
    address = proxies.get(parts.scheme) or proxies.get("all")
    if not address or _is_loopback(host) or proxy_bypass(host):
        return None
    proxy = address if "://" in address else f"http://{address}"
    if not proxy.startswith(("http://", "https://")):
        raise UsageWrong(
            "the environment names a proxy that speaks neither http nor https",
            hint="set HTTPS_PROXY to an http:// address, or NO_PROXY to Webex's host",
        )
    return httpx.Proxy(proxy)
