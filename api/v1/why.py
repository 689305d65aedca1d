"""Questions about a plan over HTTP: why, why not, whose case, and what somebody's own version would do.

An activity is named in the body: its key holds a case code. Not allowed here: finding answers.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.explaining.data import answer_data, case_data, evaluation_data
from api.v1.shapes import (
    EvaluateAsk,
    EvaluationShown,
    WhyAsk,
    WhyCaseAsk,
    WhyCaseShown,
    WhyNotAsk,
    WhyShown,
)
from api.v1.stored import Stored
from api.v1.tools import JSON, NOT_KEPT, ROOT, RefusedError, named_in, spoken
from api.web.declare import asks
from api.web.reads import Reads
from planner.domain.access import Permission
from planner.domain.explaining import Wish
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.time import Minute
from planner.ports.explaining import ExplanationError
from planner.usecases.planning.explain import Asked

SECONDS = 10.0
"""So long is looked for the best version around a wish."""
PURPOSE = "waarom"
M = TypeVar("M", bound=BaseModel)


def why(stored: Stored, seen: Reads) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["waarom"])

    def found(request: Request, plan: int | None, shape: type[M], ask: Callable[[], object]) -> Response:
        def make() -> Response:
            about = stored.plan(plan)
            try:
                shown = shape.model_validate(ask()).model_dump_json()
            except ExplanationError as error:
                raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error
            cases = {case.id for case in about.problem.case_file.cases}
            seen(request, cases=named_in(shown, cases), purpose=PURPOSE)
            return Response(shown, headers=NOT_KEPT, media_type=JSON)

        return spoken(request, make)

    @router.post(f"{ROOT}/why", summary="Waarom is dit niet, of zo, gepland?", response_model=WhyShown)
    @asks(Permission.SEE_DESK)
    def why_one(request: Request, asked: WhyAsk) -> Response:
        question = Asked(activity=ActivityKey(asked.activity), level=asked.level)
        return found(request, asked.plan, WhyShown, lambda: answer_data(stored.questions.why(question, asked.plan)))

    @router.post(f"{ROOT}/why-not", summary="Waarom niet dan, of niet met die?", response_model=WhyShown)
    @asks(Permission.SEE_DESK)
    def why_not(request: Request, asked: WhyNotAsk) -> Response:
        question = Asked(
            activity=ActivityKey(asked.activity),
            level=asked.level,
            resource=asked.resource,
            start=None if asked.start is None else Minute(asked.start),
        )
        return found(request, asked.plan, WhyShown, lambda: answer_data(stored.questions.why(question, asked.plan)))

    @router.post(f"{ROOT}/why-case", summary="Waarom deze regievoerder, of geen?", response_model=WhyCaseShown)
    @asks(Permission.SEE_DESK)
    def why_case(request: Request, asked: WhyCaseAsk) -> Response:
        case = CaseId(asked.case)
        return found(request, asked.plan, WhyCaseShown, lambda: case_data(stored.questions.why_case(case, asked.plan)))

    @router.post(f"{ROOT}/evaluate", summary="Wat als het zo gaat als ik wil?", response_model=EvaluationShown)
    @asks(Permission.SEE_DESK)
    def evaluate(request: Request, asked: EvaluateAsk) -> Response:
        wishes = tuple(
            Wish(
                activity=ActivityKey(one.activity),
                start=None if one.start is None else Minute(one.start),
                resource=one.resource,
            )
            for one in asked.wishes
        )
        return found(
            request,
            asked.plan,
            EvaluationShown,
            lambda: evaluation_data(stored.questions.evaluate(wishes, asked.plan, seconds=SECONDS)),
        )

    return router
