"""Solves over HTTP: submit, look, follow, stop.

Not allowed here: solving, and pages.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from api.runs.following import followed
from api.runs.jobs import Job, Jobs, TooManyJobsError
from api.runs.shapes import SolveAsked, SolveShown, SolvesShown, shown
from api.v1.described import told
from api.v1.tools import Key
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.once import key_used
from api.web.refusals import refusal
from api.web.speech import language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek, day_start
from planner.domain.once import KeyUsedError
from planner.domain.wording import speaking
from planner.ports.surroundings import Clock
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.planning_moment import planning_moment
from planner.usecases.planning.solve_week import SolveRequest

SOLVES = "/api/v1/solves"


def solves(jobs: Jobs, clock: Clock) -> APIRouter:
    """Return the routes of solves."""
    router = APIRouter(tags=["berekeningen"])

    @router.post(
        SOLVES, summary="Vraag een berekening aan", status_code=202, response_model=SolveShown, responses=told(422, 429)
    )
    @asks(Permission.SOLVE)
    def submit(request: Request, asked: SolveAsked, key: Key = "") -> Response:
        return _submit(request, jobs, clock, asked, key)

    @router.get(SOLVES, summary="De berekeningen van deze server, nieuwste boven")
    @asks(Permission.SEE_DESK)
    def listing(
        request: Request,
        count: Annotated[int, Query(ge=1, le=50, description="Hoeveel.")] = 20,
        after: Annotated[str, Query(max_length=16, description="Na deze.")] = "",
    ) -> SolvesShown:
        found = _shown(request, jobs, *jobs.all())
        begin = next((at + 1 for at, one in enumerate(found) if one.id == after), 0)
        chosen = found[begin : begin + count]
        return SolvesShown(solves=chosen, next=chosen[-1].id if begin + count < len(found) else None)

    @router.get(SOLVES + "/{solve}", summary="Een berekening zoals die nu staat")
    @asks(Permission.SEE_DESK)
    def one(request: Request, solve: str) -> SolveShown:
        return _shown(request, jobs, _found(jobs, solve))[0]

    @router.post(SOLVES + "/{solve}/stop", summary="Stop en bewaar het beste tot nu toe", responses=told(422))
    @asks(Permission.SOLVE)
    def stop(request: Request, solve: str, _key: Key = "") -> SolveShown:
        _found(jobs, solve)
        return _shown(request, jobs, jobs.stop(solve) or _found(jobs, solve))[0]

    @router.get(SOLVES + "/{solve}/events", summary="Volg een berekening (server-sent events)", response_class=Response)
    @asks(Permission.SEE_DESK)
    async def follow(request: Request, solve: str) -> Response:
        _found(jobs, solve)
        return followed(jobs, solve, language_of(request))

    return router


def _submit(request: Request, jobs: Jobs, clock: Clock, asked: SolveAsked, key: str) -> Response:
    try:
        job = submitted(jobs, clock, asked, actor=visitor_of(request).account, key=key)
    except KeyUsedError:
        return key_used(language_of(request))
    except ValueError:
        return refusal(request, HTTPStatus.BAD_REQUEST)
    except TooManyJobsError:
        return refusal(request, HTTPStatus.TOO_MANY_REQUESTS)
    body = _shown(request, jobs, job)[0].model_dump(mode="json")
    return JSONResponse(body, HTTPStatus.ACCEPTED, {"Location": f"{SOLVES}/{job.id}", "Cache-Control": "no-store"})


def submitted(jobs: Jobs, clock: Clock, asked: SolveAsked, *, actor: str, key: str = "") -> Job:
    """Queue what is asked; raise ValueError for a week that is not there or is over, TooManyJobsError."""
    week = IsoWeek.parse(asked.week)
    moment = planning_moment(week, clock)
    if clock.now() >= day_start(week.plus(asked.weeks).monday):
        raise ValueError(asked.week)
    request = SolveRequest(
        cut=CutRequest(first=week, weeks=asked.weeks, as_of=moment),
        actor=actor,
        seconds=asked.seconds,
        seed=asked.seed,
        again=asked.again,
    )
    return jobs.submit(request, key=f"{actor} {key}" if key else "")


def _found(jobs: Jobs, identity: str) -> Job:
    job = jobs.find(identity)
    if job is None:
        raise NotYoursError
    return job


def _shown(request: Request, jobs: Jobs, *found: Job) -> list[SolveShown]:
    names = jobs.names(found)
    with speaking(language_of(request)):
        return [shown(job, names) for job in found]
