"""Questions about one item of a draft: may it go there, on which rows, when, and where best. No edits here."""

import threading

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.desk import answers
from api.desk.drafts import DRAFT, REFUSALS, Drafts
from api.desk.edit_shapes import AlternativesAnswer, AlternativesAsk
from api.desk.known import known_of, resource_of
from api.desk.shapes import CheckAnswer, CheckAsk, RowsAnswer, RowsAsk, SlotsAnswer, SlotsAsk
from api.web.declare import asks
from planner.domain.access import Permission
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.thawing import looked_at_now

_ONE_AT_A_TIME = threading.Lock()
"""Held by what looks at many places: such questions wait for each other, and nobody else waits for several of them."""


def add_asking(router: APIRouter, drafts: Drafts) -> None:
    """Add the routes."""
    _add_while_moving(router, drafts)
    _add_free(router, drafts)


def _minute(value: int | None) -> Minute | None:
    return None if value is None else Minute(value)


def _add_while_moving(router: APIRouter, drafts: Drafts) -> None:
    @router.post(
        DRAFT + "/check", summary="Kan het daar, en wat kost het?", response_model=CheckAnswer, responses=REFUSALS
    )
    @asks(Permission.SEE_DESK)
    def check(request: Request, draft: int, asked: CheckAsk) -> Response:
        def answer(opened: Opened, key: ActivityKey) -> BaseModel:
            resource = None if asked.row is None else resource_of(asked.row)
            found, now = opened.desk.check(key, resource, _minute(asked.start)), drafts.tools.editing.clock.now()
            return answers.checked(opened, looked_at_now(opened, found, now))

        return drafts.asked(request, draft, asked.activity, answer)

    @router.post(DRAFT + "/rows", summary="Welke rijen kunnen het aan?", response_model=RowsAnswer, responses=REFUSALS)
    @asks(Permission.SEE_DESK)
    def rows(request: Request, draft: int, asked: RowsAsk) -> Response:
        def answer(opened: Opened, key: ActivityKey) -> BaseModel:
            with _ONE_AT_A_TIME:
                found = opened.desk.rows(key, _minute(asked.start))
            return RowsAnswer(version=opened.version, rows=answers.row_states(known_of(opened.desk), found))

        return drafts.asked(request, draft, asked.activity, answer)


def _add_free(router: APIRouter, drafts: Drafts) -> None:
    @router.post(DRAFT + "/slots", summary="Vrije momenten in de week", response_model=SlotsAnswer, responses=REFUSALS)
    @asks(Permission.SEE_DESK)
    def slots(request: Request, draft: int, asked: SlotsAsk) -> Response:
        def answer(opened: Opened, key: ActivityKey) -> BaseModel:
            resource = None if asked.row is None else resource_of(asked.row)
            with _ONE_AT_A_TIME:
                found = opened.desk.slots(key, resource)
            known = known_of(opened.desk)
            return SlotsAnswer(version=opened.version, slots=[answers.slot_of(known, slot) for slot in found])

        return drafts.asked(request, draft, asked.activity, answer)

    @router.post(
        DRAFT + "/alternatives", summary="De beste plaatsen", response_model=AlternativesAnswer, responses=REFUSALS
    )
    @asks(Permission.SEE_DESK)
    def alternatives(request: Request, draft: int, asked: AlternativesAsk) -> Response:
        def answer(opened: Opened, key: ActivityKey) -> BaseModel:
            known = known_of(opened.desk)
            with _ONE_AT_A_TIME:
                found = opened.desk.alternatives(key, asked.count)
            shown = [answers.alternative_of(known, key, better) for better in found]
            return AlternativesAnswer(version=opened.version, alternatives=shown)

        return drafts.asked(request, draft, asked.activity, answer)
