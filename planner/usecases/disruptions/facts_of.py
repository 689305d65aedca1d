"""From what a person enters about a disruption to the steps of facts that say it.

Nothing is inferred: each step is what was entered, and what cannot stand beside it any more. Not allowed here: reading
cells, storing, and what breaks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.domain.disruption import FactStep
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.ports.store import Transaction
from planner.usecases.disruptions import about_cases, about_means
from planner.usecases.disruptions.happened import (
    DocumentGranted,
    DocumentLate,
    DocumentRefused,
    EscortAbsent,
    FlightCancelled,
    FlightRetimed,
    HandOverIncomplete,
    Happened,
    NewApplication,
    OfficerAbsent,
    PersonGone,
    RoomClosed,
    SessionMoved,
    TransportDelayed,
    VehicleDown,
)

Means = FlightCancelled | FlightRetimed | OfficerAbsent | SessionMoved | VehicleDown | RoomClosed
About = PersonGone | NewApplication | DocumentGranted | DocumentRefused | DocumentLate
Steps = Callable[..., Iterator[FactStep]]
_STEPS: Mapping[type[Happened], Steps] = {
    FlightCancelled: about_means.flight_cancelled,
    FlightRetimed: about_means.flight_retimed,
    OfficerAbsent: about_means.officer_absent,
    EscortAbsent: about_means.escort_absent,
    SessionMoved: about_means.session_moved,
    VehicleDown: about_means.vehicle_down,
    RoomClosed: about_means.room_closed,
    TransportDelayed: about_means.transport_delayed,
    PersonGone: about_cases.person_gone,
    NewApplication: about_cases.new_application,
    DocumentGranted: about_cases.document_granted,
    DocumentRefused: about_cases.document_refused,
    DocumentLate: about_cases.document_late,
    HandOverIncomplete: about_cases.hand_over_incomplete,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """What people named: resources and activities."""

    resources: tuple[ResourceRef, ...] = ()
    activities: tuple[ActivityKey, ...] = ()


def steps_of(books: Transaction, happened: Happened, now: Minute) -> tuple[FactStep, ...]:
    """Return the steps of facts; raise ReportRefusedError for what cannot be so, or is known already."""
    found = _STEPS[type(happened)](books, happened, now)
    return tuple(step for step in found if step.before != step.after)


def struck_by(books: Transaction, happened: Happened) -> Struck:
    """Return what a report names."""
    match happened:
        case TransportDelayed(activity=key) | HandOverIncomplete(activity=key):
            return Struck(activities=(key,))
        case EscortAbsent(escort=escort):
            return Struck(resources=(about_means.escort_of(books, escort),))
        case _:
            return Struck(resources=(_named(happened),))


def _named(happened: Means | About) -> ResourceRef:
    match happened:
        case FlightCancelled(flight=code) | FlightRetimed(flight=code):
            return ResourceRef(ResourceKind.FLIGHT, code)
        case OfficerAbsent(regievoerder=code):
            return ResourceRef(ResourceKind.REGIEVOERDER, code)
        case SessionMoved(session=code):
            return ResourceRef(ResourceKind.SESSION, code)
        case VehicleDown(vehicle=code):
            return ResourceRef(ResourceKind.VEHICLE, code)
        case RoomClosed(place=code):
            return ResourceRef(ResourceKind.ROOM, code)
        case _:
            return ResourceRef(ResourceKind.CASE, happened.case)
