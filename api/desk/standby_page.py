"""The page of stand-bys: per flight who could take over, what is in the way of others, and approving one.

Not allowed here: finding who could (``api.standing_by``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.cli.words import rule_title
from api.standing_by import StandbyRefusedError, StandingBy, UnknownFlightError, approve, flown_in, standing_by
from api.web.declare import asks
from api.web.forms import form_of
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.people import called
from api.web.reads import Reads
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.wording import speaking
from planner.ports.store import Store, StoreConflictError, StoreError, StoreUnreachableError
from planner.ports.surroundings import Clock
from planner.usecases.access.reading_log import ReadLog
from solver.standby import StandbyCandidate

STANDBY = "/reserve"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What there is to show: the flights to choose from, the chosen one, and what is wrong."""

    flights: tuple[tuple[str, str], ...] = ()
    found: StandingBy | None = None
    said: str = ""

    @property
    def rows(self) -> list[tuple[StandbyCandidate, list[tuple[str, str, str]]]]:
        """Everybody who comes into account, with the rules in the way."""
        listed = () if self.found is None else self.found.candidates
        return [(one, [(r.rule, rule_title(r.rule), r.because) for r in one.in_the_way]) for one in listed]


class _Page:
    def __init__(self, store: Store, clock: Clock, seen: Reads) -> None:
        self._store, self._clock, self._seen = store, clock, seen

    def shown(self, request: Request, flight: str, said: str = "", status: int = HTTPStatus.OK) -> Response:
        """Return the page about a flight, or to choose one."""
        with speaking(language_of(request)):
            looked = self._looked(flight)
            rows, found = looked.rows, looked.found
            flights = [("", _("kies een vlucht")), *looked.flights]
        self._seen(request, cases=() if found is None else found.cases, purpose="reserve kiezen")
        return page(
            request,
            "desk/reserve.html",
            title=_("Reserve"),
            status=HTTPStatus.NOT_FOUND if looked.said else status,
            said=looked.said or said,
            flight="" if found is None else found.flight.id,
            flights=flights,
            rows=rows,
            names=called(self._store, (one.approved_by for one, _rules in rows if one.approved_by)),
            may_approve=visitor_of(request).may(Permission.EDIT_PLAN),
        )

    def approved(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Approve what a form asks, or say why not."""
        flight, activity = fields.get("vlucht", ""), fields.get("activiteit", "")
        try:
            with speaking(language_of(request)):
                found = standing_by(self._store, flight, self._clock.now())
                approve(self._store, self._clock, found, activity, actor=visitor_of(request).account)
        except (StoreConflictError, StoreUnreachableError):
            raise
        except (UnknownFlightError, StoreError) as error:
            return self.shown(request, "", str(error), HTTPStatus.NOT_FOUND)
        except StandbyRefusedError as error:
            return self.shown(request, flight, str(error), HTTPStatus.CONFLICT)
        return RedirectResponse(f"{STANDBY}?{urlencode({'vlucht': found.flight.id})}", HTTPStatus.SEE_OTHER)

    def _looked(self, flight: str) -> _Looked:
        try:
            flights = flown_in(self._store, self._clock.now())
        except (StoreConflictError, StoreUnreachableError):
            raise
        except StoreError as error:
            return _Looked(said=str(error) if flight else "")
        try:
            found = standing_by(self._store, flight, self._clock.now()) if flight else None
        except UnknownFlightError as error:
            return _Looked(flights=flights, said=str(error))
        return _Looked(flights=flights, found=found)


def add_standbys(router: APIRouter, store: Store, clock: Clock) -> None:
    """Add the routes."""
    shelf = _Page(store, clock, Reads(ReadLog(store), clock))

    @router.get(STANDBY)
    @asks(Permission.SEE_DESK)
    def look(request: Request, vlucht: str = "") -> Response:
        return shelf.shown(request, vlucht)

    @router.post(STANDBY)
    @asks(Permission.EDIT_PLAN)
    async def choose(request: Request) -> Response:
        fields = await form_of(request)
        return await run_in_threadpool(shelf.approved, request, fields)
