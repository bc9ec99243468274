"""GET of groups and their members. They page by `startIndex`, which counts from 1, and `count`.

No `Link` here: the body says how many there are (source: OpenAPI).
"""

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.sandbox.device_record import Group
from reconciler.sandbox.exchange import answer, organization_of, truth, whole_number
from reconciler.sandbox.organization_state import Organization
from reconciler.sandbox.permission import require_scope
from reconciler.sandbox.rejections import bad_value, not_found
from reconciler.sandbox.wire_json import JSON, Document

__all__ = ["GROUP_ROUTES"]

_SCOPES = ("identity:groups_read", "identity:groups_rw")
_DEFAULT_PAGE, _LARGEST_MEMBER_PAGE = 100, 500
_FILTER = re.compile(r'displayName (eq|sw) "([^"]*)"')


async def list_groups(request: Request) -> Response:
    """Answer GET `/groups`, filtered by `displayName eq "X"` or `displayName sw "X"`.

    Raises:
        Rejection: 400, a filter of any other form.
    """
    require_scope(request, *_SCOPES)
    organization = organization_of(request)
    found = [each for each in organization.groups.values() if _is_wanted(request, each)]
    if request.query_params.get("sortBy") == "displayName":
        descending = request.query_params.get("sortOrder") == "descending"
        found.sort(key=lambda each: each.name, reverse=descending)
    start = whole_number(request, "startIndex", default=1, least=1)
    count = whole_number(request, "count", default=_DEFAULT_PAGE, least=0)
    shown = found[start - 1 : start - 1 + count]
    with_members = truth(request, "includeMembers") is True
    groups: list[JSON] = [_group(organization, each, members=with_members) for each in shown]
    return answer(
        {
            "totalResults": len(found),
            "startIndex": start,
            "itemsPerPage": len(shown),
            "groups": groups,
        }
    )


async def read_group(request: Request) -> Response:
    """Answer GET `/groups/{id}`; `includeMembers=true` shows 500 members and no more."""
    require_scope(request, *_SCOPES)
    organization = organization_of(request)
    with_members = truth(request, "includeMembers") is True
    return answer(_group(organization, _found(request), members=with_members))


async def list_members(request: Request) -> Response:
    """Answer GET `/groups/{id}/members`, and `/Members`, as clients write it."""
    require_scope(request, *_SCOPES)
    organization, group = organization_of(request), _found(request)
    start = whole_number(request, "startIndex", default=1, least=1)
    count = whole_number(request, "count", default=_LARGEST_MEMBER_PAGE, least=0)
    members = _members(organization, group)
    stop = start - 1 + min(count, _LARGEST_MEMBER_PAGE)
    return answer(
        {
            "id": group.id,
            "displayName": group.name,
            "orgId": organization.id,
            "memberSize": len(group.members),
            "members": members[start - 1 : stop],
        }
    )


def _found(request: Request) -> Group:
    group = organization_of(request).groups.get(request.path_params["group_id"])
    if group is None:
        raise not_found("Group")
    return group


def _is_wanted(request: Request, group: Group) -> bool:
    text = request.query_params.get("filter")
    if text is None:
        return True
    wanted = _FILTER.fullmatch(text.strip())
    if wanted is None:
        raise bad_value("filter")
    name, value = group.name.casefold(), wanted[2].casefold()
    return name == value if wanted[1] == "eq" else name.startswith(value)


def _group(organization: Organization, group: Group, *, members: bool) -> Document:
    shown: Document = {
        "id": group.id,
        "displayName": group.name,
        "orgId": organization.id,
        "created": group.created,
        "lastModified": group.created,
        "memberSize": len(group.members),
    }
    if members:
        shown["members"] = _members(organization, group)[:_LARGEST_MEMBER_PAGE]
    return shown


def _members(organization: Organization, group: Group) -> list[JSON]:
    """Return the members the pages hold: fewer than `memberSize` if a switch says so."""
    there = max(0, len(group.members) - organization.switches.members_missing)
    return [
        {"id": each, "type": "user", "displayName": organization.people[each].display_name}
        for each in group.members[:there]
    ]


GROUP_ROUTES = (
    Route("/v1/groups", list_groups),
    Route("/v1/groups/{group_id}", read_group),
    Route("/v1/groups/{group_id}/members", list_members),
    Route("/v1/groups/{group_id}/Members", list_members),
)
