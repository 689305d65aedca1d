"""Who could stand by for a flight, and approving one of them: the same for page, API and terminal.

Not allowed here: showing it, and what the rules are.
"""

from dataclasses import dataclass

from api.web.speech import _
from planner.domain.flights import Flight
from planner.domain.ids import FlightId
from planner.domain.resources import ResourceKind
from planner.domain.spelling import stamp
from planner.domain.time import Minute
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.partners.approve_standby import approve_standby
from planner.usecases.planning.current_plan import CurrentPlan, current_plan
from solver.known import Known
from solver.rulebook import PLANNED
from solver.standby import StandbyCandidate, candidates
from solver.view import View


class UnknownFlightError(LookupError):
    """The plan knows no such flight, or nobody for it; first line what, second line what to do."""


class StandbyRefusedError(ValueError):
    """Who is proposed may not stand by; first line what, second line what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingBy:
    """Who could stand by for a flight of a plan, those who may first."""

    plan: int
    flight: Flight
    candidates: tuple[StandbyCandidate, ...]
    cases: frozenset[str]


def standing_by(store: Store, flight: str, now: Minute, plan: int | None = None) -> StandingBy:
    """Return who could stand by; raise UnknownFlightError, and StoreError without a plan."""
    found = _current(store, plan, now)
    known = Known(found.problem)
    wanted = known.flights.get(FlightId(flight))
    if wanted is None:
        said = _("vlucht %(flight)s is niet bekend in plan %(plan)s", flight=flight, plan=found.number)
        raise UnknownFlightError(f"{said}\n{_('Neem de code over uit het plan.')}")
    listed = candidates(View(known, found.plan), PLANNED, wanted)
    about = (known.activities.get(one.activity) for one in listed)
    cases = frozenset(case for activity in about if activity is not None for case in activity.cases)
    return StandingBy(plan=found.number, flight=wanted, candidates=listed, cases=cases)


def flown_in(store: Store, now: Minute) -> tuple[tuple[str, str], ...]:
    """Return the flights on which somebody is planned from now on, each with its words, in order of time."""
    found = _current(store, None, now)
    used = {item.resource(ResourceKind.FLIGHT) for item in found.plan.appointments}
    coming = [one for one in found.problem.resources.flights if one.id in used and one.departs >= now]
    coming.sort(key=lambda one: (one.departs, one.id))
    return tuple((one.id, f"{one.number} {one.destination}, {stamp(one.departs)}") for one in coming)


def approve(store: Store, clock: Clock, found: StandingBy, activity: str, *, actor: str) -> None:
    """Record that somebody approved one of those who may; raise UnknownFlightError or StandbyRefusedError."""
    one = next((one for one in found.candidates if one.activity == activity), None)
    if one is None:
        said = _("%(activity)s komt voor deze vlucht niet in aanmerking", activity=activity)
        raise UnknownFlightError(f"{said}\n{_('Bekijk wie wel in aanmerking komt.')}")
    if not one.fits:
        because = "; ".join(reason.because for reason in one.in_the_way)
        said = _("%(activity)s mag niet reserve staan: %(because)s", activity=activity, because=because)
        raise StandbyRefusedError(f"{said}\n{_('Kies een ander vertrek.')}")
    approve_standby(store, clock, activity=activity, flight=found.flight.id, actor=actor)


def _current(store: Store, plan: int | None, now: Minute) -> CurrentPlan:
    with store.reading() as books:
        return current_plan(books, plan, now=now)
