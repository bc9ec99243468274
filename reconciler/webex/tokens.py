"""Access tokens, kept from every eye but Webex's.

Where a token comes from is the caller's decision; `delivery` alone reveals it, into one header.
"""

from dataclasses import dataclass
from hmac import compare_digest
from typing import Final, NoReturn, Protocol

from reconciler.errors import UsageWrong
from reconciler.webex.wire_answer import Answer, NoAnswer

__all__ = ["AskForToken", "FixedToken", "Secret", "TokenForm", "Tokens", "token_secret"]

_REDACTED: Final = "[redacted]"


class Secret:
    """A text that no representation, format or log shows, and that cannot be pickled."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself. Call it where it is sent, and keep it in no variable."""
        return self._text

    def same(self, other: "Secret | None") -> bool:
        """Say whether the other one is the same text."""
        return other is not None and compare_digest(self._text.encode(), other.reveal().encode())

    def __repr__(self) -> str:
        return _REDACTED

    def __format__(self, _spec: str) -> str:
        return _REDACTED

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is neither pickled nor copied")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenForm:
    """A request for a token, form-encoded."""

    content: Secret
    secrets: tuple[Secret, ...]
    """What must not be shown should the answer quote it."""


class AskForToken(Protocol):
    """The door's own way to the token endpoint, lent to whoever renews a token."""

    async def __call__(self, form: TokenForm) -> Answer | NoAnswer:
        """Send the form and return what came of it; nothing of its content is logged."""
        ...


class Tokens(Protocol):
    """Where the door gets the token of each request from."""

    def current(self) -> Secret:
        """Return the token to use now; `refresh_if_due` has seen to it that there is one."""
        ...

    async def refresh_if_due(self, ask: AskForToken) -> None:
        """Get a token if there is none, or a new one if this one is about to end.

        Raises:
            WebexError: there is no token that could be used.
        """
        ...

    async def renew(self, refused: Secret, ask: AskForToken) -> bool:
        """Say whether `current` is another token than the one that Webex has just refused.

        Callers at the same time cause one renewal.

        Raises:
            WebexRefused: there will be no other one until somebody acts.
            WebexUnreachable: there may be another one later.
        """
        ...


class FixedToken:
    """One token for the whole run."""

    def __init__(self, text: str) -> None:
        """Take the token as people paste it, with blanks around it.

        Raises:
            UsageWrong: the text cannot be a token, and would break or split the header.
        """
        self._secret = token_secret(text, "the access token")

    def current(self) -> Secret:
        """Return the token."""
        return self._secret

    async def refresh_if_due(self, ask: AskForToken) -> None:
        """Do nothing: it lives as long as it lives."""

    async def renew(self, refused: Secret, ask: AskForToken) -> bool:
        """Return False: there is no other."""
        del refused, ask
        return False


def token_secret(text: str, what: str) -> Secret:
    """Return a token as people paste it, without the blanks around it; `what` names it.

    Raises:
        UsageWrong: the text cannot be a token, and would break or split a header.
    """
    token = text.strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise UsageWrong(
            f"{what} is empty or holds characters that no token has",
            hint="copy it again, as one line",
        )
    return Secret(token)
