"""Why a departure does not stand by for a flight: the same words as the rule about stand-bys, for every flight.

Not allowed here: approving.
"""

from planner.domain.activities import Activity
from planner.domain.explaining import StandbyAnswer
from planner.domain.plan import Standby
from solver.departing import flies
from solver.standby import in_the_way
from solver.why.ground import Ground


def standby_answers(ground: Ground, activity: Activity) -> tuple[StandbyAnswer, ...]:
    """Return per flight to the country what keeps a departure from standing by, those it was approved for first."""
    if not flies(activity):
        return ()
    known, approvals = (
        ground.known,
        {a.flight: a.approved_by for a in ground.problem.standbys if a.activity == activity.key},
    )
    standing = {s.flight for s in ground.plan.standbys if s.activity == activity.key}
    flights = [f for f in known.flights_to(activity.departure.country) if ground.problem.horizon.contains(f.departs)]
    found = []
    for flight in sorted(flights, key=lambda f: (f.id not in approvals, f.departs, f.id)):
        who = approvals.get(flight.id, "")
        asked = Standby(activity=activity.key, flight=flight.id, approved_by=who)
        reasons = tuple(dict.fromkeys(in_the_way(ground.view, ground.rules, asked)))
        found.append(
            StandbyAnswer(
                flight=flight.id, in_the_way=reasons, approved=flight.id in approvals, stands_by=flight.id in standing
            )
        )
    return tuple(found)
