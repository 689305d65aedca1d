"""Checking a plan that others made, sent in the exchange format; nothing of it is stored.

Not allowed here: rules, and the format (``planner.usecases.planning.exchange``).
"""

from http import HTTPStatus
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.v1.described import told
from api.v1.plans import level_of
from api.v1.shapes import MOST, BreachShown, CheckShown, JsonObject
from api.v1.stored import Stored
from api.v1.tools import ROOT, RefusedError, answered, named_in, spoken
from api.web.declare import asks
from api.web.reads import Reads
from api.web.speech import _
from planner.codec.canonical import CodecError, from_plain
from planner.domain.access import Permission
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan
from planner.domain.problem import Problem
from planner.ports.search import Judge
from planner.usecases.planning.exchange import SCHEMA, ExchangeError, read_exchange

CHECK = f"{ROOT}/check"
LARGEST = 64_000_000
"""Bytes: a national week with its travel times."""


class ExchangeAsk(BaseModel):
    """A plan in the exchange format (docs/schema/exchange-1.json); its problem may be left out for a stored one."""

    model_config = ConfigDict(extra="allow", strict=True)

    schema_: Annotated[Literal["vertrekplanner/1"], Field(alias="schema")]
    plan: JsonObject
    problem: JsonObject | None = None


def checking(stored: Stored, seen: Reads, judge: Judge) -> APIRouter:
    """Return the route."""
    router = APIRouter(tags=["plannen"])
    body = {"content": {"application/json": {"schema": ExchangeAsk.model_json_schema()}}, "required": True}

    @router.post(
        CHECK,
        summary="Toets een plan aan het regelboek",
        response_model=CheckShown,
        responses=told(422),
        openapi_extra={"requestBody": body},
    )
    @asks(Permission.SEE_DESK)
    async def check(
        request: Request,
        plan: Annotated[
            int | None, Query(ge=1, le=MOST, description="Tegen de planvraag van dit bewaarde plan.")
        ] = None,
    ) -> Response:
        sent = await request.body()
        return await run_in_threadpool(spoken, request, lambda: answer(request, sent, plan))

    def answer(request: Request, sent: bytes, against: int | None) -> Response:
        problem, found = _stored(stored, sent, against) if against is not None else _sent(sent)
        shown = _judged(judge, problem, found)
        cases = {case.id for case in problem.case_file.cases}
        seen(request, cases=named_in(shown.model_dump_json(), cases), purpose="plan toetsen")
        return answered(shown)

    return router


def _sent(sent: bytes) -> tuple[Problem, Plan]:
    """Return the problem and plan that were sent; raise RefusedError."""
    try:
        exchange = read_exchange(sent)
    except (ExchangeError, RecursionError) as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from error
    if exchange.plan is None:
        raise RefusedError(HTTPStatus.BAD_REQUEST, _no_plan())
    return exchange.problem, exchange.plan


def _stored(stored: Stored, sent: bytes, against: int) -> tuple[Problem, Plan]:
    """Return the problem of a stored plan, and the plan that was sent; raise RefusedError."""
    problem = stored.plan(against).problem
    try:
        plain = orjson.loads(sent)
        if not isinstance(plain, dict) or plain.get("schema") != SCHEMA or not isinstance(plain.get("plan"), dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST, _no_plan())
        return problem, from_plain(plain["plan"], Plan)
    except (orjson.JSONDecodeError, CodecError) as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, _no_plan()) from error


def _judged(judge: Judge, problem: Problem, plan: Plan) -> CheckShown:
    """Return what the rules say; a plan of activities that are not in the problem cannot be judged."""
    try:
        breaches = judge.judge(problem, plan)
    except Exception as error:  # foreign data that reads well may still name what does not exist
        said = _("het plan past niet bij de planvraag: het noemt iets dat daarin niet staat\nExporteer beide opnieuw.")
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, said) from error
    levels, stated = judge.levels(breaches), {value.level: value.cost for value in plan.levels}
    return CheckShown(
        allowed=all(one.level is not Level.HARD for one in breaches),
        rulebook=judge.rulebook_version,
        breaches=[breach_of(one) for one in breaches],
        levels=[level_of(value) for value in levels],
        stated_otherwise=[int(v.level) for v in levels if stated.get(v.level, v.cost) != v.cost],
    )


def breach_of(one: Breach) -> BreachShown:
    """Return one breach."""
    return BreachShown(
        rule=one.rule, level=int(one.level), cost=one.cost, because=one.because, activities=list(one.activities)
    )


def _no_plan() -> str:
    return _("er is geen plan om te toetsen\nStuur een uitwisselbestand met een plan, gemaakt met export.")
