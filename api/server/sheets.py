"""The answer to "is there a newer sheet?", for who scans the code on paper: the same, newer or cancelled.

Who guesses numbers has to wait. Not allowed here: anything of a case, a flight or a person, for whoever asks need not
log in.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from api.pages.lookup import Lookup
from api.pages.sheets.newer import OPERATION, Standing, standing
from api.server.asking import client_of
from api.server.lockout import Lockout
from api.server.policy import WITH_FORM
from api.server.shelf import Shelf
from api.web.declare import asks
from api.web.frame import page
from api.web.refusals import waiting
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.wording import speaking

WORDS = {
    Standing.SAME: ("Dit blad geldt nog", "Sinds publicatie %(printed)s is aan deze opdracht niets veranderd."),
    Standing.NEWER: ("Er is een nieuwer blad", "Gebruik dit blad niet meer. Haal het blad van publicatie %(newest)s."),
    Standing.CANCELLED: ("Deze opdracht is vervallen", "Ga niet op pad met dit blad. Bel de planning."),
}
Operation = Annotated[str, Path(pattern=f"^{OPERATION.pattern}$", description="Nummer van de opdracht.")]
Printed = Annotated[int, Path(ge=1, description="Publicatie die op het blad staat.")]


def sheets(shelf: Shelf) -> APIRouter:
    """Return the route over a shelf of releases."""
    router = APIRouter(tags=["bladen"], default_response_class=HTMLResponse)
    lockout = Lockout()

    @router.get("/blad/{operation}/{number}", summary="Of een blad op papier nog geldt")
    @asks(Permission.PUBLIC)
    def newer(request: Request, operation: Operation, number: Printed) -> Response:
        asker = client_of(request)
        wait = lockout.wait(asker)
        if wait:
            return waiting(request, wait)
        last = shelf.newest()
        found = _standing(shelf, operation, number, last)
        if found is None:
            lockout.wrong(asker)
            raise HTTPException(404)
        title, text = WORDS[found]
        with speaking(language_of(request)):
            return page(
                request,
                "buiten/blad.html",
                title=title,
                headers={"Content-Security-Policy": WITH_FORM},
                text=_(text, printed=number, newest=last),
                operation=operation,
                printed=number,
                newest=last,
                standing=found.value,
            )

    return router


def _standing(shelf: Shelf, operation: str, number: int, last: int) -> Standing | None:
    """Return what became of a sheet; None when there was no such sheet."""
    printed, newest = shelf.release(number), shelf.release(last)
    if printed is None or newest is None:
        return None
    return standing(Lookup(printed), Lookup(newest), operation)
