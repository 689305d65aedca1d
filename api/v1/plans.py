"""Plans over HTTP: the list, one with everything in it, where its cost comes from, and issues of the facts.

Not allowed here: solving, and changing a plan (drafts do).
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.cli.words import LEVELS
from api.kept import Kept
from api.v1.described import told
from api.v1.shapes import (
    MOST,
    IssueShown,
    IssuesShown,
    LevelShown,
    PlanHead,
    PlanShown,
    PlansShown,
    ShareShown,
    SharesShown,
)
from api.v1.sight import Facts, Sight
from api.v1.stored import Stored
from api.v1.tools import ROOT, Cursor, Limit, PlanNumber, RefusedError, answered, lasting, named_in, page_of, spoken
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from api.web.reads import Reads
from api.web.speech import _
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek
from planner.domain.explaining import Share
from planner.domain.issues import Issue
from planner.domain.plan import LevelValue
from planner.domain.problem import Problem
from planner.domain.wording import Language, language
from planner.ports.plans import PlanRecord
from planner.ports.surroundings import Clock, TravelTimes
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from planner.usecases.planning.planning_moment import planning_moment
from planner.usecases.validation import validate

KEPT = 6
"""So many answers about stored plans stay at hand; what they are about never changes."""
LISTED = 1000
"""So many plans can be leafed through; older ones are found by their number."""
Week = Annotated[str, Query(pattern=r"^(\d{4}-W\d{2})?$", description="Week, bijvoorbeeld 2026-W48.")]


class Costs:
    """Where the costs of plans come from; of what was published and solved last it is made before anybody asks."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._kept = Kept(self._worked_out, KEPT)
        self._published, self._solved = 0, 0

    def of(self, by: str, plan: int) -> tuple[Share, ...]:
        """Return the costs of a stored plan in the language spoken, by ``regel``, ``middel`` or ``persoon``."""
        return self._kept((by, plan, language()))

    def ready(self) -> None:
        """Work out, by rule, those of the plan that was published last and of the one that was solved last."""
        with self._stored.store.reading() as books:
            newest = books.releases.newest_number()
            published = books.releases.plans_since(newest - 1) if newest > self._published else ()
            solved = [one.id for one in books.plans.solved(1) if one.id > self._solved]
        for plan in dict.fromkeys((*published, *solved)):
            self.of("regel", plan)
        self._published, self._solved = newest, max((self._solved, *solved))

    def _worked_out(self, asked: tuple[str, int, Language]) -> tuple[Share, ...]:
        return self._stored.questions.shares(asked[0], asked[1])


def plans(stored: Stored, seen: Reads, costs: Costs) -> APIRouter:
    """Return the routes of plans."""
    router = APIRouter(tags=["plannen"])

    @router.get(f"{ROOT}/plans", summary="De plannen, nieuwste boven", response_model=PlansShown)
    @asks(Permission.SEE_DESK)
    def listing(request: Request, limit: Limit = 50, cursor: Cursor = "") -> Response:
        def make() -> Response:
            with stored.store.reading() as books:
                found = books.plans.solved(LISTED)
            chosen, after = page_of(found, limit, cursor, lambda one: str(one.id))
            names = called(stored.store, (one.actor for one in chosen))
            return answered(PlansShown(plans=[head_of(one, names) for one in chosen], next=after))

        return spoken(request, make)

    @router.get(
        f"{ROOT}/plans/{{plan}}",
        summary="Een plan met alles wat erin staat",
        response_model=PlanShown,
        responses=told(304),
    )
    @asks(Permission.SEE_DESK)
    def one(request: Request, plan: PlanNumber) -> Response:
        def make() -> Response:
            found, record = stored.plan(plan), stored.record(plan)
            sight = Sight(visitor=visitor_of(request), facts=Facts.of_problem(found.problem))
            seen(request, cases=sight.cases(sight.facts.activities), purpose="plan bekijken")
            shown = PlanShown(
                **head_of(record, called(stored.store, (record.actor,))).model_dump(),
                levels=[level_of(value) for value in found.plan.levels],
                appointments=[sight.appointment(item) for item in found.plan.appointments],
                unplanned=[sight.unplanned(item) for item in found.plan.unplanned],
            )
            return lasting(request, shown)

        return spoken(request, make)

    @router.get(f"{ROOT}/plans/{{plan}}/shares", summary="Waar de kosten vandaan komen", response_model=SharesShown)
    @asks(Permission.SEE_DESK)
    def shares(request: Request, plan: PlanNumber, by: Literal["regel", "middel", "persoon"] = "regel") -> Response:
        def make() -> Response:
            problem = stored.plan(plan).problem
            shown = [
                ShareShown(
                    level=int(one.level), what=one.what, cost=one.cost, breaches=one.breaches, largest=one.because
                )
                for one in costs.of(by, plan)
            ]
            answer = SharesShown(shares=shown)
            cases = {case.id for case in problem.case_file.cases}
            seen(request, cases=named_in(answer.model_dump_json(), cases), purpose="kosten van een plan")
            return answered(answer)

        return spoken(request, make)

    return router


