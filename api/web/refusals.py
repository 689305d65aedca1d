"""Saying no: a page for who reads pages, ``application/problem+json`` for programs.

Not allowed here: deciding that something is refused, and telling whether a thing exists.
"""

from collections.abc import Iterable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from api.server.problems import problem, words_of
from api.web.frame import page
from api.web.guard import reads_pages
from api.web.speech import _, language_of
from planner.domain.wording import speaking

MOST_SAID = 300
"""Characters about places; who sends a thousand wrong fields has enough with the first."""


def refusal(request: Request, status: int) -> Response:
    """Return the answer for what is refused, in the shape of what was asked for."""
    title, detail = words_of(HTTPStatus(status))
    if not reads_pages(request):
        with speaking(language_of(request)):
            return problem(status, title=_(title), detail=_(detail))
    headers = dict(problem(status).headers)
    kept = {name: value for name, value in headers.items() if name in ("allow", "retry-after")}
    return page(request, "kader/fout.html", title=title, detail=detail, status=status, headers=kept)


def waiting(request: Request, seconds: int) -> Response:
    """Return the answer to who guessed too often, with how long to wait."""
    answer = refusal(request, HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def unread(request: Request, places: Iterable[str]) -> Response:
    """Return the answer for what a program sent and cannot be read, with where; what was sent is not repeated."""
    with speaking(language_of(request)):
        title, detail = _("Verzoek niet leesbaar"), _("Controleer %(places)s.", places=", ".join(places)[:MOST_SAID])
    return problem(HTTPStatus.BAD_REQUEST, title=title, detail=detail)
