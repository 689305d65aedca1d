"""The page of one case, and what somebody does there: the next phase, an outcome, a task that is done.

Not allowed here: what a case's page shows (``case_page``), and rules of what may follow what (the use cases).
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.case_facts import CaseFacts, look_up
from api.casework.case_page import case_page
from api.casework.entry_tables import ENTRIES
from api.casework.tools import Casework, actor_of, form_in, go, now_of, require, show, within_reach
from api.casework.words import options
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Field, Permission
from planner.domain.bookings import CancelReason
from planner.domain.casework import CasePhase, Closing
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.steps import StepRefusedError
from planner.domain.wording import speaking
from planner.intake.moments import CellError, parse_moment
from planner.usecases.cases.advance_case import NextPhase, advance_case
from planner.usecases.cases.record_outcome import Happened, OutcomeRefusedError, record_outcome
from planner.usecases.protocols.record_step import StepDone, StepNotDoneError, record_step

PURPOSE = "casusregie"
Given = Mapping[str, str]
_REFUSED = 422


def case_routes(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/zaken/{handle}")
    @asks(Permission.SEE_CASES)
    def one(request: Request, handle: str) -> Response:
        return case_answer(work, request, work.case(handle))

    @router.post("/zaken/{handle}/fase")
    @asks(Permission.ENTER_FACTS)
    async def phase(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_phase, work, request, work.case(handle), await form_in(request))

    @router.post("/zaken/{handle}/uitkomst")
    @asks(Permission.RECORD_OUTCOMES)
    async def outcome(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_outcome, work, request, work.case(handle), await form_in(request))

    @router.post("/zaken/{handle}/stap")
    @asks(Permission.RECORD_OUTCOMES)
    async def step(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_step, work, request, work.case(handle), await form_in(request))

    return router


def facts_within_reach(work: Casework, request: Request, case: CaseId) -> CaseFacts:
    """Return what is known about a case; raise NotYoursError where it is not there for who asks."""
    visitor = visitor_of(request)
    with speaking(language_of(request)), work.store.reading() as books:
        found = look_up(work.books(books, case), case, now_of(work))
    require(yours=found is not None)
    assert found is not None  # noqa: S101 - for who reads types: the line before raises
    require(yours=within_reach(visitor, found.view.owner, found.owners_for(visitor.code)))
    return found


def case_answer(
    work: Casework, request: Request, case: CaseId, *, problem: str = "", given: Given | None = None, where: str = ""
) -> Response:
    """Return the page; after a refusal with what was wrong at ``where``, and what was filled in."""
    facts = facts_within_reach(work, request, case)
    visitor = visitor_of(request)
    work.seen(request, cases=[case, *facts.view.family], purpose=PURPOSE)

    def values() -> Mapping[str, object]:
        family = tuple((member, work.path(member)) for member in facts.view.family)
        return {
            "it": case_page(facts, visitor, work.path(case), family),
            "kinds": [(name, _(kind.title)) for name, kind in ENTRIES.items() if visitor.sees(kind.field)],
            "closings": options(Closing, ""),
            "causes": options(CancelReason, ""),
            "legal": visitor.sees(Field.LEGAL),
            "problem": problem,
            "where": where,
            "given": given or {},
            "code": case,
        }

    return show(request, "casework/zaak.html", "Zaak", values, status=_REFUSED if problem else 200)


def _phase(work: Casework, request: Request, case: CaseId, given: Given) -> Response:
    facts_within_reach(work, request, case)
    try:
        with speaking(language_of(request)):
            advance_case(work.of(case), work.clock, _next_phase(case, given, actor_of(request)))
    except (StepRefusedError, CellError) as error:
        return case_answer(work, request, case, problem=str(error), given=given, where="fase")
    return go(work.path(case, "#fasen"))


def _next_phase(case: CaseId, given: Given, actor: str) -> NextPhase:
    asked, closing = given.get("fase", ""), given.get("sluiting", "")
    if asked not in tuple(CasePhase):
        raise StepRefusedError(_("er is geen fase gekozen"), _("Kies een fase uit de lijst."))
    if closing and closing not in tuple(Closing):
        raise StepRefusedError(_("dit is geen wijze van sluiten"), _("Kies een wijze uit de lijst."))
    return NextPhase(
        case=case,
        phase=CasePhase(asked),
        actor=actor,
        at=parse_moment(given["op"]) if given.get("op") else None,
        reason=given.get("reden", "").strip(),
        closing=Closing(closing) if closing else None,
        correction=given.get("correctie") == "1",
    )


def _outcome(work: Casework, request: Request, case: CaseId, given: Given) -> Response:
    facts = facts_within_reach(work, request, case)
    key = given.get("kenmerk", "")
    require(yours=key in {doing.key for doing in (*facts.view.planned, *facts.view.done)})
    try:
        with speaking(language_of(request)):
            record_outcome(work.of(case), work.clock, _happened(given, actor_of(request)))
    except (OutcomeRefusedError, CellError) as error:
        return case_answer(work, request, case, problem=str(error), given=given, where=key)
    return go(work.path(case, "#volgende"))


def _happened(given: Given, actor: str) -> Happened:
    code, cause = given.get("uitkomst", ""), given.get("oorzaak", "")
    if code not in tuple(OutcomeCode):
        raise OutcomeRefusedError(_("er is geen uitkomst gekozen\nKies hoe het ging."))
    if cause and cause not in tuple(CancelReason):
        raise OutcomeRefusedError(_("dit is geen oorzaak\nKies een oorzaak uit de lijst."))
    return Happened(
        activity=ActivityKey(given["kenmerk"]),
        code=OutcomeCode(code),
        started=parse_moment(given.get("begin", "")),
        ended=parse_moment(given.get("einde", "")),
        actor=actor,
        reason=given.get("toelichting", "").strip()[:200],
        cause=CancelReason(cause) if cause else None,
        correction=given.get("correctie") == "1",
    )


def _step(work: Casework, request: Request, case: CaseId, given: Given) -> Response:
    facts = facts_within_reach(work, request, case)
    key = given.get("kenmerk", "")
    require(yours=key in {step.key for step in facts.steps})
    try:
        with speaking(language_of(request)):
            record_step(work.of(case), work.clock, StepDone(key=ActivityKey(key), actor=actor_of(request)))
    except StepNotDoneError as error:
        return case_answer(work, request, case, problem=str(error), given=given, where=key)
    return go(work.path(case, "#stappen"))
