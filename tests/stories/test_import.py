"""An organization written down as policies, as a user types it."""

from reconciler.errors import ExitCode

ADA = "ada.okafor@northwind.example"


def test_the_first_plan_after_an_import_is_empty(story):
    told = story.types("import", "--out", "imported")
    assert told.code == ExitCode.DONE, told.err
    assert told.out.startswith("Wrote 3 files to imported: ")
    assert "left out, " in told.out
    assert story.requests("PUT") == 0
    checked = story.types("validate", "imported")
    assert checked.code == ExitCode.DONE
    assert " warning unused-profile" not in checked.out
    planned = story.types("plan", "imported", "--detailed-exitcode")
    assert planned.code == ExitCode.DONE
    assert "No changes." in planned.out


def test_what_someone_changes_after_an_import_is_what_the_plan_shows(story):
    story.types("import", "--out", "imported")
    story.organization.edit(ADA, {"enabled": False})
    planned = story.types("plan", "imported", "--detailed-exitcode")
    assert planned.code == ExitCode.CHANGES_PENDING
    assert ADA in planned.out
    assert "Plan: 1 to change" in planned.out


def test_a_snapshot_imports_offline_to_the_same_files(story):
    story.types("snapshot", "--out", "org.jsonl")
    story.types("import", "--out", "live")
    asked = story.requests()
    told = story.types("import", "--snapshot", "org.jsonl", "--out", "offline")
    assert told.code == ExitCode.DONE
    assert story.requests() == asked
    for each in sorted((story.folder / "live").iterdir()):
        assert each.read_text() == (story.folder / "offline" / each.name).read_text()


def test_an_import_never_joins_policies_that_are_there(story):
    before = {each: each.read_bytes() for each in (story.folder / "policies").iterdir()}
    told = story.types("import", "--out", "policies")
    assert told.code == ExitCode.USAGE
    assert "holds policy files already" in told.err
    assert story.requests() == 0
    assert {each: each.read_bytes() for each in (story.folder / "policies").iterdir()} == before


def test_a_file_where_the_folder_should_be_is_refused(story):
    story.write("imported", "mine")
    told = story.types("import", "--out", "imported")
    assert told.code == ExitCode.USAGE
    assert (story.folder / "imported").read_text() == "mine"


def test_whoever_could_not_be_read_is_left_out_and_excepted(story):
    story.organization.calling_failures.add(ADA)
    told = story.types("import", "--out", "imported")
    assert told.code == ExitCode.READING_INCOMPLETE
    assert "could not be read" in told.out
    assert ADA in (story.folder / "imported" / "profiles.yaml").read_text()
    story.organization.calling_failures.clear()
    story.organization.edit(ADA, {"enabled": True, "record": "Never"})
    planned = story.types("plan", "imported", "--detailed-exitcode")
    assert planned.code == ExitCode.DONE
