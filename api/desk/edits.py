"""Drafts over HTTP: edit, undo, redo; with the routes of looking and asking put together.

Not allowed here: what edits do (use cases), and what answers look like (``answers``).
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.responses import Response

from api.desk.asking import add_asking
from api.desk.choosing import add_choosing
from api.desk.deeds import edit_of
from api.desk.drafts import DRAFT, DRAFTS, REFUSALS, Drafts, Tools, Version, right_of
from api.desk.edit_shapes import AnyEdit, EditAnswer
from api.desk.filling import add_filling
from api.desk.freed import add_freed
from api.desk.freed_page import add_freed_page
from api.desk.looks import Looks
from api.desk.news import add_news
from api.v1.tools import Key
from api.web.declare import asks
from api.web.handles import Handles
from api.web.reads import Reads
from planner.domain.access import Permission
from planner.usecases.editing.apply_edit import Applied, Editing, Officer, apply_edit
from planner.usecases.editing.open_draft import Opening
from planner.usecases.editing.undo_redo import redo, undo

__all__ = ["DRAFTS", "draft_routes"]


def draft_routes(drafting: Callable[[], tuple[Opening, Editing]], reads: Reads, handles: Handles) -> APIRouter:
    """Return the routes of drafts; what they need is asked for at the first question."""
    drafts = Drafts(lambda: Tools(*drafting()), reads, handles)
    router = APIRouter(tags=["bureau"])
    Looks(drafts).add(router)
    add_asking(router, drafts)
    add_choosing(router, drafts)
    add_filling(router, drafts)
    add_freed(router, drafts)
    add_freed_page(router, drafts)
    add_news(router, drafts)
    _add_editing(router, drafts)
    return router


def _add_editing(router: APIRouter, drafts: Drafts) -> None:
    @router.post(DRAFT + "/edits", summary="Wijzig het concept", response_model=EditAnswer, responses=REFUSALS)
    @asks(Permission.EDIT_PLAN)
    def edit(
        request: Request, draft: int, asked: Annotated[AnyEdit, Body()], version: Version = "", key: Key = ""
    ) -> Response:
        def step(tools: Editing, officer: Officer) -> Applied:
            wanted = edit_of(asked, tools.heads.of(draft).desk.problem, right_of(request))
            return apply_edit(tools, draft, wanted, officer)

        return drafts.stepped(request, draft, (version, key), step)

    @router.post(
        DRAFT + "/undo", summary="Maak je laatste wijziging ongedaan", response_model=EditAnswer, responses=REFUSALS
    )
    @asks(Permission.EDIT_PLAN)
    def back(request: Request, draft: int, version: Version = "", key: Key = "") -> Response:
        return drafts.stepped(request, draft, (version, key), lambda tools, officer: undo(tools, draft, officer))

    @router.post(DRAFT + "/redo", summary="Doe haar opnieuw", response_model=EditAnswer, responses=REFUSALS)
    @asks(Permission.EDIT_PLAN)
    def again(request: Request, draft: int, version: Version = "", key: Key = "") -> Response:
        return drafts.stepped(request, draft, (version, key), lambda tools, officer: redo(tools, draft, officer))
