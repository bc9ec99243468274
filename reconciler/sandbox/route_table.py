"""Every route of the API, in the order they are tried."""

from reconciler.sandbox.announcement_routes import ANNOUNCEMENT_ROUTES
from reconciler.sandbox.audit_routes import AUDIT_ROUTES
from reconciler.sandbox.group_routes import GROUP_ROUTES
from reconciler.sandbox.job_routes import JOB_ROUTES
from reconciler.sandbox.license_routes import LICENSE_ROUTES
from reconciler.sandbox.number_routes import NUMBER_ROUTES
from reconciler.sandbox.people_routes import PEOPLE_ROUTES
from reconciler.sandbox.place_routes import PLACE_ROUTES
from reconciler.sandbox.recording_routes import PERSON_RECORDING_ROUTES, PHONE_RECORDING_ROUTES
from reconciler.sandbox.recording_setup_routes import RECORDING_SETUP_ROUTES
from reconciler.sandbox.self_routes import SELF_ROUTES
from reconciler.sandbox.token_routes import TOKEN_ROUTES
from reconciler.sandbox.vendor_routes import VENDOR_ROUTES
from reconciler.sandbox.vendor_user_routes import VENDOR_USER_ROUTES
from reconciler.sandbox.virtual_line_routes import VIRTUAL_LINE_ROUTES
from reconciler.sandbox.workspace_routes import WORKSPACE_ROUTES

__all__ = ["API_ROUTES"]

# What is read once for every subject comes first: a route costs its place in this list.
API_ROUTES = (
    *PERSON_RECORDING_ROUTES,
    *PHONE_RECORDING_ROUTES,
    *PEOPLE_ROUTES,
    *PLACE_ROUTES,
    *LICENSE_ROUTES,
    *VENDOR_ROUTES,
    *RECORDING_SETUP_ROUTES,
    *ANNOUNCEMENT_ROUTES,
    *VENDOR_USER_ROUTES,
    *VIRTUAL_LINE_ROUTES,
    *WORKSPACE_ROUTES,
    *NUMBER_ROUTES,
    *GROUP_ROUTES,
    *JOB_ROUTES,
    *AUDIT_ROUTES,
    *SELF_ROUTES,
    *TOKEN_ROUTES,
)
