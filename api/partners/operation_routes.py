"""Operations of a day and one of them, under ``/uitvoering``; how they go is reported there, and requests answered.

An operation is addressed by its number, which tells nothing of a case. Not allowed here: what each role sees of it.
"""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from api.casework.tools import FAST, form_in, go, show
from api.pages.lookup import Lookup
from api.pages.sheets.escort import CHECK_WORDS
from api.partners.day_page import day_answer, operations_on, pages_of
from api.partners.operation import Operation
from api.partners.requests import numbers_in
from api.partners.stand import cards, cause_words
from api.partners.tools import Partners
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission, Visitor
from planner.domain.bookings import CancelReason
from planner.domain.civil import day_of
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.operation_status import OperationState
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.spelling import long_date, moment
from planner.domain.steps import StepRefusedError
from planner.domain.wording import speaking
from planner.usecases.partners.report_status import Reported, name_crew, report_status
from planner.usecases.partners.tick_hand_over import done_of, tick_hand_over

PURPOSE = "uitvoering"
_ONE = "partners/opdracht.html"
_REFUSED = 422
Given = Mapping[str, str]


def operation_routes(work: Partners) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/uitvoering")
    @asks(Permission.SEE_OPERATIONS)
    def listing(request: Request) -> Response:
        return day_answer(work, request)

    @router.get("/uitvoering/stand")
    @asks(Permission.SEE_OPERATIONS)
    def standing(_request: Request) -> Response:
        with work.store.reading() as books:
            found = f"{books.releases.newest_number()}-{books.reports.count()}"
        return JSONResponse({"stand": found}, headers=FAST)

    @router.get("/uitvoering/{number}")
    @asks(Permission.SEE_OPERATIONS)
    def one(request: Request, number: str) -> Response:
        return _one_answer(work, request, number)

    @router.post("/uitvoering/{number}/status")
    @asks(Permission.REPORT_STATUS)
    async def status(request: Request, number: str) -> Response:
        return await run_in_threadpool(_act, work, request, number, await form_in(request), _report)

    @router.post("/uitvoering/{number}/bemanning")
    @asks(Permission.REPORT_STATUS)
    async def crew(request: Request, number: str) -> Response:
        return await run_in_threadpool(_act, work, request, number, await form_in(request), _name)

    @router.post("/uitvoering/{number}/overdracht")
    @asks(Permission.REPORT_STATUS)
    async def hand_over(request: Request, number: str) -> Response:
        return await run_in_threadpool(_act, work, request, number, await form_in(request), _tick)

    return router


def _find(work: Partners, request: Request, number: str) -> tuple[Lookup, Operation]:
    """Return an operation as who asks sees it; raise NotYoursError where there is none for them."""
    lookup, visitor = work.newest(), visitor_of(request)
    if lookup is None:
        raise NotYoursError
    item = next((one for one in lookup.release.appointments if operation_number(lookup.release, one) == number), None)
    if item is None:
        raise NotYoursError
    with speaking(language_of(request)):
        found = operations_on(work, lookup, visitor, day_of(item.start))
    one = next((operation for operation in found if operation.number == number), None)
    if one is None:
        raise NotYoursError
    return lookup, one


def _one_answer(
    work: Partners, request: Request, number: str, *, problem: str = "", given: Given | None = None
) -> Response:
    lookup, one = _find(work, request, number)
    visitor, now = visitor_of(request), work.clock.now()
    work.seen(request, cases=one.activity.cases, purpose=PURPOSE)
    done = {item.item: item for item in done_of(work.store, work.clock, one.activity)} if one.checklist else {}

    def values() -> Mapping[str, object]:
        with work.store.reading() as books:
            (card,) = cards(books, lookup, [one], visitor.role)
        return {
            "card": card,
            "one": one,
            "day": long_date(one.day),
            "now": now,
            "next": one.next_mark(now),
            "checks": [
                (check.value, _(text), f"{moment(done[check].done_at)}, {done[check].by}" if check in done else "")
                for check, text in CHECK_WORDS.items()
            ],
            "causes": [("", ""), *((cause.value, cause_words(cause)) for cause in CancelReason)],
            "release": lookup.release.number,
            "problem": problem,
            "given": given or {},
            "pages": pages_of(visitor),
            "mend": _mending(work, one, visitor),
        }

    return show(request, _ONE, _("Opdracht"), values, status=_REFUSED if problem else 200)


def _mending(work: Partners, one: Operation, visitor: Visitor) -> str:
    """Return where somebody who plans reports what happened, when a partner says that this goes otherwise."""
    if not visitor.may(Permission.EDIT_PLAN):
        return ""
    key = one.activity.key
    with work.store.reading() as books:
        states = [report.state for report in books.reports.of([key]).get(key, ())[-1:]]
        answers = books.facts.beginning(PartnerRequest, key)
    failing = OperationState.DELAYED in states or OperationState.CANCELLED in states
    if not failing and all(answer.state is not RequestState.DECLINED for answer in answers):
        return ""
    return f"/verstoringen/nieuw?van-item={work.handles.of_activity(key)}"


Act = Callable[[Partners, Operation, Given, Visitor], None]


def _act(work: Partners, request: Request, number: str, given: Given, act: Act) -> Response:
    """Do what was asked for with an operation, and show it again."""
    _lookup, one = _find(work, request, number)
    if not one.reports:
        raise NotYoursError
    try:
        with speaking(language_of(request)):
            act(work, one, given, visitor_of(request))
    except ValueError as error:
        return _one_answer(work, request, number, problem=str(error), given=given)
    return go(f"/uitvoering/{number}")


def _report(work: Partners, one: Operation, given: Given, visitor: Visitor) -> None:
    state, cause, delay = given.get("status", ""), given.get("reden", ""), given.get("minuten", "")
    if state not in tuple(OperationState):
        raise StepRefusedError(_("er is geen status gekozen"), _("Kies begonnen, vertraagd, gereed of geannuleerd."))
    if cause and cause not in tuple(CancelReason):
        raise StepRefusedError(_("dit is geen reden"), _("Kies een reden uit de lijst."))
    report_status(
        work.store,
        work.clock,
        Reported(
            activity=one.activity.key,
            state=OperationState(state),
            actor=visitor.account,
            party=visitor.role,
            delay=int(delay) if delay.isascii() and delay.isdecimal() and len(delay) <= 4 else 0,  # noqa: PLR2004
            cause=CancelReason(cause) if cause else None,
        ),
    )


def _name(work: Partners, one: Operation, given: Given, visitor: Visitor) -> None:
    means = next((ref for ref in one.means if ref.id == given.get("middel")), None)
    if means is None or means.kind not in (ResourceKind.ESCORT, ResourceKind.VEHICLE):
        raise StepRefusedError(_("er is geen middel gekozen"), _("Kies een team of voertuig uit de lijst."))
    who = ResourceRef(means.kind, means.id)
    name_crew(work.store, work.clock, one.activity.key, who, numbers_in(given), actor=visitor.account)


def _tick(work: Partners, one: Operation, given: Given, visitor: Visitor) -> None:
    check = given.get("punt", "")
    if not one.checklist or check not in tuple(HandOverCheck):
        raise StepRefusedError(_("dit staat niet op de lijst"), _("Kies een punt van de overdracht."))
    done = given.get("gereed") == "1"
    tick_hand_over(work.store, work.clock, one.activity, HandOverCheck(check), done=done, actor=visitor.account)
