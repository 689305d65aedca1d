"""Answers of partners: to requests for means, to questions about a case; and what they say they have.

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
from api.partners.sessions_page import sessions_answer, state_sitting
from api.partners.tools import Partners, actor_of
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission, Visitor
from planner.domain.clearances import Clearance
from planner.domain.departure_plan import InformationRequest
from planner.domain.ids import ActivityKey
from planner.domain.steps import StepRefusedError
from planner.domain.wording import speaking
from planner.usecases.partners.client_ties import open_checks, open_questions
from planner.usecases.partners.tick_hand_over import answer_question, answer_removability

Given = Mapping[str, str]


def answer_routes(work: Partners) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.post("/aanvragen/{handle}")
    @asks(Permission.ANSWER_REQUESTS)
    async def answer(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_answer, work, request, handle, await form_in(request))

    @router.post("/vragen/{handle}")
    @asks(Permission.ANSWER_REQUESTS)
    async def question(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_question, work, request, handle, await form_in(request))

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
    return go("/zittingen" if sitting else f"{_start(visitor)}#capaciteit")


def _question(work: Partners, request: Request, handle: str, given: Given) -> Response:
    visitor = visitor_of(request)
    asked = _asked(work, visitor, handle)
    work.seen(request, cases=[asked.case], purpose="vraag beantwoorden")
    try:
        if isinstance(asked, InformationRequest):
            answer_question(work.store, work.clock, asked, actor=actor_of(request))
        elif given.get("antwoord") in ("ja", "nee"):
            removable = given["antwoord"] == "ja"
            answer_removability(work.store, work.clock, asked, removable=removable, actor=actor_of(request))
        else:
            raise StepRefusedError(_("er is geen antwoord gekozen"), _("Kies ja of nee."))
    except ValueError as error:
        return _page(work, request, problem=str(error), given=given)
    return go("/uitvoering#vragen")


def _asked(work: Partners, visitor: Visitor, handle: str) -> Clearance | InformationRequest:
    """Return what is asked under a handle; raise NotYoursError where there is nothing for who asks."""
    with work.store.reading() as books:
        checks, questions = open_checks(books, visitor), open_questions(books, visitor)
    found: dict[ActivityKey, Clearance | InformationRequest] = {
        ActivityKey(f"toets {one.case} {one.valid.start}"): one for one in checks
    }
    found |= {ActivityKey(f"vraag {one.case} {one.item} {one.asked_on}"): one for one in questions}
    key = work.handles.activity(handle, found)
    if key is None:
        raise NotYoursError
    return found[key]
