"""A sandbox organization and a command line that talks to it over HTTP, in process."""

import asyncio
import io
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
import pytest

from reconciler.cli.environment import TOKEN_VARIABLES
from reconciler.cli.main import answer
from reconciler.cli.wiring import Rim
from reconciler.sandbox.application import build_application
from reconciler.sandbox.population import populate
from reconciler.sandbox.premises import premises_of
from tests.virtual_time import START, VirtualClock, run

BASE_URL = "http://127.0.0.1:8080/v1"

PROFILES = """
version: 1
profiles:
  recorded:
    settings: {enabled: true, record: Always, repeat: {enabled: true, interval: 30}}
  not-recorded:
    settings: {enabled: false}
"""
TRADERS = """
version: 1
policies:
  - {name: everyone-else, profile: not-recorded, match: {everyone: true}}
  - {name: traders, profile: recorded, match: {departments: [Trading]}}
"""


class StoryClock(VirtualClock):
    """Virtual while a loop runs, standing still elsewhere; `later` moves it for good."""

    later = timedelta(0)

    def now(self) -> datetime:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return START + self.later
        return super().now() + self.later


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a command line answered."""

    code: int
    out: str
    err: str


class Story:
    """One organization, one working folder, and a person who types commands."""

    def __init__(self, monkeypatch, capsys, folder):
        self.organization = populate(people=40, seed=7)
        self.folder = folder
        self.options = {}
        self.received = []
        self.clock = StoryClock()
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.chdir(folder)
        for name in TOKEN_VARIABLES:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("WEBEX_BASE_URL", BASE_URL)
        monkeypatch.setenv("WEBEX_ACCESS_TOKEN", self.organization.admin_token)
        monkeypatch.setenv("NO_COLOR", "1")
        self.write("policies/profiles.yaml", PROFILES)
        self.write("policies/policies.yaml", TRADERS)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def token(self, token):
        self._monkeypatch.setenv("WEBEX_ACCESS_TOKEN", token)

    def types(self, *arguments, answers=""):
        """Run one command line and return what it told."""
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        self._capsys.readouterr()
        rim = Rim(transport=self._transport, clock=self.clock, run=run)
        code = answer([str(each) for each in arguments], rim)
        out, err = self._capsys.readouterr()
        return Told(code=code, out=out, err=err)

    def _transport(self, base_url):
        assert base_url == BASE_URL
        application = build_application(
            self.organization,
            monotonic=lambda: asyncio.get_running_loop().time(),
            **self.options,
        )
        self.received.append(premises_of(application).received)
        return httpx.ASGITransport(app=application)

    def requests(self, method="*"):
        """Return how many requests of this method the sandbox has received so far."""
        return sum(
            count
            for received in self.received
            for (sent, _, _), count in received.counts.items()
            if method in ("*", sent)
        )

    def document(self, email):
        person = self.organization.person_by_email(email)
        return self.organization.read_recording(person.id)


@pytest.fixture
def story(monkeypatch, capsys, tmp_path):
    return Story(monkeypatch, capsys, tmp_path)
