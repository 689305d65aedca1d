"""What helps to choose before an edit: trying it, who could have a case, which escorts could go, repairs, and facts.

Not allowed here: edits.
"""

from typing import Annotated

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.desk import beside, mending
from api.desk.choice_shapes import (
    AboutAnswer,
    CaseAsk,
    HoldersAnswer,
    ItemAsk,
    RepairsAnswer,
    TryAnswer,
)
from api.desk.deeds import edit_of
from api.desk.drafts import DRAFT, REFUSALS, Drafts, answered, cases_of, right_of
from api.desk.edit_shapes import AnyEdit, Assign
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from planner.domain.access import Permission
from planner.domain.ids import ActivityKey, CaseId
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.thawing import prepared_now


def add_choosing(router: APIRouter, drafts: Drafts) -> None:
    """Add the routes."""
    _add_trying(router, drafts)
    _add_telling(router, drafts)


def _add_trying(router: APIRouter, drafts: Drafts) -> None:
    @router.post(
        DRAFT + "/try",
        summary="Wat zou deze wijziging doen? Er verandert niets",
        response_model=TryAnswer,
        responses=REFUSALS,
    )
    @asks(Permission.SEE_DESK)
    def trial(request: Request, draft: int, asked: Annotated[AnyEdit, Body()]) -> Response:
        opened = drafts.opened(draft)
        named = [getattr(asked, name, None) for name in ("activity", "other")]
        keys = [key for key in (*named, *(one.activity for one in getattr(asked, "moves", ()))) if key]
        cases = [*cases_of(opened, keys), *([asked.case] if isinstance(asked, Assign) else [])]
        drafts.note(request, cases, "plaats zoeken")

        def answer() -> BaseModel:
            wanted = edit_of(asked, opened.desk.problem, right_of(request))
            found = opened.desk.prepare(wanted, actor=visitor_of(request).account)
            now = drafts.tools.editing.clock.now()
            return beside.tried(opened, prepared_now(opened, found, now, reason=wanted.reason))

        return answered(request, opened, answer)

    @router.post(
        DRAFT + "/holders", summary="Wie kan deze zaak krijgen?", response_model=HoldersAnswer, responses=REFUSALS
    )
    @asks(Permission.SEE_DESK)
    def holders(request: Request, draft: int, asked: CaseAsk) -> Response:
        opened, case = drafts.opened(draft), CaseId(asked.case)
        known = any(one.id == case for one in opened.desk.problem.case_file.cases)
        drafts.note(request, [asked.case] if known else [], "regievoerder kiezen")
        return answered(request, opened, lambda: beside.holders(opened, case))


def _add_telling(router: APIRouter, drafts: Drafts) -> None:
    @router.post(
        DRAFT + "/about",
        summary="Wat bij een afspraak hoort: zaken, escorts, terugval, berichten",
        response_model=AboutAnswer,
        responses=REFUSALS,
    )
    @asks(Permission.SEE_DESK)
    def about(request: Request, draft: int, asked: ItemAsk) -> Response:
        def answer(opened: Opened, key: ActivityKey) -> BaseModel:
            with drafts.tools.editing.store.reading() as books:
                reports = books.reports.of([key]).get(key, ())
            page = drafts.handles.of_case if visitor_of(request).may(Permission.SEE_CASES) else None
            moved = drafts.thawed(opened).get(key)
            names = called(drafts.tools.editing.store, () if moved is None else (moved.actor,))
            return beside.about(opened, key, reports, page, beside.overridden(moved, names))

        return drafts.asked(request, draft, asked.activity, answer)

    @router.post(
        DRAFT + "/repairs",
        summary="Hoe kan dit toch worden gepland?",
        response_model=RepairsAnswer,
        responses=REFUSALS,
    )
    @asks(Permission.SEE_DESK)
    def repairs(request: Request, draft: int, asked: ItemAsk) -> Response:
        return drafts.asked(request, draft, asked.activity, mending.repairs)
