"""The routes of ``/mijn-week``: looking, what was seen, how an appointment went, and absence.

Not allowed here: what the page shows (``week_page``), and moving conversations (``move_routes``).
"""

import secrets
from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import form_in, go
from api.partners.tools import span_of
from api.staff.tools import Staff, me
from api.staff.week_page import own_keys, week_answer
from api.web.declare import asks
from api.web.guard import NotYoursError
from api.web.speech import _, language_of
from calendars.own_absence import absence_object
from planner.domain.absences import AbsenceProposal
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek, day_of
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import ActivityKey, RegievoerderId
from planner.domain.plan import Appointment
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import speaking
from planner.intake.moments import CellError, parse_moment
from planner.usecases.agendas.propose_absence import propose_absence, withdraw_absence
from planner.usecases.cases.record_outcome import Happened, OutcomeRefusedError, record_outcome

LONGEST_ABSENCE = 400 * MINUTES_PER_DAY
Given = Mapping[str, str]


def week_routes(staff: Staff) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/mijn-week")
    @asks(Permission.PLAN_OWN)
    def this_week(request: Request) -> Response:
        return week_answer(staff, request)

    @router.get("/mijn-week/{week}")
    @asks(Permission.PLAN_OWN)
    def one_week(request: Request, week: str) -> Response:
        return week_answer(staff, request, week_in(week))

    @router.post("/mijn-week/gezien")
    @asks(Permission.PLAN_OWN)
    async def seen(request: Request) -> Response:
        return await run_in_threadpool(_seen, staff, request, await form_in(request))

    @router.post("/mijn-week/uitkomst/{handle}")
    @asks(Permission.RECORD_OUTCOMES)
    async def outcome(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_outcome, staff, request, handle, await form_in(request))

    @router.post("/mijn-week/afwezig")
    @asks(Permission.PROPOSE_ABSENCE)
    async def away(request: Request) -> Response:
        return await run_in_threadpool(_away, staff, request, await form_in(request))

    return router


def week_in(text: str) -> IsoWeek:
    """Return the week of an address; raise NotYoursError for what is none."""
    try:
        return IsoWeek.parse(text)
    except ValueError as error:
        raise NotYoursError from error


def _seen(staff: Staff, request: Request, given: Given) -> Response:
    """Keep up to which publication somebody saw what changed: the one that was shown, never a later one."""
    visitor, _who = me(request)
    text, lookup = given.get("publicatie", ""), staff.newest()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - no such number
    if lookup is not None and 0 < number <= lookup.release.number:
        with staff.work.store.transaction() as books:
            books.seen_releases.put(visitor.account, max(number, books.seen_releases.of(visitor.account)))
    return go("/mijn-week")


def _outcome(staff: Staff, request: Request, handle: str, given: Given) -> Response:
    """Record how an own appointment went; its planned times hold unless others were filled in."""
    visitor, _who = me(request)
    mine, lookup = own_keys(staff, request), staff.newest()
    key = staff.handles.activity(handle, mine)
    item = None if key is None or lookup is None else lookup.appointments.get(key)
    if key is None or item is None:
        raise NotYoursError
    activity, week = mine[key], IsoWeek.of(day_of(item.start))
    staff.work.seen(request, cases=activity.cases, purpose="uitkomst vastleggen")
    try:
        with speaking(language_of(request)):
            happened = _happened(key, item, given, visitor.code)
        case = activity.cases[0] if activity.cases else None
        record_outcome(staff.work.store if case is None else staff.work.of(case), staff.work.clock, happened)
    except (OutcomeRefusedError, CellError) as error:
        return week_answer(staff, request, week, problem=str(error), where=handle)
    after = "" if not activity.cases else f"?na={staff.work.handle_of(activity.cases[0])}"
    return go(f"/mijn-week/{week}{after}#volgende")


def _happened(key: ActivityKey, item: Appointment, given: Given, actor: str) -> Happened:
    code = given.get("uitkomst", "")
    if code not in tuple(OutcomeCode):
        raise OutcomeRefusedError(_("er is geen uitkomst gekozen\nKies hoe het ging."))
    return Happened(
        activity=key,
        code=OutcomeCode(code),
        started=parse_moment(given["begin"]) if given.get("begin") else item.start,
        ended=parse_moment(given["einde"]) if given.get("einde") else item.end,
        actor=actor,
        reason=given.get("toelichting", "").strip()[:200],
    )


def _away(staff: Staff, request: Request, given: Given) -> Response:
    """Propose an absence, or take one back."""
    visitor, _who = me(request)
    owner, now = RegievoerderId(visitor.code), staff.work.clock.now()
    if given.get("weg"):
        withdraw_absence(staff.work.store, staff.work.clock, owner, given["weg"][:200])
        return go("/mijn-week#afwezig")
    try:
        with speaking(language_of(request)):
            span = span_of(given)
            _refuse_long(span.start, span.end or span.start, now)
        name = f"web-{secrets.token_hex(8)}"
        proposal = AbsenceProposal(
            owner=owner,
            name=f"{name}.ics",
            uid=name,
            intervals=(span,),
            body=absence_object(name, span, stamp=now),
            recorded_at=now,
        )
        propose_absence(staff.work.store, staff.work.clock, proposal)
    except ValueError as error:
        return week_answer(staff, request, problem=str(error), where="afwezig")
    return go("/mijn-week#afwezig")


def _refuse_long(start: Minute, end: Minute, now: Minute) -> None:
    if end <= now:
        raise CellError(_("dit is al voorbij"), _("Geef een tijd die nog komt."))
    if end - start > LONGEST_ABSENCE:
        raise CellError(_("dit is langer dan een jaar"), _("Geef een kortere afwezigheid op."))
