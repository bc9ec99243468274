"""Answers of a bad day, in all the shapes that error bodies have had. Source: seen live."""

from collections.abc import Callable, Mapping

from starlette.responses import Response

from reconciler.sandbox.weather import BodyShape, Status
from reconciler.sandbox.wire_json import JSON, Document, encoded

__all__ = ["error_answer"]

_MESSAGE = "The server is having a bad day."
_GATEWAY_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


def error_answer(trouble: Status, tracking_id: str) -> Response:
    """Return the answer that this trouble gives instead of the request's own."""
    headers = {} if trouble.retry_after is None else {"Retry-After": trouble.retry_after}
    match trouble.body:
        case "html":
            page, media_type = _GATEWAY_PAGE.format(trouble.status).encode(), "text/html"
        case "text":
            page, media_type = b"upstream connect error", "text/plain"
        case "empty":
            return Response(status_code=trouble.status, headers=headers)
        case shape:
            page = encoded(_DOCUMENTS[shape](trouble.status, tracking_id))
            media_type = "application/json"
    if trouble.content_type is not None:
        return Response(page, trouble.status, {**headers, "Content-Type": trouble.content_type})
    return Response(page, trouble.status, headers, media_type=media_type)


def _plain(status: int, tracking_id: str) -> Document:
    del status
    errors: list[JSON] = [{"description": _MESSAGE}]
    return {"message": _MESSAGE, "errors": errors, "trackingId": tracking_id}


def _nested(status: int, tracking_id: str) -> Document:
    messages: list[JSON] = [{"description": _MESSAGE, "code": "BATCH-1017017", "location": None}]
    return {"error": {"key": str(status), "message": messages}, "trackingId": tracking_id}


def _list(status: int, tracking_id: str) -> Document:
    del status, tracking_id
    return {"error": [{"code": 1026016, "message": _MESSAGE}]}


def _top_level(status: int, tracking_id: str) -> Document:
    del status
    errors: list[JSON] = [{"errorCode": 8363, "description": _MESSAGE}]
    return {"errorCode": 25223, "message": _MESSAGE, "errors": errors, "trackingId": tracking_id}


def _failure_reason(status: int, tracking_id: str) -> Document:
    del status, tracking_id
    return {"failureReason": _MESSAGE}


_DOCUMENTS: Mapping[BodyShape, Callable[[int, str], Document]] = {
    "json": _plain,
    "nested": _nested,
    "list": _list,
    "top_level": _top_level,
    "failure_reason": _failure_reason,
}
