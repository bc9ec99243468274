"""From a policy file to a reconciled organization, as a user types it."""

import json

from reconciler.errors import ExitCode
from reconciler.sandbox.switches import Switches

ADA = "ada.okafor@northwind.example"
BOB = "bob.larsen@northwind.example"


def planned(story, name="plan.json"):
    plan = json.loads((story.folder / name).read_text())["plan"]
    return {change["subject"]["email"]: change for change in plan["changes"]}


def test_plan_apply_and_nothing_is_left_to_do(story):
    story.organization.edit(ADA, {"enabled": False})
    told = story.types("plan", "--out", "plan.json")
    assert told.code == ExitCode.DONE
    assert told.out.index("coverage-loss") < told.out.index("coverage-gain")
    assert "reconciler apply plan.json" in told.out
    changes = planned(story)
    assert story.requests("PUT") == 0

    told = story.types("apply", "plan.json")
    assert told.code == ExitCode.DONE, told.err
    assert f"Apply: {len(changes)} Applied." in told.out
    assert story.requests("PUT") == len(changes)
    assert story.document(ADA)["record"] == "Always"

    told = story.types("plan", "--detailed-exitcode")
    assert told.code == ExitCode.DONE
    assert "No changes." in told.out


def test_pending_changes_have_an_exit_code_of_their_own_on_request(story):
    assert story.types("plan", "--detailed-exitcode").code == ExitCode.CHANGES_PENDING
    assert story.types("plan").code == ExitCode.DONE


def test_what_people_change_by_hand_is_exactly_what_the_next_plan_shows(story):
    story.types("plan", "--out", "plan.json")
    story.types("apply", "plan.json")
    story.organization.edit(ADA, {"record": "Never"})
    story.organization.edit(BOB, {"enabled": True, "record": "Always"})
    story.types("plan", "--out", "drift.json")
    assert planned(story, "drift.json").keys() == {ADA, BOB}
    assert story.types("apply", "drift.json").code == ExitCode.DONE
    assert story.types("plan", "--detailed-exitcode").code == ExitCode.DONE


def test_a_bare_apply_needs_the_whole_word_yes(story):
    told = story.types("apply", answers="y\n")
    assert told.code == ExitCode.CHANGES_PENDING
    assert "Nothing was written." in told.out
    assert story.requests("PUT") == 0
    assert story.types("apply", answers="yes\n").code == ExitCode.DONE
    assert story.types("apply").out.count("No changes.") == 1


def test_settings_that_no_policy_names_are_left_alone(story):
    story.organization.edit(ADA, {"enabled": True, "record": "Never"})
    story.organization.edit(ADA, {"recordVoicemailEnabled": True})
    story.organization.edit(ADA, {"notification": {"enabled": True, "type": "Beep"}})
    before = story.document(ADA)
    story.types("plan", "--out", "plan.json")
    assert story.types("apply", "plan.json").code == ExitCode.DONE
    after = story.document(ADA)
    managed = {"enabled", "record", "repeat"}
    assert {key: after[key] for key in after.keys() - managed} == {
        key: before[key] for key in before.keys() - managed
    }
    assert after["record"] == "Always"


def test_show_renders_the_saved_plan_again(story):
    told = story.types("plan", "--out", "plan.json")
    shown = story.types("show", "plan.json")
    assert shown.code == ExitCode.DONE
    assert shown.out.startswith(told.out.partition("Saved to")[0])


def test_plan_as_json_is_what_out_saves(story):
    told = story.types("plan", "--out", "plan.json", "--format", "json")
    assert told.out == (story.folder / "plan.json").read_text()


def test_a_snapshot_plans_offline_to_the_same_content(story):
    assert story.types("snapshot", "--out", "org.jsonl").code == ExitCode.DONE
    live = json.loads(story.types("plan", "--format", "json").out)
    asked = story.requests()
    offline = json.loads(story.types("plan", "--snapshot", "org.jsonl", "--format", "json").out)
    assert story.requests() == asked
    assert offline["content"] == live["content"]
    assert offline["plan"]["changes"] == live["plan"]["changes"]


def test_snapshot_diff_names_what_moved_between_two_files(story):
    story.types("snapshot", "--out", "monday.jsonl")
    story.organization.edit(ADA, {"enabled": False})
    story.types("snapshot", "--out", "tuesday.jsonl")
    told = story.types("snapshot", "diff", "monday.jsonl", "tuesday.jsonl", "--detailed-exitcode")
    assert told.code == ExitCode.CHANGES_PENDING
    assert ADA in told.out
    assert "true -> false" in told.out
    same = story.types("snapshot", "diff", "monday.jsonl", "monday.jsonl", "--detailed-exitcode")
    assert same.code == ExitCode.DONE


def test_each_change_is_one_event_on_stderr(story):
    story.types("plan", "--out", "plan.json")
    told = story.types("apply", "plan.json", "--log-format", "json")
    events = [json.loads(line) for line in told.err.splitlines()]
    concluded = [each for each in events if each["event"] == "apply.change_concluded"]
    assert {each["subject"] for each in concluded} == planned(story).keys()
    assert {each["outcome"] for each in concluded} == {"Applied"}
    assert all(each["changes"] and each["policy"] for each in concluded)


GROUPED = """
version: 1
policies:
  - {name: grouped, profile: recorded, match: {groups: [%s]}}
"""


def test_a_policy_by_group_governs_its_members(story):
    group = next(each for each in story.organization.groups.values() if each.members)
    story.write("policies/policies.yaml", GROUPED % group.name)
    told = story.types("plan", "--out", "plan.json")
    assert told.code == ExitCode.DONE, told.err
    assert {change["subject"]["id"] for change in planned_documents(story)} <= set(group.members)
    assert planned_documents(story)


def planned_documents(story):
    return json.loads((story.folder / "plan.json").read_text())["plan"]["changes"]


def test_groups_that_could_not_be_read_leave_everybody_undetermined(story):
    group = next(iter(story.organization.groups.values()))
    story.write("policies/policies.yaml", GROUPED % group.name)
    story.options["switches"] = Switches(members_missing=1)
    told = story.types("plan")
    assert told.code == ExitCode.READING_INCOMPLETE
    assert "0 to change" in told.out
