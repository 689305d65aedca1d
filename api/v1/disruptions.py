"""Disruptions over HTTP for other programs: report, look, impact, repairs, apply, accept, take back.

Not allowed here: which facts follow, and finding repairs.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.disruptions.facts_said import steps_said
from api.disruptions.mending_page import impact_shown, repair_shown
from api.disruptions.tools import CHECK, PURPOSE, Disrupted, plans, refuse_others, require_theirs
from api.disruptions.uses_page import free_of, uses_shown
from api.v1.described import told
from api.v1.disruption_asks import report_of
from api.v1.disruption_shapes import (
    AcceptAsk,
    AnyReport,
    AppliedShown,
    ApplyAsk,
    DisruptionShown,
    DisruptionsShown,
    FactShown,
    ImpactAnswer,
    RepairAnswer,
    RepairsAnswer,
    RepairsAsk,
    UsesAnswer,
    UsesAsk,
    WeekAsk,
    WithdrawnShown,
)
from api.v1.shapes import MOST
from api.v1.tools import ROOT, Cursor, Key, Limit, RefusedError, answered, page_of, spoken
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from api.web.speech import _
from planner.domain.access import Permission, Visitor
from planner.domain.civil import IsoWeek
from planner.domain.disruption_life import DisruptionState, Reported
from planner.domain.steps import StepRefusedError
from planner.ports.editing import EditImpossibleError
from planner.ports.repairing import Sought, Wanted
from planner.usecases.disruptions.apply_repair import apply_repair, state_of
from planner.usecases.disruptions.refusals import ReportRefusedError
from planner.usecases.disruptions.report import accept_as_is, report_disruption, withdraw_disruption
from planner.usecases.editing.apply_edit import Officer
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError

M = TypeVar("M", bound=BaseModel)
ALL = f"{ROOT}/disruptions"
ONE = ALL + "/{number}"
LISTED = 1000
Number = Annotated[int, Path(ge=1, le=MOST, description="Nummer van een verstoring.", examples=[1])]
State = Annotated[DisruptionState | None, Query(description="Alleen met deze stand.")]


def disruption_api(tools: Disrupted) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["verstoringen"])
    _reporting(router, tools)
    _settling(router, tools)
    _mending(router, tools)
    _using(router, tools)
    return router


def _reporting(router: APIRouter, tools: Disrupted) -> None:
    @router.post(
        ALL, summary="Meld wat er gebeurde", response_model=DisruptionShown, status_code=201, responses=told(422)
    )
    @asks(Permission.REPORT_DISRUPTION)
    def report(request: Request, asked: Annotated[AnyReport, Body()], key: Key = "") -> Response:
        def make() -> Response:
            account = visitor_of(request).account
            wanted = report_of(asked, actor=account, key=f"{account} {key}" if key else "")
            try:
                refuse_others(tools, request, wanted)
                found = report_disruption(tools.work.store, tools.work.clock, CHECK, wanted)
            except ReportRefusedError as error:
                raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
            return _answer(tools, request, found, status=HTTPStatus.CREATED)

        return spoken(request, make)

    @router.get(ALL, summary="Verstoringen, de nieuwste eerst", response_model=DisruptionsShown)
    @asks(Permission.REPORT_DISRUPTION)
    def listing(request: Request, state: State = None, limit: Limit = 50, cursor: Cursor = "") -> Response:
        def make() -> Response:
            visitor = visitor_of(request)
            with tools.work.store.reading() as books:
                known = books.disruptions.newest(LISTED, actor=None if plans(visitor) else visitor.account)
                states = {one.number: state_of(books, one) for one in known}
            found = [one for one in known if state in (None, states[one.number])]
            chosen, onward = page_of(found, limit, cursor, lambda one: str(one.number))
            cases = {case for one in chosen for case in tools.cases(one)}
            tools.work.seen(request, cases=cases, purpose=PURPOSE)
            names = called(tools.work.store, (one.actor for one in chosen))
            shown = [disruption_shown(one, states[one.number], visitor, names) for one in chosen]
            return answered(DisruptionsShown(disruptions=shown, total=len(found), next=onward))

        return spoken(request, make)

    @router.get(ONE, summary="Een verstoring", response_model=DisruptionShown)
    @asks(Permission.REPORT_DISRUPTION)
    def one(request: Request, number: Number) -> Response:
        return spoken(request, lambda: _answer(tools, request, _theirs(tools, request, number)))


def _settling(router: APIRouter, tools: Disrupted) -> None:
    @router.post(
        ONE + "/withdraw", summary="Trek een melding in", response_model=WithdrawnShown, responses=told(409, 422)
    )
    @asks(Permission.REPORT_DISRUPTION)
    def withdraw(request: Request, number: Number, _key: Key = "") -> Response:
        def make() -> Response:
            _theirs(tools, request, number)
            actor = visitor_of(request).account
            done = _taken(lambda: withdraw_disruption(tools.work.store, tools.work.clock, number, actor=actor))
            return answered(WithdrawnShown(number=number, kept=len(done.kept)))

        return spoken(request, make)

    @router.post(
        ONE + "/accept", summary="Laat het plan zoals het is", response_model=DisruptionShown, responses=told(409, 422)
    )
    @asks(Permission.EDIT_PLAN)
    def accept(request: Request, number: Number, asked: AcceptAsk, _key: Key = "") -> Response:
        def make() -> Response:
            _theirs(tools, request, number)
            actor, work = visitor_of(request).account, tools.work
            done = _taken(lambda: accept_as_is(work.store, work.clock, number, actor=actor, reason=asked.reason))
            return _answer(tools, request, done)

        return spoken(request, make)


def _mending(router: APIRouter, tools: Disrupted) -> None:
    @router.post(ONE + "/impact", summary="Wat er in een week breekt", response_model=ImpactAnswer, responses=told(422))
    @asks(Permission.SEE_DESK)
    def impact(request: Request, number: Number, asked: WeekAsk) -> Response:
        def make() -> Response:
            reported, draft = _theirs(tools, request, number), _draft(tools, request, asked.week)
            bench, found = tools.bench().impact(reported, draft)
            shown = {**asdict(impact_shown(bench, found)), "week": asked.week, "version": bench.opened.version}
            _note(tools, request, reported, json.dumps(shown))
            return answered(_made(ImpactAnswer, shown))

        return spoken(request, make)

    @router.post(
        ONE + "/repairs", summary="Herstelvoorstellen voor een week", response_model=RepairsAnswer, responses=told(422)
    )
    @asks(Permission.SEE_DESK)
    def repairs(request: Request, number: Number, asked: RepairsAsk) -> Response:
        def make() -> Response:
            reported, draft = _theirs(tools, request, number), _draft(tools, request, asked.week)
            wanted = Wanted(cap=asked.cap, count=asked.count, fill=asked.fill)
            _bench, struck = tools.bench().impact(reported, draft)
            bench, offered = tools.bench().repairs(reported, draft, wanted)
            shown = [asdict(repair_shown(bench, offer, struck)) for offer in offered.offers]
            _note(tools, request, reported, json.dumps(shown))
            made = [_made(RepairAnswer, one) for one in shown]
            sought = "" if offered.sought is Sought.ENOUGH else _(offered.sought.value)
            return answered(RepairsAnswer(week=asked.week, version=offered.version, repairs=made, sought=sought))

        return spoken(request, make)

    @router.post(ONE + "/apply", summary="Pas een herstel toe", response_model=AppliedShown, responses=told(409, 422))
    @asks(Permission.EDIT_PLAN)
    def apply(request: Request, number: Number, asked: ApplyAsk, key: Key = "") -> Response:
        def make() -> Response:
            _theirs(tools, request, number)
            draft, account = _draft(tools, request, asked.week), visitor_of(request).account
            officer = Officer(actor=account, seen=0, key=f"{account} {key}" if key else "")
            done = _taken(lambda: apply_repair(tools.bench(), number, draft, asked.repair, officer))
            return answered(
                AppliedShown(
                    week=asked.week,
                    draft=draft,
                    version=done.entry.version,
                    plan=done.entry.plan,
                    repeated=done.repeated,
                )
            )

        return spoken(request, make)


def _using(router: APIRouter, tools: Disrupted) -> None:
    @router.post(
        ONE + "/uses",
        summary="Wat kan gebruiken wat vrijkomt",
        response_model=UsesAnswer,
        responses=told(422),
    )
    @asks(Permission.SEE_DESK)
    def uses(request: Request, number: Number, asked: UsesAsk) -> Response:
        def make() -> Response:
            reported, draft = _theirs(tools, request, number), _draft(tools, request, asked.week)
            free = free_of(tools.bench().impact(reported, draft)[1])
            if asked.free not in free:
                raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, _("dit komt niet vrij door deze verstoring"))
            bench, found = tools.bench().uses(reported, draft, free[asked.free])
            shown = {**asdict(uses_shown(bench, found)), "week": asked.week, "version": bench.opened.version}
            _note(tools, request, reported, json.dumps(shown))
            return answered(_made(UsesAnswer, shown))

        return spoken(request, make)


T = TypeVar("T")


def _taken(step: Callable[[], T]) -> T:
    """Return what a step gives; raise RefusedError in words."""
    try:
        return step()
    except (EditImpossibleError, EditRefusedError) as error:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    except (DraftConflictError, StepRefusedError) as error:
        raise RefusedError(HTTPStatus.CONFLICT, str(error)) from error


def _theirs(tools: Disrupted, request: Request, number: int) -> Reported:
    reported = tools.reported(number)
    require_theirs(visitor_of(request), reported)
    return reported


def _draft(tools: Disrupted, request: Request, text: str) -> int:
    try:
        week = IsoWeek.parse(text)
    except ValueError as error:
        said = _("deze week bestaat niet\nSchrijf bijvoorbeeld 2026-W48.")
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, said) from error
    return open_draft(tools.opening(), week, actor=visitor_of(request).account).id


def _note(tools: Disrupted, request: Request, reported: Reported, text: str) -> None:
    """Write down whose cases an answer names."""
    release = tools.newest()
    known = () if release is None else release.cases
    named = {case.id for case in known if case.id in text}
    tools.work.seen(request, cases={*named, *tools.cases(reported)}, purpose=PURPOSE)


def _answer(tools: Disrupted, request: Request, reported: Reported, *, status: int = HTTPStatus.OK) -> Response:
    tools.work.seen(request, cases=tools.cases(reported), purpose=PURPOSE)
    with tools.work.store.reading() as books:
        state = state_of(books, reported)
    names = called(tools.work.store, (reported.actor,))
    return answered(disruption_shown(reported, state, visitor_of(request), names), status=status)


def disruption_shown(
    reported: Reported, state: DisruptionState, visitor: Visitor, names: Mapping[str, str]
) -> DisruptionShown:
    """Return what was reported, as far as who asks may see it."""
    disruption = reported.disruption
    return DisruptionShown(
        number=reported.number,
        kind=disruption.kind.value,
        at=disruption.at,
        code=disruption.code,
        state=state.value,
        actor=names[reported.actor],
        note=disruption.note,
        about=[*(ref.id for ref in disruption.resources), *disruption.activities],
        facts=[
            FactShown(table=one.table, which=one.which, turn=one.turn, changes=[list(c) for c in one.changes])
            for one in steps_said(disruption.steps, visitor)
        ],
    )


def _made(shape: type[M], plain: dict[str, object]) -> M:
    return shape.model_validate_json(json.dumps(plain))
