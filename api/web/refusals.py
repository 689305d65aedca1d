"""Saying no: a page for who reads pages, ``application/problem+json`` for programs.

Not allowed here: deciding that something is refused, and telling whether a thing exists.
"""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from api.server.problems import problem, words_of
from api.web.frame import page
from api.web.guard import DATA


def refusal(request: Request, status: int) -> Response:
    """Return the answer for what is refused, in the shape of what was asked for."""
    reads_pages = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(DATA)
    if not reads_pages:
        return problem(status)
    title, detail = words_of(HTTPStatus(status))
    headers = dict(problem(status).headers)
    kept = {name: value for name, value in headers.items() if name in ("allow", "retry-after")}
    return page(request, "kader/fout.html", title=title, detail=detail, status=status, headers=kept)
