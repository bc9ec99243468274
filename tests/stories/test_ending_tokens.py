"""Tokens that end while a command runs, from every place that the environment can name."""

import json
import shlex
import stat
import sys

import httpx
import pytest

from reconciler.errors import ExitCode
from reconciler.sandbox.person_record import Token

SECRETS = ("4cc3ss", "r3fr3sh", "cl13nt-s3cr3t")
REFRESH, ROTATED = "r3fr3sh-one", "r3fr3sh-two"


class TokenDesk(httpx.AsyncBaseTransport):
    """The way to the sandbox, with a token endpoint, and a token that ends after some writes."""

    def __init__(self, organization, inner, *, writes, replies):
        self.organization = organization
        self.inner = inner
        self.writes = writes
        self.replies = replies
        self.granted = 0

    async def handle_async_request(self, request):
        if request.url.path == "/v1/access_token":
            return self._grant()
        answer = await self.inner.handle_async_request(request)
        self.writes -= request.method == "PUT"
        if self.writes == 0:
            self.writes = -1
            for token in self.organization.tokens:
                self.organization.expire_token(token)
        return answer

    def _grant(self):
        if self.replies:
            return self.replies.pop(0)
        self.granted += 1
        admin = self.organization.tokens[self.organization.admin_token]
        text = f"new-4cc3ss-{len(self.organization.tokens)}"
        self.organization.tokens[text] = Token(person_id=admin.person_id, scopes=admin.scopes)
        value = {"access_token": text, "expires_in": 1209600, "refresh_token": ROTATED}
        return httpx.Response(200, json=value)


@pytest.fixture
def desk(story, monkeypatch):
    """Let the token end after the third write, and let the first one be a file's."""
    direct = story._transport
    desks = []
    replies = []

    def transport(base_url):
        inner = direct(base_url)
        desks.append(TokenDesk(story.organization, inner, writes=3, replies=replies))
        return desks[-1]

    monkeypatch.setattr(story, "_transport", transport)
    story.desks, story.replies = desks, replies
    monkeypatch.delenv("WEBEX_ACCESS_TOKEN")
    path = story.folder / "secrets" / "token.json"
    story.write("secrets/token.json", json.dumps(kept(story)))
    path.chmod(0o600)
    monkeypatch.setenv("WEBEX_TOKEN_FILE", str(path))
    return story


def kept(story):
    return {
        "access_token": story.organization.admin_token,
        "refresh_token": REFRESH,
        "client_id": "C1ient",
        "client_secret": "cl13nt-s3cr3t",
    }


def grants(story):
    return sum(each.granted for each in story.desks)


def leaks(story, *told):
    """Return the places besides the token file where a secret can be found."""
    secrets = (*SECRETS, story.organization.admin_token)
    shown = {f"command {n}": each.out + each.err for n, each in enumerate(told)}
    files = {
        str(path): path.read_text()
        for path in story.folder.rglob("*")
        if path.is_file() and path.name != "token.json"
    }
    assert files
    return [place for place, text in (shown | files).items() for each in secrets if each in text]


def test_a_token_that_ends_in_the_middle_of_an_apply_is_renewed_and_nothing_is_lost(desk):
    planned = desk.types("plan", "--out", "plan.json", "--log-level", "debug")
    assert planned.code == ExitCode.DONE
    told = desk.types("apply", "plan.json", "--log-level", "debug", "--log-format", "json")
    assert told.code == ExitCode.DONE, told.out + told.err
    changes = len(json.loads((desk.folder / "plan.json").read_text())["plan"]["changes"])
    assert changes > 3
    assert f"{changes} Applied" in told.out
    assert grants(desk) == 1
    path = desk.folder / "secrets" / "token.json"
    assert json.loads(path.read_text())["refresh_token"] == ROTATED
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "webex.token_refreshed" in told.err
    assert leaks(desk, planned, told) == []
    assert desk.types("plan").code == ExitCode.DONE
    assert grants(desk) == 1


def test_a_revoked_refresh_token_before_the_first_request_is_exit_7_with_what_to_do(desk):
    desk.organization.expire_token(desk.organization.admin_token)
    desk.replies.append(httpx.Response(400, json={"message": f"{REFRESH} is invalid"}))
    told = desk.types("plan")
    assert told.code == ExitCode.WEBEX_REFUSED
    assert "authorize the Service App or Integration again" in told.err
    assert "token.json" in told.err
    assert leaks(desk, told) == []


def test_a_refresh_token_revoked_in_the_middle_of_an_apply_leaves_a_run_to_go_on_with(desk):
    assert desk.types("plan", "--out", "plan.json").code == ExitCode.DONE
    desk.replies.append(httpx.Response(401, text="no", headers={"Content-Type": "text/plain"}))
    told = desk.types("apply", "plan.json")
    assert told.code == ExitCode.APPLY_INCOMPLETE
    assert "3 Applied" in told.out or "Unconfirmed" in told.out
    assert leaks(desk, told) == []


def test_a_refresh_token_of_the_environment_survives_the_two_halves_of_an_apply(desk, monkeypatch):
    monkeypatch.delenv("WEBEX_TOKEN_FILE")
    monkeypatch.setenv("WEBEX_REFRESH_TOKEN", REFRESH)
    told = desk.types("plan")
    assert told.code == ExitCode.USAGE
    assert "WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET" in told.err
    monkeypatch.setenv("WEBEX_CLIENT_ID", "C1ient")
    monkeypatch.setenv("WEBEX_CLIENT_SECRET", "cl13nt-s3cr3t")
    told = desk.types("apply", answers="yes\n")
    assert told.code == ExitCode.DONE, told.out + told.err
    assert grants(desk) == 2
    assert told.err.count("Webex has replaced the refresh token") == 1
    assert leaks(desk, told) == []


def test_a_command_gives_the_token(desk, monkeypatch):
    monkeypatch.delenv("WEBEX_TOKEN_FILE")
    words = [sys.executable, "-c", f"print({desk.organization.admin_token!r})"]
    monkeypatch.setenv("WEBEX_TOKEN_COMMAND", shlex.join(words))
    told = desk.types("plan", "--out", "plan.json")
    assert told.code == ExitCode.DONE
    assert leaks(desk, told) == []


def test_a_token_file_that_others_may_read_costs_no_request(desk):
    (desk.folder / "secrets" / "token.json").chmod(0o644)
    told = desk.types("plan")
    assert told.code == ExitCode.USAGE
    assert "mode 0644" in told.err
    assert "chmod 600" in told.err
    assert desk.requests() == 0


def test_an_access_token_of_the_environment_outranks_the_file(desk):
    (desk.folder / "secrets" / "token.json").chmod(0o644)
    desk.token(desk.organization.admin_token)
    assert desk.types("plan").code == ExitCode.DONE
