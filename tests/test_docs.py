"""Every command in README and docs is executed, and says what the page shows.

In a `console` block, lines that begin with `$ ` are commands and the others their output; `...`
stands for any text, alone on a line for any lines. `<!-- exit: N -->` before a block names its
exit code, `<!-- file: NAME -->` before a yaml block saves it.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
BLOCK = re.compile(
    r"(?:<!-- (?P<kind>exit|file): (?P<value>\S+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)```",
    re.DOTALL,
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
SERVE = ("sandbox", "serve", "--port", "0", "--people", "200", "--seed", "7", "--rate", "0")
NOT_RUN = {"make demo", "make test"}  # what runs this test, and what a story of its own covers


@dataclass(frozen=True)
class Step:
    command: str
    shown: tuple[str, ...]
    code: int


def steps_of(block):
    code = int(block["value"]) if block["kind"] == "exit" else 0
    parts = re.split(r"^\$ ", block["text"], flags=re.MULTILINE)
    assert parts[0] == "", f"a console block begins with a command, not {parts[0]!r}"
    for part in parts[1:]:
        command, *shown = part.splitlines()
        yield Step(command, tuple(shown), code)


def pattern_of(shown):
    """Return the regular expression of what a page shows."""
    lines = [
        r"(?:.*\n)*?"
        if line == "..."
        else ".*".join(re.escape(part) for part in line.split("...")) + r"\s*\n"
        for line in shown
    ]
    return re.compile("".join(lines) + r"\s*")


class Terminal:
    """A working folder with the example policies, and a sandbox once a page starts one."""

    def __init__(self, folder):
        self.folder = folder
        scripts = Path(sys.executable).parent
        self.environment = {
            **os.environ,
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
            "RECONCILER_LOG_LEVEL": "error",
            "NO_COLOR": "1",
        }
        self.server = None
        shutil.copytree(ROOT / "policies", folder / "policies")

    def serve(self):
        """Start the sandbox that the pages start, on a free port and without a rate limit."""
        self.server = subprocess.Popen(
            [sys.executable, "-m", "reconciler", *SERVE], stdout=subprocess.PIPE, text=True
        )
        found = {}
        while len(found) < 2:
            said = re.fullmatch(r"\s*export (\w+)=(\S+)\s*", self.server.stdout.readline())
            if said:
                found[said[1]] = said[2]
        self.environment |= found

    def types(self, step):
        if step.command in NOT_RUN:
            return
        if step.command.startswith("reconciler sandbox serve "):
            assert step.command.endswith("--people 200 --seed 7 --rate 20 &")
            self.serve()
            return
        if self.server is None and "WEBEX_BASE_URL" not in self.environment:
            self.serve()
        done = subprocess.run(
            ["/bin/bash", "-c", step.command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == step.code, f"$ {step.command}\n{done.stdout}"
        if step.shown:
            assert pattern_of(step.shown).fullmatch(done.stdout), f"$ {step.command}\n{done.stdout}"

    def close(self):
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=20)
            self.server.stdout.close()


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    for name in ("WEBEX_BASE_URL", "WEBEX_ACCESS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


PAGES_WITH_COMMANDS = [
    page
    for page in PAGES
    if any(block["language"] == "console" for block in BLOCK.finditer(page.read_text()))
]


@pytest.mark.parametrize("page", PAGES_WITH_COMMANDS, ids=lambda page: page.name)
def test_every_command_does_what_the_page_shows(page, terminal):
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "file":
            path = terminal.folder / block["value"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"], encoding="utf-8")
        elif block["language"] == "console":
            for step in steps_of(block):
                terminal.types(step)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_repository_leads_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_only_two_commands_are_not_executed():
    assert len(NOT_RUN) == 2


@pytest.mark.parametrize(
    ("shown", "output", "fits"),
    [
        (("a ... c",), "a b c\n", True),
        (("a", "...", "d"), "a\nb\nc\nd\n", True),
        (("a",), "a\nb\n", False),
        (("a", "b"), "a\n", False),
        (("1.5",), "1x5\n", False),
    ],
)
def test_what_a_page_shows_is_held_against_the_output(shown, output, fits):
    assert bool(pattern_of(shown).fullmatch(output)) is fits
