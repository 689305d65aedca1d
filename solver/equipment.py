"""What a vehicle and its crew lack for a move, whoever else rides along.

One function for the rule, the route search and the reasons. Not allowed here: seats, which depend on who rides along.
"""

from collections.abc import Iterator

from planner.domain.activities import Activity
from planner.domain.ids import NETHERLANDS
from planner.domain.vehicles import Vehicle
from solver.known import Known


def lacking(known: Known, vehicle: Vehicle, activity: Activity) -> Iterator[str]:
    """Yield in Dutch what a vehicle lacks for a move."""
    detail = activity.move
    if vehicle.standby:
        yield f"voertuig {vehicle.id} is reserve en rijdt geen gepland vervoer"
    if detail.wheelchair and not vehicle.wheelchair:
        yield f"voertuig {vehicle.id} heeft geen plaats voor een rolstoel"
    if detail.security > vehicle.security:
        yield f"voertuig {vehicle.id} heeft beveiliging {vehicle.security}, nodig is {detail.security}"
    missing = sorted(detail.skills - vehicle.crew_skills)
    if missing:
        yield f"de bemanning van voertuig {vehicle.id} mist {', '.join(missing)}"
    if crosses_border(known, activity) and not vehicle.cross_border:
        yield f"voertuig {vehicle.id} mag Nederland niet uit"


def equipped(known: Known, vehicle: Vehicle, activity: Activity) -> bool:
    """Return whether a vehicle and its crew lack nothing for a move."""
    return next(lacking(known, vehicle, activity), None) is None


def crosses_border(known: Known, activity: Activity) -> bool:
    """Return whether a move begins or ends outside the Netherlands."""
    ends = (known.places.get(place) for place in (activity.place, activity.move.destination) if place is not None)
    return any(place is not None and place.country != NETHERLANDS for place in ends)
