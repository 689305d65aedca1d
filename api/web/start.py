"""The front door: where a role's day begins, and the language.

Not allowed here: what stands on the pages.
"""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.web.declare import asks
from api.web.forms import FormError, form_of, own_path
from api.web.frame import start_of
from api.web.guard import visitor_of
from api.web.speech import COOKIE
from planner.domain.access import Permission
from planner.domain.wording import Language

SEE_OTHER = 303
A_YEAR = 365 * 24 * 3600


def start() -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    @asks(Permission.SIGNED_IN)
    def front(request: Request) -> Response:
        return RedirectResponse(start_of(request, visitor_of(request)), SEE_OTHER, {"Cache-Control": "no-store"})

    @router.post("/taal")
    @asks(Permission.PUBLIC)
    async def speak(request: Request) -> Response:
        try:
            fields = await form_of(request)
        except FormError:
            fields = {}
        answer = RedirectResponse(own_path(fields.get("verder", "/")), SEE_OTHER, {"Cache-Control": "no-store"})
        if fields.get("taal") in tuple(Language):
            answer.set_cookie(COOKIE, fields["taal"], max_age=A_YEAR, httponly=True, samesite="lax")
        return answer

    return router
