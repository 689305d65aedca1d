"""Routes that answer why. They need the solver library, which is loaded at the first question.

Not allowed here: finding answers, and words beside those of errors.
"""

import json
from collections.abc import Callable
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.explaining.data import answer_data, case_data, evaluation_data, shares_data
from api.explaining.wishes import WishError, read_moment, read_wishes
from api.server.problems import problem
from api.web.declare import asks
from planner.domain.access import Permission
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.wording import Language, speaking
from planner.ports.explaining import Explains, ExplanationError
from planner.ports.store import Store, StoreError, StoreUnreachableError
from planner.usecases.planning.explain import Asked, Questions

WHY, WHY_NOT, EVALUATE = "/api/why/", "/api/why-not/", "/api/evaluate"
PLAN = "plan"
"""Asked instead of an item: where the cost of the plan comes from."""
SECONDS = 10.0
LEVELS = ("1", "2", "3")
BY = ("regel", "middel", "persoon")


class WhyRoutes:
    """Answers why, about the newest plan or the one that is asked for."""

    def __init__(self, store: Store, explains: Callable[[], Explains]) -> None:
        self._store, self._explains = store, explains
        self._questions: Questions | None = None

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route(WHY + "{item:path}", self.why, methods=["GET"], include_in_schema=False),
            Route(WHY_NOT + "{item:path}", self.why_not, methods=["GET"], include_in_schema=False),
            Route(EVALUATE, self.evaluate, methods=["POST"], include_in_schema=False),
        ]

    @asks(Permission.SEE_DESK)
    def why(self, request: Request) -> Response:
        """Say why an item is not, or is, in the plan; of ``plan``, where its cost comes from."""
        return self._answer(request, self._why)

    @asks(Permission.SEE_DESK)
    def why_not(self, request: Request) -> Response:
        """Say what keeps an item from a resource or a time."""
        return self._answer(request, self._why_not)

    @asks(Permission.SEE_DESK)
    async def evaluate(self, request: Request) -> Response:
        """Say what somebody's version breaks, changes and costs."""
        body = await request.body()
        return await run_in_threadpool(self._answer, request, lambda asked: self._evaluate(asked, body))

    def _why(self, request: Request) -> object:
        item, query = request.path_params["item"], request.query_params
        questions, number = self._about(request)
        if item == PLAN:
            return {"delen": shares_data(questions.shares(_one_of(query.get("by", BY[0]), BY), number))}
        about = questions.plan(number)
        if item in {case.id for case in about.problem.case_file.cases}:
            return case_data(questions.why_case(CaseId(item), number))
        level = int(_one_of(query.get("level", LEVELS[-1]), LEVELS))
        return answer_data(questions.why(Asked(activity=ActivityKey(item), level=level), number))

    def _why_not(self, request: Request) -> object:
        query = request.query_params
        questions, number = self._about(request)
        time = query.get("time")
        asked = Asked(
            activity=ActivityKey(request.path_params["item"]),
            level=int(_one_of(query.get("level", LEVELS[1]), LEVELS)),
            resource=query.get("resource"),
            start=None if time is None else read_moment(time),
        )
        return answer_data(questions.why(asked, number))

    def _evaluate(self, request: Request, body: bytes) -> object:
        questions, number = self._about(request)
        try:
            wishes = read_wishes(json.loads(body))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise WishError from error
        return evaluation_data(questions.evaluate(wishes, number, seconds=SECONDS))

    def _answer(self, request: Request, found: Callable[[Request], object]) -> Response:
        """Return an answer as JSON, in the language asked for, or the problem with the question."""
        try:
            spoken = Language(_one_of(request.query_params.get("language", Language.DUTCH), tuple(Language)))
            with speaking(spoken):
                data = found(request)
        except WishError:
            return problem(HTTPStatus.BAD_REQUEST)
        except ExplanationError:
            return problem(HTTPStatus.NOT_FOUND)
        return Response(json.dumps(data, ensure_ascii=False), headers=KEEP, media_type="application/json")

    def _about(self, request: Request) -> tuple[Questions, int | None]:
        if self._questions is None:
            self._questions = Questions(self._store, self._explains())
        number = request.query_params.get("plan")
        if number is not None and not number.isdecimal():
            raise WishError
        wanted = None if number is None else int(number)
        try:
            self._questions.plan(wanted)
        except StoreUnreachableError:
            raise
        except StoreError as error:
            raise ExplanationError(str(error)) from error
        return self._questions, wanted


KEEP = {"Cache-Control": "no-store"}
"""Answers change with the plan and name cases: nobody keeps them."""


def _one_of(given: str, allowed: tuple[str, ...]) -> str:
    if given not in allowed:
        raise WishError
    return given
