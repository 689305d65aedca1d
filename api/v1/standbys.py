"""Stand-bys over HTTP: who could take over on a flight, what is in the way of others, and approving one.

An activity is named in the body: its key holds a case code. Not allowed here: finding who could.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from api.standing_by import StandbyRefusedError, StandingBy, UnknownFlightError, approve, standing_by
from api.v1.described import told
from api.v1.shapes import Activity, ReasonShown, Shape
from api.v1.tools import ROOT, RefusedError, answered, spoken
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from api.web.reads import Reads
from planner.domain.access import Permission
from planner.ports.store import Store, StoreConflictError, StoreError, StoreUnreachableError
from planner.ports.surroundings import Clock

FLIGHT = f"{ROOT}/standbys/{{flight}}"
PURPOSE = "reserve kiezen"


class ApproveAsk(Shape):
    """Approve a departure as a stand-by."""

    activity: Activity


class CandidateShown(Shape):
    """A departure that could stand by, or what is in the way; ``rides`` would be planned anew."""

    activity: Annotated[str, Field(examples=["Z-26-48213/vertrek/1"])]
    fits: bool
    approved_by: str = Field(description="Leeg: nog niemand.", examples=["planner-2"])
    in_the_way: list[ReasonShown]
    rides: list[str]


class StandbysShown(Shape):
    """Who could stand by for a flight, those who may first; in the order of legal term and days in detention."""

    plan: int = Field(examples=[12])
    flight: str = Field(examples=["RB-AT851-1124"])
    candidates: list[CandidateShown]


def standbys(store: Store, clock: Clock, seen: Reads) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["plannen"])

    def found_for(request: Request, flight: str) -> StandingBy:
        found = looked_up(store, clock, flight)
        seen(request, cases=found.cases, purpose=PURPOSE)
        return found

    @router.get(
        FLIGHT, summary="Wie kan reserve staan voor een vlucht, en wat staat in de weg", response_model=StandbysShown
    )
    @asks(Permission.SEE_DESK)
    def listed(request: Request, flight: str) -> Response:
        return spoken(request, lambda: answered(_shown(store, found_for(request, flight))))

    @router.post(FLIGHT, summary="Keur een reserve goed", response_model=StandbysShown, responses=told(409, 422))
    @asks(Permission.EDIT_PLAN)
    def approved(request: Request, flight: str, asked: ApproveAsk) -> Response:
        def make() -> Response:
            found = found_for(request, flight)
            try:
                approve(store, clock, found, asked.activity, actor=visitor_of(request).account)
            except UnknownFlightError as error:
                raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error
            except StandbyRefusedError as error:
                raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
            return answered(_shown(store, looked_up(store, clock, flight)))

        return spoken(request, make)

    return router


def looked_up(store: Store, clock: Clock, flight: str) -> StandingBy:
    """Return who could stand by in the newest plan; raise RefusedError where there is no such flight or no plan."""
    try:
        return standing_by(store, flight, clock.now())
    except (StoreConflictError, StoreUnreachableError):
        raise
    except (UnknownFlightError, StoreError) as error:
        raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error


def _shown(store: Store, found: StandingBy) -> StandbysShown:
    names = called(store, (one.approved_by for one in found.candidates if one.approved_by))
    return StandbysShown(
        plan=found.plan,
        flight=found.flight.id,
        candidates=[
            CandidateShown(
                activity=one.activity,
                fits=one.fits,
                approved_by=names.get(one.approved_by, ""),
                in_the_way=[ReasonShown(rule=reason.rule, because=reason.because) for reason in one.in_the_way],
                rides=list(one.rides),
            )
            for one in found.candidates
        ],
    )
