"""Access tokens, kept from every eye but Webex's.

Where a token comes from is the caller's decision; only `session` reveals it, into one header.
"""

from typing import Final, NoReturn, Protocol

from reconciler.errors import UsageWrong

__all__ = ["FixedToken", "Secret", "Tokens"]

_REDACTED: Final = "[redacted]"


class Secret:
    """A text that no representation, format or log shows, and that cannot be pickled."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself. Call it where it is sent, and keep it in no variable."""
        return self._text

    def __repr__(self) -> str:
        return _REDACTED

    def __format__(self, _spec: str) -> str:
        return _REDACTED

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is neither pickled nor copied")


class Tokens(Protocol):
    """Where the door gets the token of each request from."""

    def current(self) -> Secret:
        """Return the token to use now."""
        ...


class FixedToken:
    """One token for the whole run."""

    def __init__(self, text: str) -> None:
        """Take the token as people paste it, with blanks around it.

        Raises:
            UsageWrong: the text cannot be a token, and would break or split the header.
        """
        token = text.strip()
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise UsageWrong(
                "the access token is empty or holds characters that no token has",
                hint="copy it again, as one line",
            )
        self._secret = Secret(token)

    def current(self) -> Secret:
        """Return the token."""
        return self._secret
