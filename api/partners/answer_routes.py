"""Answers of partners: to requests for means; and what they say they have. Questions have a page of their own.

Not allowed here: what an answer does (use cases), and templates.
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import form_in, go
from api.partners.capacity import state
from api.partners.day_page import day_answer
from api.partners.requests import request_behind, take_answer
from api.partners.sessions_page import sessions_answer, state_sitting, week_in
from api.partners.tools import Partners, actor_of
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.speech import language_of
from planner.domain.access import Permission, Visitor
from planner.domain.wording import speaking

Given = Mapping[str, str]


def answer_routes(work: Partners) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.post("/aanvragen/{handle}")
    @asks(Permission.ANSWER_REQUESTS)
    async def answer(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_answer, work, request, handle, await form_in(request))

    @router.post("/capaciteit")
    @asks(Permission.STATE_CAPACITY)
    async def capable(request: Request) -> Response:
        return await run_in_threadpool(_state, work, request, await form_in(request))

    return router


def _page(work: Partners, request: Request, *, problem: str, given: Given) -> Response:
    """Return the page somebody works on, with what was wrong."""
    if visitor_of(request).may(Permission.SEE_OPERATIONS):
        return day_answer(work, request, problem=problem, given=given)
    return sessions_answer(work, request, problem=problem, given=given)


def _start(visitor: Visitor) -> str:
    return "/uitvoering" if visitor.may(Permission.SEE_OPERATIONS) else "/zittingen"


def _answer(work: Partners, request: Request, handle: str, given: Given) -> Response:
    visitor = visitor_of(request)
    asked = request_behind(work, visitor, handle)
    if asked is None:
        raise NotYoursError
    try:
        with speaking(language_of(request)):
            take_answer(work, asked, given, actor=actor_of(request))
    except ValueError as error:
        return _page(work, request, problem=str(error), given=given)
    return go(f"{_start(visitor)}#aanvragen")


def _state(work: Partners, request: Request, given: Given) -> Response:
    visitor = visitor_of(request)
    sitting = bool(given.get("zitting") or given.get("vertegenwoordiging"))
    try:
        with speaking(language_of(request)):
            if sitting and visitor.may(Permission.SEE_SESSIONS):
                state_sitting(work, given, actor=actor_of(request))
            else:
                state(work, visitor, given, actor=actor_of(request))
    except ValueError as error:
        if sitting and visitor.may(Permission.SEE_SESSIONS):
            return sessions_answer(work, request, problem=str(error), given=given)
        return _page(work, request, problem=str(error), given=given)
    if not sitting:
        return go(f"{_start(visitor)}#capaciteit")
    week = week_in(given)
    return go("/zittingen" if week is None else f"/zittingen?dag={week.monday}")
