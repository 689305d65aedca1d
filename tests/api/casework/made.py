"""An application with the pages about cases over the small world, with real accounts and sessions."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.casework.routes import casework, casework_over
from api.casework.tools import Casework
from api.server.gate import Gate
from api.server.shelf import Shelf
from api.web.assets import assets
from api.web.declare import asks
from api.web.guard import NotYoursError, guard
from api.web.handles import Handles
from api.web.refusals import refusal
from api.web.who import is_fresh, who_asks
from planner.domain.access import Permission, Role
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact, DocumentState, TravelDocument
from planner.domain.civil import at, day_start
from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    Channel,
    Contact,
    InformationRequest,
    Party,
    Possibility,
    PossibilityState,
)
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, CountryCode
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.time import Interval, Minute
from tests.api.web.visiting import visiting
from tests.planner.usecases.casework import CASE, DOSSIER, GUIDED
from tests.planner.usecases.world import NOW, Desk, household, world_facts

TUESDAY = at(date(2026, 11, 24), 13, 10)
"""When the pages are looked at: the first conversations are over."""


@dataclass
class Reading:
    """Keeps who read which cases for what."""

    lines: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def __call__(self, request: Request, *, cases: Collection[CaseId], purpose: str) -> None:
        """Write a line."""
        assert request.state.visitor is not None
        self.lines.append((tuple(cases), purpose))


@dataclass
class Pages:
    """The application, what it works with, and readers of it."""

    desk: Desk
    app: FastAPI
    work: Casework
    reading: Reading

    def reader(self, role: Role = Role.PLANNER, code: str = "") -> TestClient:
        """Return somebody who signed in."""
        return visiting(self.app, self.desk.store, role, code, clock=self.desk.clock, page=True)

    def path(self, more: str = "", case: CaseId = CASE) -> str:
        """Return the address of a case's page."""
        return self.work.path(case, more)


def pages_over(desk: Desk) -> Pages:
    """Return the pages over a desk."""
    reading = Reading()
    handles = Handles(desk.store)
    work = casework_over(desk.store, desk.clock, Shelf(desk.store).release, handles, reading)
    app = FastAPI(docs_url=None, openapi_url=None, redoc_url=None)
    app.router.routes.extend(assets().routes)
    app.router.routes.extend(casework(work))

    @app.get("/favicon.ico")
    @asks(Permission.PUBLIC)
    def icon() -> Response:
        return Response(status_code=204)

    @app.exception_handler(NotYoursError)
    async def not_yours(request: Request, _error: NotYoursError) -> Response:
        return refusal(request, 404)

    @app.exception_handler(HTTPException)
    async def known(request: Request, error: HTTPException) -> Response:
        return refusal(request, error.status_code)

    guard(app.routes, partial(who_asks, desk.store, desk.clock), partial(is_fresh, desk.store, desk.clock), refusal)
    app.add_middleware(Gate)
    return Pages(desk=desk, app=app, work=work, reading=reading)


def ready(desk: Desk) -> None:
    """Deliver the small world with one case's records, and publish it."""
    desk.deliver((*world_facts(), *household("Z1", "Z3")))
    desk.deliver(records(), source="zaken")
    desk.solve()
    desk.publish("a")


def records() -> tuple[Fact, ...]:
    """Return what was entered about the case."""
    first = Interval(day_start(date(2026, 11, 2)), day_start(date(2027, 1, 4)))
    return (
        *GUIDED,
        DOSSIER,
        *(ConditionFact(case=CASE, condition=one, valid=first) for one in Condition),
        BlockingFact(case=CASE, reason=BlockReason.MEDICAL, valid=Interval(first.start, Minute(NOW - 1440))),
        TravelDocument(
            case=CASE,
            kind=LAISSEZ_PASSER,
            state=DocumentState.APPLIED,
            ordered_on=date(2026, 10, 5),
            applied_on=date(2026, 10, 12),
        ),
        Possibility(case=CASE, country=CountryCode("MA"), state=PossibilityState.LOOKED_INTO, since=date(2026, 10, 1)),
        Barrier(
            case=CASE,
            number=1,
            kind=BarrierKind.IDENTITY,
            owner=Party.POLICE,
            action="vingerafdrukken vergelijken",
            due=date(2026, 11, 20),
        ),
        Contact(
            case=CASE,
            at=at(date(2026, 11, 4), 13),
            party=Party.IOM,
            channel=Channel.PHONE,
            actor="r1",
            subject="intake",
        ),
        InformationRequest(
            case=CASE,
            party=Party.MEDICAL,
            item="medisch-advies",
            asked_on=date(2026, 11, 2),
            due=date(2026, 11, 30),
            gate=True,
        ),
    )
