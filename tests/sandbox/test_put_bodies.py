"""What a PUT may carry: JSON that says it is JSON, carried out whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.population import populate
from reconciler.sandbox.rejections import Rejection
from reconciler.sandbox.wire_json import JSON
from tests.sandbox.sandbox_client import ADA, sandbox


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/xml", ""])
def test_a_body_that_does_not_say_it_is_json_is_415(content_type: str | None) -> None:
    box = sandbox()
    assert box.put_raw(ADA, b'{"enabled": false}', content_type).status_code == 415
    assert box.recording(ADA)["enabled"] is True


def test_a_charset_does_no_harm() -> None:
    assert sandbox().put_raw(ADA, b"{}", "application/json;charset=utf-8").status_code == 204


@pytest.mark.parametrize(
    "content", [b"", b"{", b"{'a': 1}", b'{"repeat": NaN}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_body_that_is_not_json_is_400(content: bytes) -> None:
    answer = sandbox().put_raw(ADA, content, "application/json")
    assert answer.status_code == 400
    assert answer.json()["message"]


FIELDS = ["enabled", "record", "notification", "repeat", "type", "interval", "x"]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 2000)
    | st.sampled_from(["Always", "Never", "Beep", "None", "a"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(FIELDS), inner),
    max_leaves=8,
)


def refusal_of(organization: Organization, body: JSON) -> int | None:
    """Write Ada's settings; return the status of the refusal, None when it was carried out."""
    try:
        organization.write_recording(organization.person_by_email(ADA).id, body)
    except Rejection as rejection:
        return rejection.status
    return None


@given(body=VALUES)
def test_law_a_put_is_carried_out_or_refused_whole(body: JSON) -> None:
    organization = populate(people=10)
    ada = organization.person_by_email(ADA).id
    before = organization.read_recording(ada)
    refusal = refusal_of(organization, body)
    after = organization.read_recording(ada)
    assert refusal in (None, 400)
    if refusal is not None:
        assert after == before
    assert refusal_of(organization, body) == refusal
    assert organization.read_recording(ada) == after, "a PUT is idempotent"
