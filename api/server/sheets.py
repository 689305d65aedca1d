"""The answer to "is there a newer sheet?", for who scans the code on paper: the same, newer or cancelled.

Not allowed here: anything of a case, a flight or a person, for whoever asks need not log in.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from api.pages.lookup import Lookup
from api.pages.sheets.newer import OPERATION, Standing, standing
from api.server.answers import html
from api.server.desk import desk_page
from api.server.shelf import Shelf

WORDS = {
    Standing.SAME: ("Dit blad geldt nog", "Sinds publicatie {printed} is aan deze opdracht niets veranderd."),
    Standing.NEWER: ("Er is een nieuwer blad", "Gebruik dit blad niet meer. Haal het blad van publicatie {newest}."),
    Standing.CANCELLED: ("Deze opdracht is vervallen", "Ga niet op pad met dit blad. Bel de planning."),
}
Operation = Annotated[str, Path(pattern=f"^{OPERATION.pattern}$", description="Nummer van de opdracht.")]
Printed = Annotated[int, Path(ge=1, description="Publicatie die op het blad staat.")]


def sheets(shelf: Shelf) -> APIRouter:
    """Return the route over a shelf of releases."""
    router = APIRouter(tags=["bladen"], default_response_class=HTMLResponse)

    @router.get("/blad/{operation}/{number}", summary="Of een blad op papier nog geldt")
    def newer(request: Request, operation: Operation, number: Printed) -> Response:
        last = shelf.newest()
        printed, newest = shelf.release(number), shelf.release(last)
        if printed is None or newest is None:
            raise HTTPException(404)
        found = standing(Lookup(printed), Lookup(newest), operation)
        if found is None:
            raise HTTPException(404)
        title, text = WORDS[found]
        values = {"operation": operation, "printed": number, "newest": last, "standing": found.value}
        said = text.format(printed=number, newest=last)
        return html(request, desk_page("blad_geldig.html", title=title, text=said, **values))

    return router
