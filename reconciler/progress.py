"""How long work tells how far it is. Drawing bars is `cli`'s work."""

from typing import Protocol

__all__ = ["Progress", "Silent"]


class Progress(Protocol):
    """Told by a stage, shown by whoever watches."""

    def start(self, stage: str, total: int | None) -> None:
        """Begin a stage of `total` steps; None: nobody knows yet."""
        ...

    def advance(self, steps: int = 1) -> None:
        """Count steps of the current stage as done."""
        ...

    def note(self, message: str) -> None:
        """Say something that a person waiting should know, such as why nothing moves."""
        ...

    def finish(self) -> None:
        """End the current stage."""
        ...


class Silent:
    """Progress that nobody watches."""

    def start(self, stage: str, total: int | None) -> None:
        """Ignore it."""

    def advance(self, steps: int = 1) -> None:
        """Ignore it."""

    def note(self, message: str) -> None:
        """Ignore it."""

    def finish(self) -> None:
        """Ignore it."""
