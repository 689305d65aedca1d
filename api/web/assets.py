"""Styles, scripts and pictures of our pages, and the look of the installation.

Not allowed here: anything that depends on who asks.
"""

import os
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.server.answers import conditional
from api.server.policy import STRICT
from api.server.shelf import Copy, etag_of
from api.web.declare import asks
from planner.domain.access import Permission

STATIC = Path(__file__).parent.parent / "static"
THEME_FOLDER = "VERTREKPLANNER_THEMA"
"""Setting: a folder with a ``thema.css``, and the pictures that it names, in place of ours."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


@lru_cache(maxsize=1)
def files() -> dict[str, Copy]:
    """Return the files that may be asked for by name; there is no path to leave the folder by."""
    return {
        path.relative_to(STATIC).as_posix(): _copy(path) for path in sorted(STATIC.rglob("*")) if path.suffix in TYPES
    }


@lru_cache(maxsize=1)
def theme() -> dict[str, Copy]:
    """Return the files of the look: the installation's own where it has a folder for them, else ours."""
    own = os.environ.get(THEME_FOLDER, "")
    ours = {"thema.css": files()["kader/thema.css"]}
    return ours | {path.name: _copy(path) for path in sorted(Path(own).glob("*")) if own and path.suffix in TYPES}


def assets() -> APIRouter:
    """Return the routes of files."""
    router = APIRouter(tags=["beheer"])

    @router.get("/static/{name}", summary="Opmaak van de pagina's", response_class=Response)
    @asks(Permission.PUBLIC)
    def outer(request: Request, name: str) -> Response:
        return _answer(request, theme().get(name) or files().get(name))

    @router.get("/static/{area}/{name}", summary="Opmaak en scripts van de pagina's", response_class=Response)
    @asks(Permission.PUBLIC)
    def inner(request: Request, area: str, name: str) -> Response:
        return _answer(request, files().get(f"{area}/{name}"))

    return router


def _answer(request: Request, found: Copy | None) -> Response:
    if found is None:
        raise HTTPException(404)
    return conditional(request, found)


def _copy(path: Path) -> Copy:
    content = path.read_bytes()
    return Copy(content=content, media_type=TYPES[path.suffix], etag=etag_of(content), policy=STRICT)
