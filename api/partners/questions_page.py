"""What an organisation is asked about a case: questions of DT&V, and the last check of the IND before a departure.

Nothing of transport, flights or places is on it. Not allowed here: what an answer does (use cases).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import form_in, go, show
from api.casework.words import left, said
from api.partners.tools import Partners, actor_of
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission, Visitor
from planner.domain.civil import day_start
from planner.domain.clearances import Clearance
from planner.domain.code_words import code_words
from planner.domain.departure_plan import InformationRequest
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.spelling import short_date
from planner.domain.steps import StepRefusedError
from planner.domain.wording import speaking
from planner.usecases.partners.client_ties import open_checks, open_questions
from planner.usecases.partners.tick_hand_over import answer_question, answer_removability

PATH = "/vragen"
SEEN, ANSWERED = "vragen", "vraag beantwoorden"
_REFUSED = 422
Asked = Clearance | InformationRequest
Given = Mapping[str, str]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question in words; ``check`` is answered with yes or no."""

    handle: str
    case: CaseId
    what: str
    due: str
    check: bool


def question_routes(work: Partners) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    @asks(Permission.ANSWER_QUESTIONS)
    def listing(request: Request) -> Response:
        return _page(work, request)

    @router.post("/vragen/{handle}")
    @asks(Permission.ANSWER_QUESTIONS)
    async def answer(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_answer, work, request, handle, await form_in(request))

    return router


def _page(work: Partners, request: Request, *, problem: str = "") -> Response:
    asked = _asked(work, visitor_of(request))
    work.seen(request, cases=[one.case for one in asked.values()], purpose=SEEN)

    def values() -> Mapping[str, object]:
        return {"questions": _in_words(work, asked), "problem": problem}

    return show(request, "partners/vragen.html", "Vragen", values, status=_REFUSED if problem else 200)


def _asked(work: Partners, visitor: Visitor) -> dict[ActivityKey, Asked]:
    """Return what waits for an answer of who asks: checks first, then questions, the most pressing first."""
    with work.store.reading() as books:
        checks, questions = open_checks(books, visitor), open_questions(books, visitor)
    found: dict[ActivityKey, Asked] = {ActivityKey(f"toets {one.case} {one.valid.start}"): one for one in checks}
    return found | {ActivityKey(f"vraag {one.case} {one.item} {one.asked_on}"): one for one in questions}


def _in_words(work: Partners, asked: Mapping[ActivityKey, Asked]) -> Sequence[Question]:
    now = work.clock.now()
    return [
        Question(
            handle=work.handles.of_activity(key),
            case=one.case,
            what=said(one.kind) if isinstance(one, Clearance) else code_words(one.item),
            due="" if isinstance(one, Clearance) else f"{short_date(one.due)}, {left(day_start(one.due + _DAY), now)}",
            check=isinstance(one, Clearance),
        )
        for key, one in asked.items()
    ]


def _answer(work: Partners, request: Request, handle: str, given: Given) -> Response:
    found = _asked(work, visitor_of(request))
    key = work.handles.activity(handle, found)
    if key is None:
        raise NotYoursError
    work.seen(request, cases=[found[key].case], purpose=ANSWERED)
    try:
        with speaking(language_of(request)):
            _take(work, found[key], given, actor_of(request))
    except ValueError as error:
        return _page(work, request, problem=str(error))
    return go(PATH)


def _take(work: Partners, asked: Asked, given: Given, actor: str) -> None:
    if isinstance(asked, InformationRequest):
        answer_question(work.store, work.clock, asked, actor=actor)
    elif given.get("antwoord") in ("ja", "nee"):
        removable = given["antwoord"] == "ja"
        answer_removability(work.store, work.clock, asked, removable=removable, actor=actor)
    else:
        raise StepRefusedError(_("er is geen antwoord gekozen"), _("Kies ja of nee."))
