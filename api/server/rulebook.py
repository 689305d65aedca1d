"""Routes of the rulebook and the algorithm card, as they are in force now: in the language of who asks, or in English.

Not allowed here: what the pages say (``api.pages.rulebook``).
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.pages.rulebook import BOOK, CARD, Named, current_values
from api.web.declare import asks
from api.web.frame import page as framed
from api.web.speech import language_of
from planner.domain.access import Permission
from planner.domain.wording import Language, speaking
from planner.ports.store import Store
from planner.usecases.norms.norms_in_force import norms_in_force

_SUMMARIES = {
    BOOK.paths[Language.DUTCH]: "Het regelboek met de waarden die nu gelden",
    BOOK.paths[Language.ENGLISH]: "Het regelboek in het Engels",
    CARD.paths[Language.DUTCH]: "De algoritmekaart, gemaakt uit de regels en waarden die nu gelden",
    CARD.paths[Language.ENGLISH]: "De algoritmekaart in het Engels",
}


def rulebook(store: Store) -> APIRouter:
    """Return the routes over a store."""
    router = APIRouter(tags=["regels"], default_response_class=HTMLResponse)
    for named in (BOOK, CARD):
        for spoken, path in named.paths.items():
            _add(router, store, named, spoken, path)
    return router


def _add(router: APIRouter, store: Store, named: Named, spoken: Language, path: str) -> None:
    @router.get(f"/{path}", summary=_SUMMARIES[path], name=path)
    @asks(Permission.SIGNED_IN)
    def page(request: Request) -> Response:
        reads = language_of(request)
        shown = reads if spoken is Language.DUTCH else spoken
        values = current_values(named, shown, norms_in_force(store), other=reads is Language.DUTCH)
        with speaking(shown):
            return framed(request, named.template, title=str(named.title), values=values)
