"""Who takes a seat that came free: somebody who stands by for the flight, or somebody who has no flight at all.

Nobody is compared by who they are: those who stand by go in the order in which they do, others by legal term, days in
detention and key. Not allowed here: what is struck.
"""

from collections.abc import Iterable, Iterator

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey, FlightId
from planner.domain.plan import UnplannedCode
from planner.domain.resources import ResourceKind
from solver.departing import flies
from solver.editing.rides import ride_keys
from solver.editing.work import Work
from solver.repairing import wording
from solver.repairing.happened import Happened
from solver.repairing.riding import Riding, put_ride
from solver.standby import rank
from solver.why.examined import examined
from solver.why.ways import Question


def freed_seats(happened: Happened, work: Work, loose: Iterable[ActivityKey]) -> Iterator[FlightId]:
    """Yield the flight of each loose departure that is no longer on it and could still be taken."""
    for key in loose:
        before, now = happened.view.appointments.get(key), work.now(key)
        code = None if before is None else before.resource(ResourceKind.FLIGHT)
        if code is None or happened.known.activities[key].kind is not ActivityKind.DEPARTURE:
            continue
        flight = happened.known.flights.get(FlightId(code))
        left = now is None or now.resource(ResourceKind.FLIGHT) != code
        if left and flight is not None and flight.departs > happened.known.now:
            yield flight.id


def take_seats(
    happened: Happened, work: Work, flights: Iterable[FlightId], riding: Riding, *, anybody: bool
) -> list[ActivityKey]:
    """Give each free seat to one who may have it; return everything that changed for that."""
    changed: list[ActivityKey] = []
    for flight in flights:
        for activity in _who(happened, work, flight, anybody=anybody):
            placed = _seated(work, activity, flight, riding)
            if placed:
                changed += placed
                break
    return changed


def _who(happened: Happened, work: Work, code: FlightId, *, anybody: bool) -> Iterator[Activity]:
    known = happened.known
    for standby in happened.version.state.plan.standbys:
        activity = known.activities.get(standby.activity)
        if standby.flight == code and activity is not None and not happened.begun(activity.key):
            yield activity
    if anybody:
        flight = known.flights[code]
        due = [
            activity
            for activity in known.problem.activities
            if flies(activity) and activity.departure.country == flight.country
        ]
        struck = {one.activity for one in happened.struck}
        waiting = [a for a in due if work.now(a.key) is None and a.key not in struck]
        yield from sorted(waiting, key=lambda activity: rank(known, activity))


def _seated(work: Work, activity: Activity, flight: FlightId, riding: Riding) -> list[ActivityKey]:
    """Put somebody on a flight with everybody who comes along, and give the rides a place; nothing when it is full."""
    was = work.now(activity.key)
    before = {ride: work.now(ride) for ride in ride_keys(work, activity.key)}
    work.forget({activity.key, *before})
    spots = examined(work.ground, activity, Question(resource=flight))
    free = next((spot for spot in spots if not spot.obstacles), None)
    placed = () if free is None else free.place().appointments
    for appointment in placed or (*(() if was is None else (was,)), *(a for a in before.values() if a is not None)):
        work.put(appointment)
    if not placed:
        return []
    found = [appointment.activity for appointment in placed]
    for ride, had in before.items():
        rides = put_ride(work.ground, riding, work.activity(ride), None, None)
        for appointment in rides:
            work.put(appointment)
        found += [appointment.activity for appointment in rides]
        if not rides and had is not None:
            work.leave_out(ride, UnplannedCode.CAPACITY, "P15", str(wording.NO_PLACE))
            found.append(ride)
    return found
