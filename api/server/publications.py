"""Routes of releases: the front page, the list, and each viewer's pages, calendars and maps."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from api.pages.viewer import Role, Viewer
from api.server.answers import conditional, html
from api.server.desk import desk_page
from api.server.shelf import Shelf
from planner.domain.spelling import stamp

LISTED = 50
Number = Annotated[int, Path(ge=1, description="Nummer van de publicatie.")]
ViewerName = Annotated[str, Path(description="planner, kmar, dji of regievoerder-CODE.", max_length=64)]
PagePath = Annotated[str, Path(description="Pagina zoals de overzichtspagina van de kijker die noemt.")]


@dataclass(frozen=True, slots=True)
class _Link:
    href: str
    title: str


def publications(shelf: Shelf) -> APIRouter:
    """Return the routes over a shelf of releases."""
    router = APIRouter(tags=["publicaties"], default_response_class=HTMLResponse)

    @router.get("/", summary="Voorpagina: de nieuwste publicatie en wie er iets in heeft")
    def front(request: Request) -> Response:
        return html(request, _front(shelf))

    @router.get("/publicaties", summary="Alle publicaties, nieuwste boven")
    def listing(request: Request) -> Response:
        newest = shelf.newest()
        numbers = range(newest, max(0, newest - LISTED), -1)
        links = [_Link(f"/publicaties/{number}/planner/", f"Publicatie {number}") for number in numbers]
        return html(request, desk_page("desk_list.html", title="Publicaties", links=links, newest=newest))

    @router.get(
        "/publicaties/{number}/{viewer}/{path:path}", summary="Een pagina, kalender of kaart van een publicatie"
    )
    def page(request: Request, number: Number, viewer: ViewerName, path: PagePath) -> Response:
        return _page(request, shelf, number, viewer, path)

    @router.get("/nieuwste/{viewer}/{path:path}", summary="Hetzelfde, altijd uit de nieuwste publicatie")
    def newest_page(request: Request, viewer: ViewerName, path: PagePath) -> Response:
        return _page(request, shelf, shelf.newest(), viewer, path)

    return router


def _page(request: Request, shelf: Shelf, number: int, viewer: str, path: str) -> Response:
    try:
        who = Viewer.parse(viewer)
    except ValueError as error:
        raise HTTPException(404) from error
    copy = shelf.copy(number, who, path or "index.html")
    if copy is None:
        raise HTTPException(404)
    return conditional(request, copy)


def _front(shelf: Shelf) -> bytes:
    release = shelf.release(shelf.newest())
    if release is None:
        return desk_page("desk_front.html", title="Vertrekplanner", number=0, published="", parties=(), people=())
    parties = (
        (Role.PLANNER, "Planning"),
        (Role.KMAR, "KMar"),
        (Role.DJI, "DJI, DV&O"),
        (Role.INSPECTORATE, "Inspectie"),
    )
    return desk_page(
        "desk_front.html",
        title="Vertrekplanner",
        number=release.number,
        published=stamp(release.published_at),
        parties=[_Link(f"/nieuwste/{role}/", title) for role, title in parties],
        people=[_Link(f"/agenda/{viewer.code}", viewer.code) for viewer in shelf.viewers(release, Role.REGIEVOERDER)],
    )
