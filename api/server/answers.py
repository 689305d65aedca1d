"""Answers that a reader need not fetch twice."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from api.server.policy import STRICT
from api.server.shelf import Copy, etag_of


def conditional(request: Request, copy: Copy) -> Response:
    """Return the page, or 304 when the reader has it already."""
    headers = {"ETag": copy.etag, "Content-Security-Policy": copy.policy}
    if _has(request.headers.get("if-none-match", ""), copy.etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(copy.content, headers=headers, media_type=copy.media_type)


def html(request: Request, content: bytes, policy: str = STRICT) -> Response:
    """Return a page of the server itself."""
    copy = Copy(content=content, media_type="text/html; charset=utf-8", etag=etag_of(content), policy=policy)
    return conditional(request, copy)


def once(content: bytes, policy: str, status: int = HTTPStatus.OK) -> Response:
    """Return a page that nobody keeps, such as one with a secret."""
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return Response(content, status, headers, "text/html; charset=utf-8")


def _has(header: str, etag: str) -> bool:
    tags = (tag.strip().removeprefix("W/") for tag in header.split(","))
    return header.strip() == "*" or etag in tags
