"""The cookie that holds a session's token: for our own pages alone, out of reach of scripts.

Browsers take a ``__Host-`` cookie over TLS and, although nothing is encrypted there, from this machine itself.
Not allowed here: what a token opens.
"""

from starlette.requests import Request
from starlette.responses import Response

from api.web.guard import COOKIE

FORGET = {"Clear-Site-Data": '"cache", "storage"'}
"""Let the browser forget what it kept of our pages."""


def token_in(request: Request) -> str:
    """Return the token a browser sent, empty for none."""
    return request.cookies.get(COOKIE, "")


def give(answer: Response, token: str) -> Response:
    """Put a token in a browser until it closes."""
    answer.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="strict")
    return answer


def take(answer: Response) -> Response:
    """Take the token out of a browser."""
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    return answer
