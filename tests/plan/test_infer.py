"""What an import writes: names, groups, inheritance, and who is left out."""

from reconciler.plan.infer import NAMED, infer
from reconciler.policy.yaml_writer import write_draft
from reconciler.readings import NotOffered, Unread
from reconciler.subjects import Attribute
from tests.plan.organization_builder import DUBLIN, LONDON, LOST, document, inventory, person

OFF = document(enabled=False, record="Always")
ALWAYS = document(enabled=True, record="Always")
LOUD = document(enabled=True, record="Always", **{"repeat.enabled": True, "repeat.interval": 30})


def policies_of(*rows):
    draft = infer(inventory(*rows)).draft
    return {each.name: (each.key, each.entries, each.except_people) for each in draft.policies}


def test_a_location_of_one_kind_is_one_entry():
    assert policies_of(
        (person("ada"), OFF),
        (person("ben"), document(enabled=False)),
        (person("cy", location=DUBLIN), ALWAYS),
    ) == {
        "not-recorded-by-location": ("locations", ("London",), ()),
        "recorded-always-by-location": ("locations", ("Dublin",), ()),
    }


def test_departments_are_for_those_whom_no_location_settles_and_names_for_the_rest():
    assert policies_of(
        (person("ada", department="Trading"), ALWAYS),
        (person("ben", department="Trading"), ALWAYS),
        (person("cy", department="Sales"), ALWAYS),
        (person("dee", department="Sales"), OFF),
    ) == {
        "recorded-always-by-department": ("departments", ("Trading",), ()),
        "recorded-always-by-name": ("people", ("cy@northwind.example",), ()),
        "not-recorded-by-name": ("people", ("dee@northwind.example",), ()),
    }


def test_people_who_cannot_have_recording_do_not_spoil_a_group_and_are_left_out():
    inferred = infer(
        inventory(
            (person("ada"), ALWAYS), (person("ben"), None), (person("cy"), NotOffered(reason="no"))
        )
    )
    assert [each.key for each in inferred.draft.policies] == ["locations"]
    assert {each.reason for each in inferred.left_out} == {"no Webex Calling license", "no"}
    assert inferred.governed == 1


def test_whoever_could_not_be_read_is_excepted_from_what_might_claim_it():
    unread = (person("ben"), Unread(reason="no answer"))
    assert policies_of((person("ada"), ALWAYS), unread) == {
        "recorded-always-by-location": ("locations", ("London",), ("ben@northwind.example",))
    }


def test_an_unknown_department_is_settled_by_name_only():
    lost = person("ben", unknown=frozenset({Attribute.DEPARTMENT}))
    assert policies_of((person("ada"), ALWAYS), (lost, ALWAYS)) == {
        "recorded-always-by-location": ("locations", ("London",), ()),
        "recorded-always-by-name": ("people", ("ben@northwind.example",), ()),
    }


def test_an_unknown_vendor_leaves_out_those_whose_settings_hang_on_it():
    held = document(enabled=True, **{"postCallRecordingSettings.transcriptEnabled": True})
    [left] = infer(inventory((person("ada", location=LOST), held))).left_out
    assert left.unread
    assert "vendor" in left.reason


def test_the_most_common_document_gets_the_plain_name_and_others_extend_it():
    draft = infer(
        inventory(
            (person("ada"), ALWAYS),
            (person("ben"), ALWAYS),
            (person("cy"), LOUD),
            (person("dee"), OFF),
        )
    ).draft
    said = {each.name: (each.extends, len(each.settings)) for each in draft.profiles}
    assert said == {
        "recorded-always": (None, 2),
        "recorded-always-beep": ("recorded-always", 2),
        "not-recorded": (None, 1),
    }


def test_a_value_that_nobody_knows_is_left_unmanaged_and_told():
    draft = infer(inventory((person("ada"), document(enabled=True, record="Sometimes")))).draft
    assert [len(each.settings) for each in draft.profiles] == [1]
    [remark] = draft.remarks
    assert remark == (
        "Left unmanaged for 1 person: recording.record is 'Sometimes', which is no value of it."
    )


def test_an_address_with_a_star_would_claim_others_so_the_id_is_used():
    star = person("a*a")
    draft = infer(inventory((person("ada"), ALWAYS), (star, OFF), (person("ca"), ALWAYS))).draft
    assert {entry for each in draft.policies for entry in each.entries} == {
        "ada@northwind.example",
        "ca@northwind.example",
    }
    assert "every name of it is somebody else's as well" in draft.remarks[0]


def test_two_locations_of_one_name_are_told_apart_by_id():
    other = type(LONDON)(id="L9", name="LONDON", vendor="Webex")
    assert policies_of((person("ada"), ALWAYS), (person("ben", location=other), OFF)) == {
        "recorded-always-by-location": ("locations", ("L1",), ()),
        "not-recorded-by-location": ("locations", ("L9",), ()),
    }


def test_of_many_who_are_left_out_the_first_are_named():
    rows = [(person(f"p{number:03}"), None) for number in range(NAMED + 5)]
    remarks = infer(inventory(*rows)).draft.remarks
    assert remarks[0] == "Left out, 105 people: no Webex Calling license"
    assert remarks[-1] == "  and 5 more"
    assert len(remarks) == NAMED + 2


def test_the_files_are_what_a_person_would_write():
    inferred = infer(
        inventory(
            (person("ada", department="Trading"), LOUD),
            (person("ben"), OFF),
            (person("cy", department="Trading"), LOUD),
        )
    )
    files = write_draft(inferred.draft, "Northwind.")
    assert list(files) == ["profiles.yaml", "policies.yaml", "people.yaml"]
    assert files["profiles.yaml"] == (
        "# Northwind.\n"
        "version: 1\n"
        "\n"
        "organization:\n"
        "  id: org-1\n"
        "\n"
        "profiles:\n"
        "  recorded-always:\n"
        '    description: "As found: 2 people"\n'
        "    settings:\n"
        "      enabled: true\n"
        "      record: Always\n"
        "      repeat:\n"
        "        enabled: true\n"
        "        interval: 30\n"
        "\n"
        "  not-recorded:\n"
        '    description: "As found: 1 person"\n'
        "    settings:\n"
        "      enabled: false\n"
    )
    assert files["policies.yaml"].endswith(
        "policies:\n"
        "  - name: recorded-always-by-department\n"
        "    profile: recorded-always\n"
        "    match: {departments: [Trading]}\n"
    )