def issues(stored: Stored, seen: Reads, clock: Clock, travel: Callable[[], TravelTimes]) -> APIRouter:
    """Return the route of what is wrong with the facts."""
    router = APIRouter(tags=["feiten"])

    def looked_at(asked: tuple[int, Language]) -> tuple[Issue, ...]:
        return tuple(validate(stored.plan(asked[0]).problem))

    wrong = Kept(looked_at, KEPT)

    def looked_up(plan: int | None, week: str, weeks: int) -> tuple[Problem, tuple[Issue, ...]]:
        if not week:
            found = stored.plan(plan)
            return found.problem, wrong((found.number, language()))
        if plan is not None:
            raise RefusedError(HTTPStatus.BAD_REQUEST, _("week en plan gaan niet samen\nGeef een van beide."))
        first = week_of(week)
        request = CutRequest(first=first, weeks=weeks, as_of=planning_moment(first, clock))
        times = travel()
        with stored.store.reading() as books:
            cut = cut_problem(books, times, request)
        return cut.problem, (*validate(cut.problem), *cut.doubtful)

    @router.get(
        f"{ROOT}/issues", summary="Feiten die niet kunnen kloppen, en wat eraan te doen is", response_model=IssuesShown
    )
    @asks(Permission.SEE_DESK)
    def listing(
        request: Request,
        plan: Annotated[int | None, Query(ge=1, le=MOST, description="Van de feiten van dit plan.")] = None,
        week: Week = "",
        weeks: Annotated[int, Query(ge=1, le=8, description="Aantal weken.")] = 1,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> Response:
        def make() -> Response:
            problem, found = looked_up(plan, week, weeks)
            chosen, after = page_of(
                found, limit, cursor, lambda one: f"{one.code}|{one.table}|{one.subject}|{one.what}"
            )
            shown = IssuesShown(issues=[issue_of(one) for one in chosen], total=len(found), next=after)
            cases = {case.id for case in problem.case_file.cases}
            seen(request, cases=named_in(shown.model_dump_json(), cases), purpose="feiten nakijken")
            return answered(shown)

        return spoken(request, make)

    return router


def _mark(one: Issue) -> str:
    return f"{one.code}|{one.table}|{one.subject}|{one.what}"


def week_of(text: str) -> IsoWeek:
    """Return a week that is asked for; raise RefusedError."""
    try:
        return IsoWeek.parse(text)
    except ValueError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, _("die week bestaat niet\nGeef bijvoorbeeld 2026-W48.")) from error


def head_of(record: PlanRecord, names: Mapping[str, str]) -> PlanHead:
    """Return a plan without its contents; ``names`` is what people and programs are called."""
    actor = names.get(record.actor, "")
    return PlanHead(plan=record.id, made_at=record.made_at, actor=actor, release=record.release)


def level_of(value: LevelValue) -> LevelShown:
    """Return the cost of a level."""
    return LevelShown(level=int(value.level), name=str(LEVELS[value.level]), cost=value.cost, bound=value.bound)


def issue_of(one: Issue) -> IssueShown:
    """Return an issue."""
    return IssueShown(
        code=one.code.value,
        table=one.table,
        subject=one.subject,
        activity=one.activity,
        what=one.what,
        remedy=one.remedy,
    )
