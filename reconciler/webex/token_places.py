"""Where refresh credentials are kept: in a file of the user's, or in the environment.

The path and the values come from `cli`, never from a file of the policies. A file that others
may read is refused, and is only ever replaced whole, readable by its owner alone.
"""

import os
import stat
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import msgspec

from reconciler.errors import UsageWrong
from reconciler.values import JSONValue, indented
from reconciler.webex.token_grants import Credentials
from reconciler.webex.tokens import token_secret

__all__ = ["EnvironmentKeeper", "FileKeeper", "credentials_of"]

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_LARGEST: Final = 65536


class _Content(msgspec.Struct):
    refresh_token: str
    client_id: str
    client_secret: str
    access_token: str | None = None
    expires_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None

    def __repr__(self) -> str:
        return "_Content()"


class EnvironmentKeeper:
    """Credentials that came in the environment of this process, where nothing can be put back."""

    def __init__(self, credentials: Credentials, *, tell: Callable[[str], None]) -> None:
        """`tell` says something to a person."""
        self._credentials = credentials
        self._tell = tell
        self._told = False

    @property
    def place(self) -> str:
        """Return its name for people."""
        return "WEBEX_REFRESH_TOKEN and WEBEX_ACCESS_TOKEN"

    def latest(self) -> Credentials:
        """Return what is held now."""
        return self._credentials

    def keep(self, credentials: Credentials) -> None:
        """Hold these as long as the process lives, and say once that the next one lacks them."""
        self._credentials = credentials
        if not self._told:
            self._told = True
            self._tell(
                "Webex has replaced the refresh token, and WEBEX_REFRESH_TOKEN still holds the old"
                " one: use WEBEX_TOKEN_FILE, where a new one is stored"
            )


class FileKeeper:
    """Credentials in a JSON file that only its owner may read."""

    def __init__(self, path: Path, *, tell: Callable[[str], None]) -> None:
        """`tell` says something to a person."""
        self._path = path
        self._tell = tell

    @property
    def place(self) -> str:
        """Return its name for people."""
        return f"the token file {self._path}"

    def latest(self) -> Credentials:
        """Return what the file holds now.

        Raises:
            UsageWrong: it cannot be read, others may read it, or it holds something else.
        """
        try:
            content = msgspec.json.decode(self._read(), type=_Content)
        except msgspec.MsgspecError as error:
            # Its text names the key and the types, but never a value.
            raise UsageWrong(f"{self.place} cannot be used: {error}", hint=_EXPECTED) from None
        return credentials_of(
            access_token=content.access_token,
            refresh_token=content.refresh_token,
            client_id=content.client_id,
            client_secret=content.client_secret,
            expires_at=content.expires_at,
        )

    def keep(self, credentials: Credentials) -> None:
        """Replace the tokens in the file and leave everything else in it as it is.

        A failure is told and ends nothing: the run still has what it needs.
        """
        try:
            self._replace(self._with(credentials))
        except (OSError, UsageWrong, msgspec.MsgspecError, TypeError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else type(error).__name__
            self._tell(
                f"Webex has replaced the refresh token, and it could not be stored in {self._path}"
                f" ({why}): authorize the Service App or Integration again before the next run"
            )

    def _with(self, credentials: Credentials) -> bytes:
        held: dict[str, JSONValue] = dict(msgspec.json.decode(self._read()))
        ends = credentials.expires_at
        access = credentials.access_token
        held["access_token"] = access.reveal() if access is not None else None
        held["refresh_token"] = credentials.refresh_token.reveal()
        held["expires_at"] = ends.isoformat() if ends is not None else None
        return indented(held)

    def _read(self) -> bytes:
        """Return the content, after a look at who else may read what was opened."""
        try:
            with self._path.open("rb") as file:
                mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
                if os.name == "posix" and mode & _OTHERS:
                    raise UsageWrong(
                        f"{self.place} is open to others than its owner (mode {mode:04o})",
                        hint=f"chmod 600 {self._path}",
                    )
                return file.read(_LARGEST)
        except OSError as error:
            raise UsageWrong(f"cannot read {self.place}: {error.strerror}") from None

    def _replace(self, content: bytes) -> None:
        """Put the content in the place of the file, not of a link to it, with mode 0600."""
        path = self._path.resolve()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def credentials_of(
    *,
    access_token: str | None,
    refresh_token: str,
    client_id: str,
    client_secret: str,
    expires_at: datetime | None = None,
) -> Credentials:
    """Return the credentials as people paste them; without an access token one is asked for.

    Raises:
        UsageWrong: one of them is empty or holds characters that it cannot have.
    """
    return Credentials(
        client_id=token_secret(client_id, "the client id").reveal(),
        client_secret=token_secret(client_secret, "the client secret"),
        refresh_token=token_secret(refresh_token, "the refresh token"),
        access_token=token_secret(access_token, "the access token") if access_token else None,
        expires_at=expires_at,
    )


_EXPECTED: Final = (
    "it is a JSON object with refresh_token, client_id, client_secret, and if known access_token"
    ' and expires_at, such as "2027-03-01T12:00:00Z"'
)
