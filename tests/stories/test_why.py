"""An auditor asks who is covered and why; a reviewer tests a policy before it is merged."""

import json

from reconciler.errors import ExitCode

ADA = "ada.okafor@northwind.example"
BOB = "bob.larsen@northwind.example"
EXCEPTIONS = f"""
version: 1
controls:
  - id: MIFID2-16.7
    title: In-scope desks are always recorded
    applies_to: {{departments: [Trading]}}
    require: {{enabled: true, record: [Always]}}
    severity: high
waivers:
  - name: ada-on-leave
    match: {{people: [{ADA}]}}
    policies: [traders]
    controls: [MIFID2-16.7]
    instead: leave-alone
    reason: On leave until March
    approved_by: head.of.compliance@northwind.example
    expires: 2027-03-31
holds:
  - name: case-4711
    match: {{people: [{BOB}]}}
    reason: Preservation order
    approved_by: general.counsel@northwind.example
tests:
  - name: a trader is always recorded
    given: {{email: t@northwind.example, department: Trading, location: London}}
    expect: {{policy: traders, settings: {{record: Always}}}}
"""
WRONG = """
version: 1
tests:
  - name: sales is recorded
    given: {email: s@northwind.example, department: Sales}
    expect: {policy: traders, settings: {enabled: true}}
"""


def with_exceptions(story):
    story.write("policies/exceptions.yaml", EXCEPTIONS)
    story.organization.edit(ADA, {"enabled": False})
    story.organization.edit(BOB, {"enabled": True, "record": "Always"})


def test_a_plan_leaves_the_waived_alone_and_never_lowers_the_held(story):
    with_exceptions(story)
    told = story.types("plan", "--out", "plan.json")
    assert told.code == ExitCode.DONE, told.err
    plan = json.loads((story.folder / "plan.json").read_text())["plan"]
    changed = {each["subject"]["email"] for each in plan["changes"]}
    assert not changed & {ADA, BOB}
    assert "ada-on-leave until 2027-03-31" in told.out
    assert "hold 'case-4711' keeps it recorded: Preservation order" in told.out
    assert "control MIFID2-16.7" in told.out
    assert "1 waived" in told.out.splitlines()[-2]
    assert "1 held" in told.out.splitlines()[-2]
    (control,) = plan["controls"]
    assert control["waived"] == 1
    assert control["violated"] == 0
    assert story.types("apply", "plan.json").code == ExitCode.DONE
    assert story.document(BOB)["enabled"] is True


def test_a_plan_as_of_another_day_enforces_what_expired_and_is_never_applied(story):
    with_exceptions(story)
    told = story.types("plan", "--as-of", "2027-04-01", "--out", "later.json")
    assert told.code == ExitCode.DONE, told.err
    assert "as of 2027-04-01" in told.out
    assert "waiver 'ada-on-leave' expired on 2027-03-31" in told.out
    refused = story.types("apply", "later.json")
    assert refused.code == ExitCode.PLAN_STALE
    assert story.requests("PUT") == 0


def test_a_plan_is_valid_until_the_next_waiver_ends(story):
    with_exceptions(story)
    today = story.clock.now().date().isoformat()
    story.write("policies/exceptions.yaml", EXCEPTIONS.replace("2027-03-31", today))
    story.types("plan", "--out", "plan.json")
    plan = json.loads((story.folder / "plan.json").read_text())["plan"]
    assert plan["valid_until"][11:] == "00:00:00Z"
    assert story.types("plan").out.count(f"expires on {today}") == 1


def test_explain_names_winner_losers_exceptions_and_the_line_of_each_setting(story):
    with_exceptions(story)
    told = story.types("explain", ADA)
    assert told.code == ExitCode.DONE, told.err
    assert "wins  traders -> recorded" in told.out
    assert "lost  everyone-else: less specific" in told.out
    assert "waiver  ada-on-leave: acts until 2027-03-31" in told.out
    assert "control  MIFID2-16.7 waived" in told.out
    held = story.types("explain", BOB)
    assert "hold  case-4711: recording may not be lowered" in held.out
    assert "enabled  false (now true)  policies/profiles.yaml:7:" in held.out


