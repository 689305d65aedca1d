"""Scenarios over HTTP for other programs: split off, suppose, look, move on to a newer publication, put away.

Not allowed here: what a scenario does, and solving and comparing (``scenario_solves``).
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import APIRouter, Header, Path, Request
from starlette.responses import Response

from api.scenarios.tools import Scenarios
from api.v1.described import told
from api.v1.plans import week_of
from api.v1.scenario_shapes import (
    ForkAsk,
    RefusedShown,
    RemoveAsk,
    ScenarioShown,
    ScenariosShown,
    SupposeAsk,
    TakenOverShown,
    TakeOverAsk,
)
from api.v1.scenario_words import head_of, scenario_of, values_of, wishes_of
from api.v1.shapes import MOST
from api.v1.tools import ROOT, Cursor, Key, Limit, Match, RefusedError, answered, page_of, spoken
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.people import called
from api.web.speech import _
from planner.domain.access import Permission
from planner.domain.ids import ActivityKey
from planner.domain.scenario import Scenario, Supposed
from planner.domain.steps import StepRefusedError
from planner.ports.editing import EditImpossibleError
from planner.ports.store import StoreConflictError, StoreError, StoreUnreachableError
from planner.usecases.editing.apply_edit import Officer
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError
from planner.usecases.planning.compare_plans import compare_plans
from planner.usecases.scenarios.base import ScenarioBusyError, ScenarioChangedError, ScenarioClosedError
from planner.usecases.scenarios.fork import ForkAsked, fork, remove, suppose
from planner.usecases.scenarios.rebase import rebase
from planner.usecases.scenarios.take_over import TakenOver, take_over

T = TypeVar("T")
ALL = f"{ROOT}/scenarios"
ONE = ALL + "/{scenario}"
LISTED = 1000
Number = Annotated[int, Path(ge=1, le=MOST, description="Nummer van een scenario.", examples=[3])]
Unless = Annotated[str, Header(alias="If-None-Match", max_length=80, description="ETag van wat u al hebt.")]
_CHANGING = told(409, 412, 422, 428)


def scenario_api(tools: Scenarios) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["scenario's"])
    _looking(router, tools)
    _changing(router, tools)
    _taking(router, tools)
    return router


def _looking(router: APIRouter, tools: Scenarios) -> None:
    @router.post(
        ALL,
        summary="Splits een scenario af",
        response_model=ScenarioShown,
        status_code=201,
        responses=told(409, 422),
    )
    @asks(Permission.SUPPOSE)
    def split(request: Request, asked: ForkAsk, key: Key = "") -> Response:
        def make() -> Response:
            found = refusing(lambda: _forked(tools, asked, visitor_of(request).account, key))
            return _answer(tools, found, status=HTTPStatus.CREATED)

        return spoken(request, make)

    @router.get(ALL, summary="De scenario's, nieuwste boven", response_model=ScenariosShown)
    @asks(Permission.SUPPOSE)
    def listing(request: Request, limit: Limit = 50, cursor: Cursor = "") -> Response:
        def make() -> Response:
            with tools.store.reading() as books:
                found = books.scenarios.newest(LISTED)
            chosen, onward = page_of(found, limit, cursor, lambda one: str(one.number))
            names = called(tools.store, (one.actor for one in chosen))
            return answered(ScenariosShown(scenarios=[head_of(one, names) for one in chosen], next=onward))

        return spoken(request, make)

    @router.get(ONE, summary="Een scenario zoals het nu staat", response_model=ScenarioShown, responses=told(304))
    @asks(Permission.SUPPOSE)
    def one(request: Request, scenario: Number, match: Unless = "") -> Response:
        def make() -> Response:
            found = scenario_in(tools, scenario)
            if match and match == tag_of(found):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_headers(found))
            return _answer(tools, found)

        return spoken(request, make)


def _changing(router: APIRouter, tools: Scenarios) -> None:
    @router.post(
        ONE + "/suppose",
        summary="Veronderstel meer of minder; bereken het daarna opnieuw",
        response_model=ScenarioShown,
        responses=_CHANGING,
    )
    @asks(Permission.SUPPOSE)
    def change(request: Request, scenario: Number, asked: SupposeAsk, match: Match = "", _key: Key = "") -> Response:
        def done() -> Scenario:
            return suppose(
                tools.tools,
                scenario,
                actor=visitor_of(request).account,
                wishes=wishes_of(asked),
                values=values_of(asked),
                without=asked.without,
                days=asked.days,
                seen=seen_of(tools, scenario, match),
            )

        return spoken(request, lambda: _answer(tools, refusing(done)))

    @router.post(
        ONE + "/rebase",
        summary="Zet het op de nieuwste publicatie en de gegevens van nu",
        response_model=ScenarioShown,
        responses=_CHANGING,
    )
    @asks(Permission.SUPPOSE)
    def move(request: Request, scenario: Number, match: Match = "", _key: Key = "") -> Response:
        def done() -> Scenario:
            seen, actor = seen_of(tools, scenario, match), visitor_of(request).account
            return rebase(tools.tools, tools.opening.travel, scenario, actor=actor, seen=seen).scenario

        return spoken(request, lambda: _answer(tools, refusing(done)))

    @router.post(ONE + "/remove", summary="Doe het weg", response_model=ScenarioShown, responses=_CHANGING)
    @asks(Permission.SUPPOSE)
    def put_away(request: Request, scenario: Number, asked: RemoveAsk, match: Match = "", _key: Key = "") -> Response:
        def done() -> Scenario:
            seen, actor = seen_of(tools, scenario, match), visitor_of(request).account
            return remove(tools.tools, scenario, actor=actor, note=asked.reason.strip(), seen=seen)

        return spoken(request, lambda: _answer(tools, refusing(done)))


def _taking(router: APIRouter, tools: Scenarios) -> None:
    @router.post(
        ONE + "/take-over",
        summary="Neem onderdelen over in het echte concept, getoetst aan de echte gegevens",
        response_model=TakenOverShown,
        responses=_CHANGING,
    )
    @asks(Permission.EDIT_PLAN)
    def take(request: Request, scenario: Number, asked: TakeOverAsk, match: Match = "", key: Key = "") -> Response:
        def make() -> Response:
            if bool(asked.activities) == asked.everything:
                said = _("geef onderdelen, of alles\nEen van beide.")
                raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, said)
            found, seen = scenario_in(tools, scenario), seen_of(tools, scenario, match)
            account = visitor_of(request).account
            opened, done = refusing(lambda: _taken(tools, found, asked, account, key, seen))
            shown = _taken_shown(found, opened, done)
            keys = {*shown.taken, *(one.activity for one in shown.refused)}
            named = (one for one in opened.desk.problem.activities if one.key in keys)
            tools.seen(request, cases={case for one in named for case in one.cases}, purpose="scenario overnemen")
            return answered(shown, headers={"ETag": tag_of(done.scenario)})

        return spoken(request, make)


def _forked(tools: Scenarios, asked: ForkAsk, actor: str, key: str) -> Scenario:
    if (asked.week is None) == (asked.release is None):
        raise StepRefusedError(_("een scenario begint bij een concept of bij een publicatie"), _("Geef een van beide."))
    draft = None if asked.week is None else open_draft(tools.opening, week_of(asked.week), actor=actor).id
    wanted = ForkAsked(
        name=asked.name,
        actor=actor,
        draft=draft,
        version=asked.version,
        release=asked.release,
        wishes=wishes_of(asked),
        supposed=Supposed(values=values_of(asked)),
        days=asked.days,
        key=f"{actor} {key}" if key else "",
    )
    return fork(tools.tools, wanted)


def _taken(
    tools: Scenarios, found: Scenario, asked: TakeOverAsk, account: str, key: str, seen: int
) -> tuple[Opened, TakenOver]:
    draft = open_draft(tools.opening, found.week, actor=account).id
    opened = tools.editing.heads.of(draft)
    chosen = {ActivityKey(one) for one in asked.activities}
    if asked.everything:
        with tools.store.reading() as books:
            plan = books.plans.load(books.drafts.head(found.draft).plan)
        changes = compare_plans(opened.desk.problem.activities, opened.desk.plan.appointments, plan)
        chosen = {one.activity.key for one in changes}
    version = opened.version if asked.version is None else asked.version
    officer = Officer(actor=account, seen=version, key=f"{account} {key}" if key else "")
    return opened, take_over(tools.editing, found.number, draft, chosen, officer, seen=seen)


def _taken_shown(found: Scenario, opened: Opened, done: TakenOver) -> TakenOverShown:
    entry, possible = None if done.applied is None else done.applied.entry, done.possible
    return TakenOverShown(
        week=str(found.week),
        draft=opened.draft.id,
        version=None if entry is None else entry.version,
        plan=None if entry is None else entry.plan,
        taken=[str(key) for key in possible.taken],
        along=[str(key) for key in possible.along],
        refused=[RefusedShown(activity=one.activity, rule=one.rule, because=one.because) for one in possible.refused],
        repeated=done.applied is not None and done.applied.repeated,
    )


def refusing(step: Callable[[], T]) -> T:
    """Return what a step gives; raise RefusedError in words."""
    try:
        return step()
    except ScenarioChangedError as error:
        raise RefusedError(HTTPStatus.PRECONDITION_FAILED, str(error)) from error
    except (ScenarioBusyError, ScenarioClosedError, DraftConflictError) as error:
        raise RefusedError(HTTPStatus.CONFLICT, str(error)) from error
    except (StepRefusedError, EditRefusedError, EditImpossibleError) as error:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    except (StoreConflictError, StoreUnreachableError):
        raise
    except StoreError as error:
        raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error


def scenario_in(tools: Scenarios, number: int) -> Scenario:
    """Return a scenario; raise NotYoursError for a number that there is not."""
    try:
        with tools.store.reading() as books:
            return books.scenarios.load(number)
    except (StoreConflictError, StoreUnreachableError):
        raise
    except StoreError as error:
        raise NotYoursError from error


def seen_of(tools: Scenarios, number: int, match: str) -> int:
    """Return how many turns of a scenario were seen; raise RefusedError when nothing was said or it moved on."""
    found = scenario_in(tools, number)
    if not match:
        said = _("zeg met If-Match welke stand u zag\nVraag het scenario op en neem zijn ETag over.")
        raise RefusedError(HTTPStatus.PRECONDITION_REQUIRED, said)
    if match != tag_of(found):
        raise RefusedError(HTTPStatus.PRECONDITION_FAILED, str(ScenarioChangedError(number)))
    return len(found.turns)


def tag_of(one: Scenario) -> str:
    """Return the tag of a scenario as it stands."""
    return f'"{one.number}-{len(one.turns)}"'


def _headers(one: Scenario) -> dict[str, str]:
    return {"ETag": tag_of(one), "Location": f"{ALL}/{one.number}"}


def _answer(tools: Scenarios, one: Scenario, *, status: int = HTTPStatus.OK) -> Response:
    with tools.store.reading() as books:
        plan = books.drafts.head(one.draft).plan
    names = called(tools.store, {one.actor, *(turn.actor for turn in one.turns)})
    return answered(scenario_of(one, plan, names), status=status, headers=_headers(one))
