"""Solving scenarios over HTTP, following and stopping it, and comparing them with what they were split from.

Not allowed here: solving and comparing themselves.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.kept import Kept
from api.runs.following import followed
from api.runs.jobs import Job, TooManyJobsError
from api.runs.shapes import SolveShown, shown
from api.scenarios.tools import PURPOSE, Scenarios
from api.v1.advice import change_of
from api.v1.described import told
from api.v1.scenario_shapes import (
    ScenarioComparedShown,
    ScenariosComparedShown,
    ScenarioSolveAsk,
    ScenarioSolvesShown,
)
from api.v1.scenario_words import figures_of
from api.v1.scenarios import ALL, ONE, Number, refusing, scenario_in
from api.v1.shapes import MOST
from api.v1.sight import Facts, Sight
from api.v1.tools import Cursor, Key, Limit, answered, page_of, spoken
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.refusals import refusal
from api.web.speech import language_of
from planner.domain.access import Permission
from planner.usecases.scenarios.compare import Compared

SOLVES = ONE + "/solves"
SOLVE = SOLVES + "/{solve}"
FACTS_KEPT = 4
MOST_COMPARED = 8
SolveId = Annotated[str, Path(max_length=16, description="Kenmerk van een berekening.")]
Numbers = Annotated[
    list[Annotated[int, Query(ge=1, le=MOST)]],
    Query(alias="scenario", min_length=1, max_length=MOST_COMPARED, description="Nummers van scenario's."),
]


def scenario_solves(tools: Scenarios) -> APIRouter:
    """Return the routes; those that compare several stand before those of one scenario."""
    router = APIRouter(tags=["scenario's"])
    _comparing(router, tools)
    _solving(router, tools)
    return router


def _solving(router: APIRouter, tools: Scenarios) -> None:
    @router.post(
        SOLVES,
        summary="Bereken een scenario",
        status_code=202,
        response_model=SolveShown,
        responses=told(409, 422, 429),
    )
    @asks(Permission.SUPPOSE)
    def submit(request: Request, scenario: Number, asked: ScenarioSolveAsk, key: Key = "") -> Response:
        return spoken(request, lambda: _submitted(request, tools, scenario, asked, key))

    @router.get(SOLVES, summary="De berekeningen van een scenario, nieuwste boven", response_model=ScenarioSolvesShown)
    @asks(Permission.SUPPOSE)
    def listing(request: Request, scenario: Number) -> Response:
        def make() -> Response:
            scenario_in(tools, scenario)
            return answered(ScenarioSolvesShown(solves=_shown(tools, *tools.running.of(scenario))))

        return spoken(request, make)

    @router.get(SOLVE, summary="Een berekening van een scenario zoals die nu staat", response_model=SolveShown)
    @asks(Permission.SUPPOSE)
    def one(request: Request, scenario: Number, solve: SolveId) -> Response:
        return spoken(request, lambda: answered(*_shown(tools, _found(tools, scenario, solve))))

    @router.post(
        SOLVE + "/stop", summary="Stop en bewaar het beste tot nu toe", response_model=SolveShown, responses=told(422)
    )
    @asks(Permission.SUPPOSE)
    def stop(request: Request, scenario: Number, solve: SolveId, _key: Key = "") -> Response:
        def make() -> Response:
            found = _found(tools, scenario, solve)
            return answered(*_shown(tools, tools.running.jobs.stop(found.id) or found))

        return spoken(request, make)

    @router.get(
        SOLVE + "/events",
        summary="Volg de berekening van een scenario (server-sent events)",
        response_class=Response,
    )
    @asks(Permission.SUPPOSE)
    async def follow(request: Request, scenario: Number, solve: SolveId) -> Response:
        found = _found(tools, scenario, solve)
        return followed(tools.running.jobs, found.id, language_of(request))


def _comparing(router: APIRouter, tools: Scenarios) -> None:
    facts: Kept[str, Facts] = Kept(lambda problem_hash: _facts(tools, problem_hash), FACTS_KEPT)

    @router.get(
        ALL + "/comparison", summary="Scenario's naast elkaar, in cijfers", response_model=ScenariosComparedShown
    )
    @asks(Permission.SUPPOSE)
    def beside(request: Request, scenarios: Numbers) -> Response:
        def make() -> Response:
            found = [_compared(tools, one) for one in scenarios]
            return answered(ScenariosComparedShown(scenarios=[figures_of(one) for one in found]))

        return spoken(request, make)

    @router.get(
        ONE + "/comparison",
        summary="Een scenario naast zijn basis, met wat anders gepland is",
        response_model=ScenarioComparedShown,
    )
    @asks(Permission.SUPPOSE)
    def compare(request: Request, scenario: Number, limit: Limit = 50, cursor: Cursor = "") -> Response:
        def make() -> Response:
            found = _compared(tools, scenario)
            chosen, onward = page_of(found.changes, limit, cursor, lambda one: one.activity.key)
            with tools.store.reading() as books:
                problem_hash = books.drafts.head(found.scenario.draft).ground.problem_hash
            sight = Sight(visitor=visitor_of(request), facts=facts(problem_hash))
            tools.seen(request, cases={case for one in chosen for case in one.activity.cases}, purpose=PURPOSE)
            return answered(
                ScenarioComparedShown(
                    **dict(figures_of(found)), changes=[change_of(sight, one, {}) for one in chosen], next=onward
                )
            )

        return spoken(request, make)


def _submitted(request: Request, tools: Scenarios, number: int, asked: ScenarioSolveAsk, key: str) -> Response:
    account = visitor_of(request).account
    scenario_in(tools, number)
    try:
        job = refusing(
            lambda: tools.running.begin(
                number,
                actor=account,
                seconds=asked.seconds,
                seed=asked.seed,
                key=f"{account} {number} {key}" if key else "",
            )
        )
    except TooManyJobsError:
        return refusal(request, HTTPStatus.TOO_MANY_REQUESTS)
    where = f"{ALL}/{number}/solves/{job.id}"
    return answered(*_shown(tools, job), status=HTTPStatus.ACCEPTED, headers={"Location": where})


def _shown(tools: Scenarios, *found: Job) -> list[SolveShown]:
    names = tools.running.jobs.names(found)
    return [shown(job, names) for job in found]


def _found(tools: Scenarios, number: int, identity: str) -> Job:
    job = tools.running.find(number, identity)
    if job is None:
        raise NotYoursError
    return job


def _compared(tools: Scenarios, number: int) -> Compared:
    scenario_in(tools, number)
    return tools.comparing.of(number)


def _facts(tools: Scenarios, problem_hash: str) -> Facts:
    with tools.store.reading() as books:
        return Facts.of_problem(books.problems.load(problem_hash))