def test_explain_works_from_a_snapshot_by_the_beginning_of_a_name(story):
    with_exceptions(story)
    story.types("snapshot", "--out", "org.jsonl")
    asked = story.requests()
    told = story.types("explain", "ada ok", "--snapshot", "org.jsonl")
    assert told.code == ExitCode.DONE, told.err
    assert told.out.startswith(ADA)
    assert story.requests() == asked


def test_explain_reads_one_document_only(story):
    before = story.requests()
    assert story.types("explain", ADA).code == ExitCode.DONE
    documents = sum(
        count
        for received in story.received
        for (_, path, _), count in received.counts.items()
        if "features/callRecording" in path
    )
    assert story.requests() > before
    assert documents == 1


def test_an_ambiguous_name_lists_the_candidates(story):
    told = story.types("explain", "a")
    assert told.code == ExitCode.USAGE
    assert ADA in told.err
    assert told.out == ""
    assert story.types("explain", "nobody at all").code == ExitCode.USAGE


def test_coverage_adds_up_and_fails_on_request(story):
    with_exceptions(story)
    told = story.types("coverage", "--format", "json")
    assert told.code == ExitCode.DONE, told.err
    report = json.loads(told.out)["coverage"]
    accounts = {each["name"]: sum(each["states"].values()) for each in report["accounts"]}
    assert sum(accounts.values()) == 40
    for _, rows in report["breakdowns"]:
        assert sum(sum(row["states"].values()) for row in rows) == accounts["active"]
    assert any("Customer Assist" in each for each in report["not_managed"])
    text = story.types("coverage").out
    assert "Customer Assist" in text
    assert "control MIFID2-16.7" in text
    assert text.splitlines()[-1].startswith("Coverage: ")


def test_coverage_names_whom_nobody_claims_and_policies_that_do_nothing(story):
    story.write(
        "policies/policies.yaml",
        """
version: 1
policies:
  - {name: traders, profile: recorded, match: {departments: [Trading]}}
  - {name: second, profile: not-recorded, match: {departments: [Trading]}, priority: -1}
  - {name: ghost, profile: recorded, match: {people: [gone@northwind.example]}}
""",
    )
    told = story.types("coverage", "--fail-on-uncovered")
    assert told.code == ExitCode.ASSERTION_FAILED, told.err
    assert "! unmanaged" in told.out
    assert "idle policy ghost  matches nobody" in told.out
    assert "idle policy second  never wins, most often behind traders" in told.out
    assert story.types("coverage").code == ExitCode.DONE


def test_policy_tests_run_without_credentials_and_show_who_governs(story):
    with_exceptions(story)
    story.token("")
    told = story.types("test")
    assert (told.code, told.out) == (ExitCode.DONE, "1 test: all passed\n")
    story.write("policies/wrong.yaml", WRONG)
    told = story.types("test")
    assert told.code == ExitCode.ASSERTION_FAILED
    assert "FAILED sales is recorded  policies/wrong.yaml:4:" in told.out
    assert "policy: expected traders, got everyone-else  policies/policies.yaml:4:" in told.out
    assert "enabled: expected true, got false  policies/profiles.yaml:7:" in told.out
    assert story.requests() == 0


def test_policy_tests_name_what_no_test_exercises_and_speak_junit(story):
    with_exceptions(story)
    told = story.types("test", "--coverage")
    assert "no test exercises policy everyone-else" in told.out
    assert "no test exercises profile not-recorded" in told.out
    story.write("policies/wrong.yaml", WRONG)
    junit = story.types("test", "--format", "junit")
    assert junit.code == ExitCode.ASSERTION_FAILED
    assert junit.out.startswith("<?xml")
    assert '<testsuite name="policies" tests="2" failures="1">' in junit.out
    assert "everyone-else" in junit.out
