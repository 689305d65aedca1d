"""The work list under ``/zaken``, and finding a case by its code.

Not allowed here: what is on the list. A code that is looked for is sent along, never put into an address.
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.list_page import Wanted, list_page, matches
from api.casework.standing import Look
from api.casework.tools import Casework, form_in, go, now_of, show
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _
from planner.domain.access import Permission
from planner.domain.ids import CaseId, PlaceId
from planner.domain.places import Place

PURPOSE = "werklijst"
MOST_FOUND = 30
_TITLE = "Zaken"
_TEMPLATE = "casework/lijst.html"


def list_routes(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/zaken")
    @asks(Permission.SEE_CASES)
    def listing(request: Request) -> Response:
        return _listing(work, request, Wanted.of(request.query_params))

    @router.post("/zaken/zoek")
    @asks(Permission.SEE_CASES)
    async def finding(request: Request) -> Response:
        typed = (await form_in(request)).get("code", "")
        return await run_in_threadpool(_finding, work, request, typed)

    return router


def _listing(work: Casework, request: Request, wanted: Wanted) -> Response:
    look = work.standing.look()
    if look.list is None:
        return _not_yet(request)
    found, visitor, now = look.list, visitor_of(request), now_of(work)
    places = _places(work)

    def values() -> Mapping[str, object]:
        shown = list_page(found, visitor, wanted, now=now, path_of=work.path, places=places)
        work.seen(request, cases=shown.codes, purpose=PURPOSE)
        return {"it": shown, "behind": look.behind, "typed": "", "problem": "", "found": ()}

    return show(request, _TEMPLATE, _TITLE, values)


def _finding(work: Casework, request: Request, typed: str) -> Response:
    look = work.standing.look()
    if look.list is None:
        return _not_yet(request)
    codes = matches(look.list, visitor_of(request), typed, now_of(work))
    if len(codes) == 1:
        return go(work.path(codes[0]))
    return _found(work, request, look, typed, codes)


def _found(work: Casework, request: Request, look: Look, typed: str, codes: list[CaseId]) -> Response:
    found, visitor, now = look.list, visitor_of(request), now_of(work)
    if found is None:
        return _not_yet(request)
    places = _places(work)

    def values() -> Mapping[str, object]:
        shown = list_page(found, visitor, Wanted(), now=now, path_of=work.path, places=places)
        hits = codes[:MOST_FOUND]
        work.seen(request, cases=[*shown.codes, *hits], purpose=PURPOSE)
        problem = "" if codes else _("Geen open zaak met deze code.\nNeem de code over uit het bronsysteem.")
        return {
            "it": shown,
            "behind": look.behind,
            "typed": typed[:64],
            "problem": problem,
            "found": [(code, work.path(code)) for code in hits],
        }

    return show(request, _TEMPLATE, _TITLE, values, status=200 if codes else 404)


def _not_yet(request: Request) -> Response:
    """Say that the list is being made; the browser asks again by itself."""
    return show(request, "casework/even.html", _TITLE, dict, headers={"Refresh": "2"})


def _places(work: Casework) -> Mapping[PlaceId, str]:
    with work.store.reading() as books:
        return {place.id: place.name for place in books.facts.in_force(Place)}
