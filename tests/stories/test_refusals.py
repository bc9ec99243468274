"""Everything that stops a run before, or keeps it from, a write."""

import json
from datetime import timedelta

import pytest

from reconciler.errors import ExitCode
from reconciler.sandbox.limits import TokenBucket
from reconciler.sandbox.population import populate
from reconciler.sandbox.weather import (
    Drift,
    LostAnswerAfterEffect,
    Misfortune,
    NotEffective,
    Status,
    Weather,
)

ADA = "ada.okafor@northwind.example"
FEATURE = "features/callRecording"


@pytest.fixture
def plan(story):
    """Save a plan that turns Ada's recording on, among others."""
    story.organization.edit(ADA, {"enabled": False})
    assert story.types("plan", "--out", "plan.json").code == ExitCode.DONE
    return story.folder / "plan.json"


def test_a_broken_policy_costs_not_one_request(story):
    story.write(
        "policies/policies.yaml",
        "version: 1\n"
        "policies:\n"
        "  - {name: a, profile: nobody-knows, filter: {everyone: true}}\n"
        "  - {name: b, profile: recorded, match: {everyone: true}, name: c}\n"
        "profiles:\n"
        "  loud: {settings: {enabled: true, record: always, repeat: {interval: 5}}}\n",
    )
    story.write("policies/tab.yaml", "version: 1\npolicies:\n\t- name: x\n")
    for verb in (("validate",), ("plan",), ("apply",)):
        told = story.types(*verb)
        assert told.code == ExitCode.POLICY_INVALID
        lines = [line for line in (told.out + told.err).splitlines() if ".yaml:" in line]
        found = sorted(line.split()[1] for line in lines)
        assert found.count("unknown-key") == 1
        assert {"duplicate-key", "not-allowed-value", "out-of-range"} <= set(found)
        assert all(line.startswith("policies/") and ";" in line for line in lines)
        assert any("tab" in line for line in lines)
    assert story.requests() == 0


def test_a_location_that_was_renamed_is_an_error_not_an_empty_policy(story):
    story.write(
        "policies/more.yaml",
        "version: 1\npolicies: [{name: here, profile: recorded, match: {locations: [Lundon]}}]\n",
    )
    told = story.types("plan")
    assert told.code == ExitCode.POLICY_INVALID
    assert "unknown-location" in told.err
    assert "'Lundon'" in told.err


def test_an_edited_plan_is_refused(story, plan):
    plan.write_text(plan.read_text().replace('"after": true', '"after": false', 1))
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.PLAN_STALE
    assert "was edited" in told.err
    assert story.requests("PUT") == 0


def test_a_key_smuggled_into_a_plan_is_refused(story, plan):
    data = json.loads(plan.read_text())
    data["plan"]["pins"]["reviewed"] = True
    plan.write_text(json.dumps(data))
    assert story.types("apply", "plan.json").code == ExitCode.PLAN_STALE


def test_half_a_plan_file_is_refused(story, plan):
    plan.write_text(plan.read_text()[:-200])
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.PLAN_STALE
    assert "not a whole plan" in told.err


def test_a_plan_is_good_for_a_day(story, plan):
    story.clock.later = timedelta(hours=23)
    assert "valid until 2026-11-24" in story.types("show", "plan.json").out
    story.clock.later = timedelta(hours=25)
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.PLAN_STALE
    assert story.requests("PUT") == 0


def test_a_plan_older_than_a_hold_is_refused_where_the_policies_are_named(story, plan):
    assert story.types("apply", "plan.json", "--policies", "policies").code == ExitCode.DONE
    story.write(
        "policies/hold.yaml",
        "version: 1\nholds:\n  - name: case\n    match: {everyone: true}\n"
        "    reason: court order\n    approved_by: counsel@northwind.example\n",
    )
    told = story.types("apply", "plan.json", "--policies", "policies")
    assert told.code == ExitCode.PLAN_STALE
    assert "policies have changed" in told.err


def test_a_plan_of_another_organization_is_refused(story, plan):
    story.organization = populate(people=40, seed=8)
    story.token(story.organization.admin_token)
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.PLAN_STALE
    assert story.requests("PUT") == 0


def test_policies_pinned_to_another_organization_are_refused_before_anybody_is_read(story):
    story.write("policies/org.yaml", "version: 1\norganization: {id: 0000-other}\n")
    told = story.types("plan")
    assert told.code == ExitCode.PLAN_STALE
    assert "policies/org.yaml:2:" in told.err
    assert story.requests() <= 2


def test_a_document_that_changed_since_the_plan_is_reported_and_not_written(story, plan):
    story.organization.edit(ADA, {"enabled": True, "record": "Always with Pause/Resume"})
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.APPLY_INCOMPLETE
    assert "1 Drifted" in told.out
    assert ADA in told.out
    assert story.document(ADA)["record"] == "Always with Pause/Resume"


def test_an_administrator_who_is_faster_than_the_write_wins(story, plan):
    person = story.organization.person_by_email(ADA).id
    drift = Drift(email=ADA, changes={"enabled": True, "record": "Never"})
    story.options["weather"] = Weather([Misfortune(trouble=drift, method="GET", path=person)])
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.APPLY_INCOMPLETE
    assert story.document(ADA)["record"] == "Never"


