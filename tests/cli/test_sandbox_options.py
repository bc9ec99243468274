"""The options of `sandbox serve`: weather from a file, limits and switches by text, a copy."""

from pathlib import Path

import httpx
import pytest

from reconciler.cli.main import answer
from reconciler.cli.sandbox_options import (
    limit_from,
    organization_from,
    switches_from,
    weather_from,
)
from reconciler.errors import ExitCode, UsageWrong
from reconciler.sandbox.limit_kinds import SlidingWindow
from reconciler.sandbox.limits import TokenBucket
from reconciler.sandbox.population import populate
from tests.sandbox.sandbox_client import ADA, Sandbox, sandbox
from tests.sandbox.test_rehearsal import PEOPLE, content
from tests.sandbox.test_sandbox_server import served

STORM = Path(__file__).parents[2] / "examples" / "weather" / "storm.yaml"


def file_of(folder, text):
    path = folder / "weather.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def reads_through(box: Sandbox) -> list[int]:
    statuses = []
    for _ in range(400):
        try:
            statuses.append(box.get(box.recording_path(ADA)).status_code)
        except ConnectionError:
            statuses.append(0)
    return statuses


def test_the_example_storm_blows_and_mostly_lets_requests_through():
    statuses = reads_through(sandbox(weather=weather_from(STORM)))
    assert statuses.count(200) > 340
    assert {0, 429, 502, 503} <= set(statuses)


def test_the_example_storm_is_the_same_every_time():
    first, second = (sandbox(weather=weather_from(STORM)) for _ in range(2))
    assert reads_through(first) == reads_through(second)


def test_the_people_of_the_storm_exist_and_their_misfortunes_can_happen():
    box = sandbox(weather=weather_from(STORM), people=30)
    box.premises.weather._chance.random = lambda: 1.0
    for _ in range(8):
        assert box.put(ADA, {"recordVoicemailEnabled": True}).status_code == 204
    for _ in range(25):
        box.recording(ADA)
    assert "intern@northwind.example" not in {
        each.email for each in box.organization.people.values()
    }
    assert box.premises.weather.remaining() == 0
    assert box.recording(ADA)["enabled"] is False


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("weather: [", "no YAML"),
        ("weather: 3", "no such weather"),
        ("- kind: hail", "no such file"),
        ("weather: [{kind: hail}]", "no such kind"),
        ("weather: [{kind: status, status: 200}]", "no such status"),
        ("\udcff", "no YAML"),
    ],
)
def test_weather_without_meaning_is_wrong_usage(tmp_path, text, why):
    path = tmp_path / "weather.yaml"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UsageWrong, match=why):
        weather_from(path)


def test_no_weather_is_none():
    assert weather_from(None) is None


def test_limits_by_text_replace_the_rate():
    assert limit_from([], 0, None) is None
    assert limit_from([], 5, None) == TokenBucket(rate=5, burst=5)
    assert limit_from([], 5, 9) == TokenBucket(rate=5, burst=9)
    assert limit_from(["sliding:3/min"], 5, None) == SlidingWindow(requests=3, window_s=60)
    with pytest.raises(UsageWrong, match="--limit"):
        limit_from(["hail:3/min"], 0, None)


def test_a_switch_that_is_none_is_wrong_usage():
    assert switches_from(["merge=shallow"]).merge == "shallow"
    with pytest.raises(UsageWrong, match="--switch"):
        switches_from(["merge=flat"])


def test_the_organization_is_invented_or_a_copy(tmp_path):
    assert organization_from(None, people=12, seed=3).id == populate(people=12, seed=3).id
    path = tmp_path / "org.jsonl"
    path.write_bytes(content(*PEOPLE))
    assert organization_from(path, people=12, seed=3).name == "Example Bank"
    path.write_bytes(b"{}")
    with pytest.raises(UsageWrong, match="--snapshot"):
        organization_from(path, people=12, seed=3)


@pytest.mark.parametrize(
    "options",
    [
        ["--weather", "nowhere.yaml"],
        ["--snapshot", "nowhere.jsonl"],
        ["--switch", "merge=flat"],
        ["--limit", "hail"],
    ],
)
def test_wrong_options_end_with_the_code_of_wrong_usage(options, capsys):
    assert answer(["sandbox", "serve", "--port", "0", *options]) == ExitCode.USAGE
    assert capsys.readouterr().err


def test_all_of_it_is_served(tmp_path):
    weather = file_of(tmp_path, "weather: [{kind: status, status: 503, path: /licenses$}]")
    snapshot = tmp_path / "org.jsonl"
    snapshot.write_bytes(content(*PEOPLE))
    options = ("--weather", str(weather), "--switch", "made_up_field=true", "--partner")
    options += ("--limit", "sliding:6/h", "--snapshot", str(snapshot))
    with served(*options) as (environment, _):
        headers = {"Authorization": f"Bearer {environment['WEBEX_ACCESS_TOKEN']}"}
        with httpx.Client(
            base_url=environment["WEBEX_BASE_URL"], headers=headers, trust_env=False
        ) as webex:
            assert webex.get("/licenses").status_code == 503
            assert webex.get("/licenses").status_code == 200
            ada = "/people/id-of-Ada%20Okafor/features/callRecording"
            assert "recordingRetentionProfile" in webex.get(ada).json()
            control = str(webex.base_url.copy_with(path="/_sandbox/tokens"))
            tokens = webex.get(control).json()["tokens"]
            assert len({each["orgId"] for each in tokens}) == 2
            assert {each["role"] for each in tokens} >= {"full", "read_only", "location"}
            statuses = [webex.get("/people/me").status_code for _ in range(4)]
            assert statuses == [200, 200, 200, 429]
