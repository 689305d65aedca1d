"""The routes of the desk over a made-up draft, behind the real guard. Not allowed here: what the draft answers."""

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse
from starlette.routing import BaseRoute

from api.composition import SystemClock
from api.desk.choice_shapes import AboutAnswer, CaseAsk, HoldersAnswer, ItemAsk, NewsAnswer, RepairsAnswer, TryAnswer
from api.desk.edit_shapes import AlternativesAnswer, AlternativesAsk, AnyEdit, EditAnswer, Refusal
from api.desk.filling import FillAnswer, FillAsk
from api.desk.pages import DeskPages
from api.desk.shapes import CheckAnswer, CheckAsk, Draft, OpenDraft, RowsAnswer, RowsAsk, SlotsAnswer, SlotsAsk, Week
from api.v1.shapes import WhyNotAsk
from api.web.assets import assets
from api.web.declare import asks
from api.web.guard import guard
from api.web.handles import Handles
from api.web.refusals import refusal
from api.web.who import is_fresh, who_asks
from planner.domain.access import Permission
from planner.ports.store import Store
from tests.api.desk.made_desk import MadeDesk

_PATH = "/api/v1/drafts/{draft}"


def _routes(desk: MadeDesk) -> APIRouter:  # noqa: C901 - one small function per address
    router = APIRouter()
    lock = asks(Permission.SEE_DESK)

    @router.post("/api/v1/drafts")
    @lock
    def opened(_body: OpenDraft) -> Draft:
        return desk.draft()

    @router.get(_PATH)
    @lock
    def draft() -> Draft:
        return desk.draft()

    @router.get(f"{_PATH}/week")
    @lock
    def week() -> Week:
        found = desk.shown()
        desk.wait_for_week()
        return found

    @router.post(f"{_PATH}/check")
    @lock
    def check(body: CheckAsk) -> CheckAnswer:
        return desk.check(body)

    @router.post(f"{_PATH}/rows")
    @lock
    def rows(body: RowsAsk) -> RowsAnswer:
        return desk.rows(body)

    @router.post(f"{_PATH}/slots")
    @lock
    def slots(body: SlotsAsk) -> SlotsAnswer:
        return desk.slots(body)

    @router.post(f"{_PATH}/alternatives")
    @lock
    def alternatives(body: AlternativesAsk) -> AlternativesAnswer:
        return desk.alternatives(body)

    @router.post(f"{_PATH}/edits", response_model=None)
    @lock
    def edits(body: AnyEdit) -> Response:
        answer = desk.edit(body)
        return JSONResponse(answer.model_dump(), answer.status if isinstance(answer, Refusal) else 200)

    @router.post(f"{_PATH}/undo")
    @lock
    def undo() -> EditAnswer:
        return desk.back(desk.done, desk.undone)

    @router.post(f"{_PATH}/redo")
    @lock
    def redo() -> EditAnswer:
        return desk.back(desk.undone, desk.done)

    _add_choosing(router, desk)

    @router.get("/api/v1/solves")
    @lock
    def solves() -> Response:
        return JSONResponse({"solves": desk.solves, "next": None})

    @router.get("/api/v1/solves/{solve}/events")
    @lock
    def events(solve: str) -> Response:
        desk.asked.append(f"events {solve}")
        return Response(": nog bezig\n\n", media_type="text/event-stream")

    @router.get("/favicon.ico")
    @lock
    def icon() -> Response:
        return Response(status_code=204)

    @router.post("/api/v1/why")
    @router.post("/api/v1/why-not")
    @lock
    def why(body: WhyNotAsk) -> Response:
        desk.asked.append(f"why {body.activity}")
        return JSONResponse(
            {"niveau_1": {"mogelijkheden": 40, "vrij": 3, "een_regel_ertussen": 5, "telling": [], "plekken": []}}
        )

    return router


def _add_choosing(router: APIRouter, desk: MadeDesk) -> None:
    lock = asks(Permission.SEE_DESK)

    @router.post(f"{_PATH}/try")
    @lock
    def trial(body: AnyEdit) -> TryAnswer:
        return desk.trial(body)

    @router.post(f"{_PATH}/about")
    @lock
    def about(body: ItemAsk) -> AboutAnswer:
        return desk.about(body.activity)

    @router.post(f"{_PATH}/holders")
    @lock
    def holders(_body: CaseAsk) -> HoldersAnswer:
        return desk.holders()

    @router.post(f"{_PATH}/fill")
    @lock
    def fill(body: FillAsk) -> FillAnswer:
        return desk.fill(body)

    @router.post(f"{_PATH}/repairs")
    @lock
    def repairs(body: ItemAsk) -> RepairsAnswer:
        return desk.repairs(body.activity)

    @router.get(f"{_PATH}/news")
    @lock
    def news(after: int = 0) -> NewsAnswer:
        return desk.news(after)


def made_app(store: Store, desk: MadeDesk) -> FastAPI:
    """Return an application of the page and the made-up draft, behind the real guard."""
    app, clock = FastAPI(openapi_url=None), SystemClock()
    routes: list[BaseRoute] = [
        *DeskPages(store, clock, Handles(store)).router().routes,
        *assets().routes,
        *_routes(desk).routes,
    ]
    app.router.routes[:] = routes
    guard(
        routes,
        lambda request: who_asks(store, clock, request),
        lambda request: is_fresh(store, clock, request),
        refusal,
    )
    return app