def test_a_write_without_effect_is_ignored_and_says_so(story, plan):
    story.options["weather"] = Weather([Misfortune(trouble=NotEffective(), path=FEATURE)])
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.APPLY_INCOMPLETE
    assert "1 Ignored" in told.out


@pytest.mark.parametrize("ending", ["504", "closed"])
def test_lost_answers_are_settled_by_looking(story, plan, ending):
    trouble = LostAnswerAfterEffect(ending=ending)
    lost = Misfortune(trouble=trouble, method="PUT", path=FEATURE, times=3)
    story.options["weather"] = Weather([lost])
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.DONE, told.out
    changes = len(json.loads(plan.read_text())["plan"]["changes"])
    assert story.requests("PUT") == changes


def test_a_rate_limit_slows_a_run_down_and_loses_nothing(story, plan):
    story.options["limit"] = TokenBucket(rate=5, burst=5)
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.DONE
    assert "Applied." in told.out


def test_one_rejected_person_does_not_stop_the_others(story, plan):
    person = story.organization.person_by_email(ADA).id
    trouble = Misfortune(trouble=Status(status=400), method="PUT", path=person)
    story.options["weather"] = Weather([trouble])
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.APPLY_INCOMPLETE
    assert "1 Refused" in told.out
    assert "Apply: " in told.out
    assert "Applied" in told.out


def test_a_person_whose_calling_data_failed_is_undetermined_and_untouched(story):
    story.organization.edit(ADA, {"enabled": False})
    story.organization.calling_failures.add(ADA)
    told = story.types("plan", "--out", "plan.json", "--detailed-exitcode")
    assert told.code == ExitCode.READING_INCOMPLETE
    assert "1 undetermined" in told.out
    assert ADA in told.out
    plan = json.loads((story.folder / "plan.json").read_text())["plan"]
    assert ADA not in {change["subject"]["email"] for change in plan["changes"]}
    assert story.types("apply", "plan.json").code == ExitCode.DONE
    assert story.document(ADA)["enabled"] is False


def test_a_document_that_cannot_be_read_is_undetermined(story):
    person = story.organization.person_by_email(ADA).id
    trouble = Misfortune(trouble=Status(status=500), method="GET", path=person, times=50)
    story.options["weather"] = Weather([trouble])
    told = story.types("plan")
    assert told.code == ExitCode.READING_INCOMPLETE
    assert "1 undetermined" in told.out


def test_a_token_that_may_not_read_vendors_is_an_incomplete_reading(story):
    vendors = Misfortune(trouble=Status(status=403), path="callRecording/vendors", times=100)
    story.options["weather"] = Weather([vendors])
    told = story.types("plan")
    assert told.code == ExitCode.READING_INCOMPLETE
    assert "as the policies want it" not in told.out
    assert "webex.vendor_unread" in told.err
    assert story.types("snapshot", "--out", "org.jsonl").code == ExitCode.READING_INCOMPLETE


def test_a_folder_that_is_not_there_costs_no_reading(story):
    told = story.types("plan", "--out", "nowhere/plan.json")
    assert told.code == ExitCode.USAGE
    assert story.requests() == 0


def test_without_a_token_nothing_is_asked(story):
    story.token("")
    told = story.types("plan")
    assert told.code == ExitCode.WEBEX_REFUSED
    assert "WEBEX_ACCESS_TOKEN" in told.err
    assert story.requests() == 0


def test_a_token_that_webex_does_not_know_is_refused(story):
    story.token("unknown-token")
    told = story.types("plan")
    assert told.code == ExitCode.WEBEX_REFUSED
    assert "hint" in told.err
    assert "unknown-token" not in told.err + told.out


def test_a_token_that_may_only_read_plans_but_cannot_apply(story, plan):
    story.token(story.organization.reader_token)
    assert story.types("plan").code == ExitCode.DONE
    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.WEBEX_REFUSED
    assert "403" in told.out + told.err


def test_an_unreachable_webex_is_told_from_everything_else(story):
    lists = Misfortune(trouble=Status(status=503, body="html"), path="/people$", times=1000)
    story.options["weather"] = Weather([lists])
    told = story.types("plan")
    assert told.code == ExitCode.WEBEX_UNREACHABLE
    assert "503" in told.err


def test_a_base_url_that_is_neither_webex_nor_loopback_is_refused(story, monkeypatch):
    monkeypatch.setenv("WEBEX_BASE_URL", "https://webex.example.com/v1")
    told = story.types("plan")
    assert told.code == ExitCode.USAGE
    assert story.requests() == 0


def test_a_file_that_is_not_there_is_named(story):
    told = story.types("apply", "nowhere.json")
    assert told.code == ExitCode.USAGE
    assert "nowhere.json" in told.err
    assert story.types("plan", "--snapshot", "nowhere.jsonl").code == ExitCode.USAGE
    assert story.types("plan", "nowhere").code == ExitCode.POLICY_INVALID


def test_a_cut_snapshot_is_damaged(story):
    story.types("snapshot", "--out", "org.jsonl")
    path = story.folder / "org.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-3]))
    told = story.types("plan", "--snapshot", "org.jsonl")
    assert told.code == ExitCode.RECORD_DAMAGED
