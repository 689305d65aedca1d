"""The best places for one activity of a plan, and what differs between two plans, over HTTP.

Not allowed here: finding places, and comparing.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.desk.answers import alternative_of
from api.desk.edit_shapes import Alternative, AlternativesAnswer
from api.desk.known import known_of
from api.v1.described import told
from api.v1.release_shapes import ChangeShown, ComparisonShown
from api.v1.shapes import MOST, FillAsk, ReasonShown, RecommendAsk
from api.v1.sight import Facts, Sight
from api.v1.stored import Stored
from api.v1.tools import ROOT, Cursor, Limit, RefusedError, answered, named_in, page_of, spoken
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.reads import Reads
from api.web.speech import _
from planner.domain.access import Permission
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vocabulary import word
from planner.ports.editing import Desk, EditImpossibleError, Filler
from planner.ports.explaining import ComparesPlans
from planner.usecases.planning.compare_plans import PlanChange, compare_plans
from planner.usecases.planning.current_plan import CurrentPlan

Why = dict[ActivityKey, ReasonShown]


class PlacesShown(AlternativesAnswer):
    """The best free places, cheapest first; ``version`` is the number of the plan."""


class FillerShown(BaseModel):
    """Something that would gain by the stretch, and how it would stand there."""

    activity: str
    place: Alternative


class FillersShown(BaseModel):
    """What would gain by a free stretch, the most worth first; ``version`` is the number of the plan."""

    version: int
    fillers: list[FillerShown]


def recommending(stored: Stored, seen: Reads) -> APIRouter:
    """Return the route of the best places."""
    router = APIRouter(tags=["plannen"])

    @router.post(
        f"{ROOT}/recommend", summary="De beste vrije plaatsen", response_model=PlacesShown, responses=told(422)
    )
    @asks(Permission.SEE_DESK)
    def recommend(request: Request, asked: RecommendAsk) -> Response:
        def make() -> Response:
            desk, number = stored.desk(asked.plan), stored.plan(asked.plan).number
            key, known = ActivityKey(asked.activity), known_of(desk)
            if key not in known.activities:
                said = _("deze activiteit staat niet in het plan\nNeem de sleutel over uit het plan.")
                raise RefusedError(HTTPStatus.NOT_FOUND, said)
            try:
                found = desk.alternatives(key, asked.count)
            except EditImpossibleError as error:
                raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
            shown = PlacesShown(version=number, alternatives=[alternative_of(known, key, one) for one in found])
            cases = {case.id for case in desk.problem.case_file.cases}
            seen(request, cases=named_in(shown.model_dump_json(), cases), purpose="plaats zoeken")
            return answered(shown)

        return spoken(request, make)

    @router.post(
        f"{ROOT}/fill", summary="Wat een vrij uur kan gebruiken", response_model=FillersShown, responses=told(422)
    )
    @asks(Permission.SEE_DESK)
    def fill(request: Request, asked: FillAsk) -> Response:
        def make() -> Response:
            desk, number = stored.desk(asked.plan), stored.plan(asked.plan).number
            found = _filled(desk, asked)
            known = known_of(desk)
            shown = FillersShown(
                version=number,
                fillers=[
                    FillerShown(activity=one.activity, place=alternative_of(known, one.activity, one.better))
                    for one in found
                ],
            )
            cases = {case.id for case in desk.problem.case_file.cases}
            seen(request, cases=named_in(shown.model_dump_json(), cases), purpose="vrije tijd vullen")
            return answered(shown)

        return spoken(request, make)

    return router


def _filled(desk: Desk, asked: FillAsk) -> tuple[Filler, ...]:
    """Return what could use the stretch; raise RefusedError."""
    kind, _sign, code = asked.resource.partition(":")
    resource = ResourceRef(ResourceKind(kind), code)
    try:
        stretch = Interval(Minute(asked.start), Minute(asked.end))
    except ValueError as error:
        said = _("het einde ligt niet na het begin\nGeef een stuk tijd, bijvoorbeeld een uur.")
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, said) from error
    try:
        return desk.packed(resource, stretch) if asked.together else desk.fillers(resource, stretch, asked.count)
    except EditImpossibleError as error:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error


def comparing(stored: Stored, seen: Reads, compares: Callable[[], ComparesPlans]) -> APIRouter:
    """Return the route of what differs."""
    router = APIRouter(tags=["plannen"])
    number = Query(ge=1, le=MOST)

    @router.get(f"{ROOT}/comparison", summary="Wat er tussen twee plannen verschilt", response_model=ComparisonShown)
    @asks(Permission.SEE_DESK)
    def compare(
        request: Request,
        after: Annotated[int, number],
        before: Annotated[int | None, Query(ge=1, le=MOST, description="Weglaten: wat gepubliceerd was.")] = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> Response:
        def make() -> Response:
            was = None if before is None else stored.plan(before).plan.appointments
            now = stored.plan(after)
            changes = compare_plans(now.problem.activities, now.problem.baseline if was is None else was, now.plan)
            chosen, onward = page_of(changes, limit, cursor, lambda one: one.activity.key)
            sight = Sight(visitor=visitor_of(request), facts=Facts.of_problem(now.problem))
            why = _reasons(compares(), now, chosen)
            shown = ComparisonShown(
                before=before,
                after=after,
                total=len(changes),
                changes=[change_of(sight, one, why) for one in chosen],
                next=onward,
            )
            cases = {case.id for case in now.problem.case_file.cases}
            seen(request, cases=named_in(shown.model_dump_json(), cases), purpose="plannen vergelijken")
            return answered(shown)

        return spoken(request, make)

    return router


def _reasons(compares: ComparesPlans, now: CurrentPlan, changes: Sequence[PlanChange]) -> Why:
    was = [one.before for one in changes if one.before is not None and one.after is not None]
    found = compares.why_changed(now.problem, now.plan, was)
    return {key: ReasonShown(rule=str(rule or ""), because=said) for key, (rule, said) in found.items()}


def change_of(sight: Sight, one: PlanChange, why: Why) -> ChangeShown:
    """Return what is planned otherwise, as far as who asks may know it."""
    reason = why.get(one.activity.key)
    if one.reason is not None:
        first = one.reason.reasons[0]
        reason = ReasonShown(rule=first.rule, because=first.because)
    return ChangeShown(
        activity=one.activity.key,
        cases=list(one.activity.cases),
        kind=one.activity.kind.value,
        turn=one.turn.value,
        before=None if one.before is None else sight.appointment(one.before),
        after=None if one.after is None else sight.appointment(one.after),
        reason=reason,
        told=[f"{word(resource.kind)} {resource.id}" for resource in one.told],
    )
