"""What a vehicle and its crew lack for a move, whoever else rides along.

One function for the rule, the route search and the reasons. Not allowed here: seats, which depend on who rides along.
"""

from collections.abc import Hashable, Iterator

from planner.domain.activities import Activity
from planner.domain.ids import NETHERLANDS
from planner.domain.vehicles import Vehicle
from planner.domain.wording import Text
from solver.known import Known

_STANDBY = Text(
    nl="voertuig {vehicle} is reserve en rijdt geen gepland vervoer",
    en="vehicle {vehicle} is a stand-by and makes no planned rides",
)
_WHEELCHAIR = Text(
    nl="voertuig {vehicle} heeft geen plaats voor een rolstoel", en="vehicle {vehicle} has no room for a wheelchair"
)
_SECURITY = Text(
    nl="voertuig {vehicle} heeft beveiliging {there}, nodig is {needed}",
    en="vehicle {vehicle} has security {there}, needed is {needed}",
)
_SKILLS = Text(
    nl="de bemanning van voertuig {vehicle} mist {skills}", en="the crew of vehicle {vehicle} lacks {skills}"
)
_BORDER = Text(nl="voertuig {vehicle} mag Nederland niet uit", en="vehicle {vehicle} may not leave the Netherlands")


def lacking(known: Known, vehicle: Vehicle, activity: Activity) -> Iterator[str]:
    """Yield in words what a vehicle lacks for a move."""
    detail = activity.move
    if vehicle.standby:
        yield _STANDBY.say(vehicle=vehicle.id)
    if detail.wheelchair and not vehicle.wheelchair:
        yield _WHEELCHAIR.say(vehicle=vehicle.id)
    if detail.security > vehicle.security:
        yield _SECURITY.say(vehicle=vehicle.id, there=vehicle.security, needed=detail.security)
    missing = sorted(detail.skills - vehicle.crew_skills)
    if missing:
        yield _SKILLS.say(vehicle=vehicle.id, skills=", ".join(missing))
    if crosses_border(known, activity) and not vehicle.cross_border:
        yield _BORDER.say(vehicle=vehicle.id)


def needs(known: Known, activity: Activity) -> Hashable:
    """Return all that ``lacking`` looks at of a move: what is equal for two moves, each vehicle lacks for both."""
    detail = activity.move
    return detail.wheelchair, detail.security, detail.skills, crosses_border(known, activity)


def equipped(known: Known, vehicle: Vehicle, activity: Activity) -> bool:
    """Return whether a vehicle and its crew lack nothing for a move."""
    return next(lacking(known, vehicle, activity), None) is None


def crosses_border(known: Known, activity: Activity) -> bool:
    """Return whether a move begins or ends outside the Netherlands."""
    ends = (known.places.get(place) for place in (activity.place, activity.move.destination) if place is not None)
    return any(place is not None and place.country != NETHERLANDS for place in ends)
