"""The page of the clock: what recurs, when it was done and is done next, and a button to ask for it now.

Not allowed here: doing the work.
"""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.clock.words import STATES, TITLES, WHAT, lasted, rhythm_words, when
from api.web.declare import asks
from api.web.forms import FormError, form_of
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.clockwork import JobName, Run, RunState
from planner.domain.spelling import stamp
from planner.domain.wording import speaking
from planner.ports.store import Store, StoreConflictError
from planner.ports.surroundings import Clock
from planner.usecases.clock.running import ask_run
from planner.usecases.clock.standing import JobStanding, clock_standing

PAGE = "/klok"
_WRONG = {RunState.FAILED, RunState.INTERRUPTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    slot: str
    state: str
    wrong: bool
    started: str
    lasted: str
    by: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    name: str
    title: str
    what: str
    rhythm: str
    following: str
    busy: bool
    newest: _Line | None
    earlier: tuple[_Line, ...]


def clock_page(store: Store, clock: Clock) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PAGE)
    @asks(Permission.SEE_CLOCK)
    def standing(request: Request) -> Response:
        return _shown(store, clock, request)

    @router.post(PAGE)
    @asks(Permission.RUN_CLOCK)
    async def now(request: Request) -> Response:
        try:
            fields = await form_of(request)
        except FormError:
            fields = {}
        return await run_in_threadpool(_asked, store, clock, request, fields.get("werk", ""))

    return router


def _asked(store: Store, clock: Clock, request: Request, job: str) -> Response:
    if job not in set(JobName):
        wrong = "Dit werk kent de klok niet. Kies het op deze pagina."
        return _shown(store, clock, request, wrong=wrong, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ask_run(store, clock, JobName(job), by=visitor_of(request).account)
    except StoreConflictError:
        wrong = "Dit werd deze minuut al gevraagd. Kijk bij de laatste keren."
        return _shown(store, clock, request, wrong=wrong, status=HTTPStatus.CONFLICT)
    return RedirectResponse(PAGE, HTTPStatus.SEE_OTHER)


def _shown(
    store: Store, clock: Clock, request: Request, *, wrong: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    found = clock_standing(store, clock.now())
    with speaking(language_of(request)):
        jobs = [_job(one) for one in found.jobs]
        told = _(wrong) if wrong else ""
    may_ask = visitor_of(request).may(Permission.RUN_CLOCK)
    return page(
        request,
        "clock/klok.html",
        title="Klok",
        status=status,
        jobs=jobs,
        running=found.lead is not None,
        holder="" if found.lead is None else found.lead.holder.split("/")[0],
        may_ask=may_ask,
        wrong=told,
        failing=[job for job in jobs if job.newest is not None and job.newest.wrong],
    )


def _job(one: JobStanding) -> _Job:
    lines = tuple(_line(run) for run in one.runs)
    return _Job(
        name=one.job.value,
        title=str(TITLES[one.job]),
        what=str(WHAT[one.job]),
        rhythm=rhythm_words(one.rhythm),
        following="" if one.following is None else stamp(one.following.due),
        busy=any(run.state in {RunState.ASKED, RunState.RUNNING} for run in one.runs),
        newest=lines[0] if lines else None,
        earlier=lines[1:],
    )


def _line(run: Run) -> _Line:
    return _Line(
        slot=run.slot,
        state=str(STATES[run.state]),
        wrong=run.state in _WRONG,
        started=when(run.started),
        lasted=lasted(run),
        by=run.by,
        result=run.result,
    )
