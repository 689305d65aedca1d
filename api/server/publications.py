"""Routes of releases: the list, and each viewer's pages, calendars and maps."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from api.pages.page import HTML
from api.pages.templating import AUDIENCES, Inside, inside
from api.pages.viewer import Role, Viewer
from api.server.answers import conditional
from api.server.shelf import Shelf
from api.web.declare import asks
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from api.web.viewing import may_open, viewer_of
from planner.domain.access import Permission
from planner.domain.messages import Message
from planner.domain.spelling import stamp
from planner.domain.wording import Language, speaking

LISTED = 50
Number = Annotated[int, Path(ge=1, description="Nummer van de publicatie.")]
ViewerName = Annotated[str, Path(description="planner, kmar, dji of regievoerder-CODE.", max_length=64)]
PagePath = Annotated[str, Path(description="Pagina zoals de overzichtspagina van de kijker die noemt.")]


PARTIES = {
    Role.PLANNER: "Planning",
    Role.KMAR: "KMar",
    Role.DJI: "DJI, DV&O",
    Role.INSPECTORATE: "Inspectie",
}
"""Who has pages in a release beside regievoerders; Dutch, translated where shown."""


def publications(shelf: Shelf) -> APIRouter:
    """Return the routes over a shelf of releases."""
    router = APIRouter(tags=["publicaties"], default_response_class=HTMLResponse)

    @router.get("/publicaties", summary="De publicaties, nieuwste boven, en wie er iets in heeft")
    @asks(Permission.SEE_RELEASES)
    def listing(request: Request) -> Response:
        return _listing(request, shelf)

    @router.get(
        "/publicaties/{number}/{viewer}/{path:path}", summary="Een pagina, kalender of kaart van een publicatie"
    )
    @asks(Permission.SEE_RELEASES)
    def numbered(request: Request, number: Number, viewer: ViewerName, path: PagePath) -> Response:
        return _page(request, shelf, number, viewer, path)

    @router.get("/nieuwste/{viewer}/{path:path}", summary="Hetzelfde, altijd uit de nieuwste publicatie")
    @asks(Permission.SEE_RELEASES)
    def newest_page(request: Request, viewer: ViewerName, path: PagePath) -> Response:
        return _page(request, shelf, shelf.newest(), viewer, path)

    return router


def _page(request: Request, shelf: Shelf, number: int, viewer: str, path: str) -> Response:
    try:
        who = Viewer.parse(viewer)
    except ValueError as error:
        raise HTTPException(404) from error
    if not may_open(visitor_of(request), who):
        raise HTTPException(404)
    with speaking(language_of(request) if _is_ours(path) else Language.DUTCH):
        copy = shelf.copy(number, who, path or "index.html")
        if copy is None:
            raise HTTPException(404)
        held = inside(copy.content) if copy.media_type == HTML else None
        return conditional(request, copy) if held is None else _framed(request, held, number, who, path)


def _is_ours(path: str) -> bool:
    """Return whether a path is that of a page or picture with our texts, which stand there in both languages."""
    return not path or path.endswith((".html", ".png"))


def _framed(request: Request, held: Inside, number: int, who: Viewer, path: str) -> Response:
    """Return a page of a release in the frame of all pages; its own addresses lead from where it stands."""
    own = request.url.path.removesuffix(path)
    return page(
        request,
        "kader/uitgave.html",
        title=held.title,
        inside=held.content,
        number=number,
        audience=_(AUDIENCES[who.role]),
        index=own,
        at_index=path in ("", "index.html"),
    )


def _listing(request: Request, shelf: Shelf) -> Response:
    visitor, newest = visitor_of(request), shelf.newest()
    own, release = viewer_of(visitor), shelf.release(newest)
    parties = [Viewer(role) for role in PARTIES]
    sees_told = may_open(visitor, Viewer(Role.INSPECTORATE))
    people = shelf.viewers(release, Role.REGIEVOERDER) if release else ()
    return page(
        request,
        "kader/publicaties.html",
        title="Publicaties",
        newest=newest,
        may_propose=visitor.may(Permission.PROPOSE_RELEASE),
        published=stamp(release.published_at) if release else "",
        releases=[(f"/publicaties/{one}/{own}/", one) for one in range(newest, max(0, newest - LISTED), -1)],
        parties=[(f"/nieuwste/{one}/", PARTIES[one.role]) for one in parties if may_open(visitor, one)],
        told=[_told(message) for message in shelf.told_inspectorate(newest)] if sees_told else [],
        sees_told=sees_told,
        people=[(f"/agenda/{one.code}", one.code) for one in people if may_open(visitor, one)],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One message to the inspectorate: about which publication, how many changes, and what became of it."""

    release: int
    changes: int
    state: str
    at: str
    seen: str


def _told(message: Message) -> _Told:
    return _Told(
        release=message.release,
        changes=len(message.changes),
        state=_(message.state.value),
        at=stamp(message.sent_at or message.made_at),
        seen=stamp(message.seen_at) if message.seen_at is not None else "",
    )
