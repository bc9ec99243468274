"""The sandbox on a loopback port, until somebody says stop."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

__all__ = ["serve"]

_HOST = "127.0.0.1"
_BACKLOG = 2048
_GRACE_S = 2


def serve(application: Starlette, *, port: int, announce: Callable[[int], None]) -> None:
    """Serve on 127.0.0.1 until SIGINT or SIGTERM, then return.

    Port 0 is any free one. `announce` gets the real one as soon as connections are accepted.

    Raises:
        OSError: the port is taken.
    """
    config = uvicorn.Config(
        application,
        access_log=False,
        log_level="critical",
        lifespan="off",
        timeout_graceful_shutdown=_GRACE_S,
    )
    server = uvicorn.Server(config)
    with _listening(port) as listener, _stopped_by_signals(server):
        # The kernel accepts and queues from here on, before the event loop runs.
        announce(listener.getsockname()[1])
        server.run(sockets=[listener])


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(_BACKLOG)
        yield listener


@contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """Make a signal end the server at any moment, and nothing else.

    uvicorn raises the signals it saw once more when it is done; with our own disposition
    underneath, that ends in a normal return instead of a killed process.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        server.should_exit = True

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, disposition in before.items():
            signal.signal(each, disposition)
