"""How the sandbox says no: one exception, rendered in the shape most Webex errors have.

The body is `message`, `errors[]` and `trackingId`, the code inside `errors[]` optional
(source: seen live). Gateway errors without that shape are weather, not rejections.
"""

from collections.abc import Mapping
from http import HTTPStatus

from reconciler.sandbox.identifiers import bare_key
from reconciler.sandbox.wire_json import JSON, Document

__all__ = [
    "Rejection",
    "TermsNotAccepted",
    "bad_value",
    "conflict",
    "forbidden",
    "not_a_calling_user",
    "not_a_professional_place",
    "not_found",
    "too_many_requests",
    "unauthorized",
]

_INVALID_VALUE = 25024
_NOT_A_CALLING_USER = 4008
_SERVICE_NOT_ASSIGNED = 4410
_NOT_A_PROFESSIONAL_PLACE = 25409


class Rejection(Exception):
    """A request the sandbox turned down: nothing was changed."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what the answer will say."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.headers = dict(headers or {})

    def body(self, tracking_id: str) -> Document:
        """Return the error document of this rejection."""
        error: dict[str, JSON] = {"description": self.message}
        if self.code is not None:
            error["errorCode"] = self.code
        return {"message": self.message, "errors": [error], "trackingId": tracking_id}


class TermsNotAccepted(Rejection):
    """The vendor's terms of service stand in the way.

    Source: OpenAPI; the body has neither message nor tracking id, and a bare uuid for the vendor.
    """

    def __init__(self, vendor_id: str, vendor_name: str, terms_url: str) -> None:
        """Keep what the answer will say."""
        super().__init__(HTTPStatus.CONFLICT, f"The terms of service of {vendor_name} wait.")
        self._document: Document = {
            "vendorId": bare_key(vendor_id),
            "vendorName": vendor_name,
            "termsOfServiceUrl": terms_url,
        }

    def body(self, tracking_id: str) -> Document:
        """Return the document that has a shape of its own."""
        del tracking_id
        return self._document


def bad_value(path: str) -> Rejection:
    """Return the refusal of one field's value, named by its dotted path.

    Source: inferred from sibling settings; text and code for recording fields are not known.
    """
    return Rejection(HTTPStatus.BAD_REQUEST, f"Invalid field value: {path}", code=_INVALID_VALUE)


def conflict(message: str) -> Rejection:
    """Return the answer to a request that something else stands in the way of."""
    return Rejection(HTTPStatus.CONFLICT, message)


def not_found(what: str) -> Rejection:
    """Return the refusal for something that does not exist."""
    return Rejection(HTTPStatus.NOT_FOUND, f"{what} not found.")


def not_a_calling_user(*, known: bool) -> Rejection:
    """Return what calling settings answer for a person without Webex Calling.

    Source: seen live on sibling endpoints, in both spellings: 404 with 4008 ("user not found",
    although the person exists) and, with `known`, 400 with 4410.
    """
    if known:
        message = "Service is not assigned to the user."
        return Rejection(HTTPStatus.BAD_REQUEST, message, code=_SERVICE_NOT_ASSIGNED)
    return Rejection(HTTPStatus.NOT_FOUND, "User not found", code=_NOT_A_CALLING_USER)


def not_a_professional_place() -> Rejection:
    """Return what a workspace with the basic license answers: a license gate, as a 405.

    Source: seen live on sibling settings.
    """
    message = "Invalid Professional Place"
    return Rejection(HTTPStatus.METHOD_NOT_ALLOWED, message, code=_NOT_A_PROFESSIONAL_PLACE)


def unauthorized() -> Rejection:
    """Return the answer to a missing, unknown, expired or revoked token."""
    message = "The request requires a valid access token set in the Authorization request header."
    return Rejection(HTTPStatus.UNAUTHORIZED, message)


def forbidden(message: str) -> Rejection:
    """Return the answer to a request that is understood and not allowed."""
    return Rejection(HTTPStatus.FORBIDDEN, message)


def too_many_requests(retry_after: str | None) -> Rejection:
    """Return the answer to a request above the limit, with the text of `Retry-After` or none.

    Source: OpenAPI for the header; the body's text is inferred.
    """
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Rejection(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests", headers=headers)
