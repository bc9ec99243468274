"""A sandbox organization in a process of its own, so that its work is not counted as ours."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from reconciler.sandbox.application import build_application
from reconciler.sandbox.population import populate
from reconciler.sandbox.server import serve

__all__ = ["sandbox"]

_PATIENCE_S = 120


@contextmanager
def sandbox(people: int) -> Iterator[tuple[str, str]]:
    """Yield base URL and token of a sandbox of that many people, without a limit."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(people, theirs), daemon=True)
    server.start()
    theirs.close()
    try:
        if not ours.poll(_PATIENCE_S):
            raise TimeoutError("the sandbox did not start")
        yield ours.recv()
    finally:
        server.terminate()
        server.join()


def _serve(people: int, theirs: Connection) -> None:
    organization = populate(people=people, seed=7)

    def announce(port: int) -> None:
        theirs.send((f"http://127.0.0.1:{port}/v1", organization.reader_token))

    serve(build_application(organization), port=0, announce=announce)
