"""What an officer calls things: places, flights, sessions and pools in Dutch words. No plan, no search."""

from planner.domain.ids import FlightId, PlaceId, SessionId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import moment
from solver.known import Known


def place(known: Known, code: PlaceId | None) -> str:
    """Return a place's name."""
    if code is None:
        return "een onbekende plaats"
    found = known.places.get(code)
    return code if found is None else found.name


def flight(known: Known, code: str) -> str:
    """Return ``vlucht KL 565 (ma 23 nov 13:30)``."""
    found = known.flights.get(FlightId(code))
    return f"vlucht {code}" if found is None else f"vlucht {found.number} ({moment(found.departs)})"


def session(known: Known, code: str) -> str:
    """Return ``de zitting bij Ambassade X (ma 23 nov 09:00)``."""
    found = known.sessions.get(SessionId(code))
    if found is None:
        return f"zitting {code}"
    mission = known.missions.get(found.mission)
    where = found.mission if mission is None else place(known, mission.place)
    return f"de zitting bij {where} ({moment(found.interval.start)})"


def resource(known: Known, ref: ResourceRef) -> str:
    """Return what a resource is called."""
    match ref.kind:
        case ResourceKind.FLIGHT:
            return flight(known, ref.id)
        case ResourceKind.SESSION:
            return session(known, ref.id)
        case ResourceKind.ROOM:
            return f"gesprekskamer in {place(known, PlaceId(ref.id))}"
        case ResourceKind.INTERPRETER:
            return f"tolk {ref.id}"
        case ResourceKind.ESCORT:
            return f"escortteam {ref.id}"
        case _:
            return f"{ref.kind} {ref.id}"
