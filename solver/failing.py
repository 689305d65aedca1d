"""Departures that can fail on the day: their ride, and when and where it is known at each stage. No plan is changed.

Not allowed here: what is done about it (``fallbacks``) and how likely it is (``robustness``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.cases import Track
from planner.domain.failing import FailStage
from planner.domain.ids import ActivityKey, PlaceId, VehicleId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from solver.known import Known


@dataclass(frozen=True, slots=True)
class Ride:
    """The planned move that brings the person to the flight."""

    move: Activity
    appointment: Appointment

    @property
    def vehicle(self) -> VehicleId:
        """The vehicle that brings the person."""
        return VehicleId(self.appointment.resource(ResourceKind.VEHICLE) or "")


@dataclass(frozen=True, slots=True)
class Failing:
    """A planned departure with its ride."""

    departure: Activity
    appointment: Appointment
    ride: Ride
    party: str
    """The household whose members fail together, else the departure itself."""

    @property
    def picked_up_at(self) -> PlaceId:
        """Where the person is fetched."""
        return self.ride.move.place or self.delivered_at

    @property
    def delivered_at(self) -> PlaceId:
        """Where the person is handed over."""
        return self.ride.move.move.destination

    @property
    def needs_fallback(self) -> bool:
        """Whether somebody must see to the return: forced, or with escorts."""
        detail = self.departure.departure
        return detail.track is Track.FORCED or detail.escorted


def with_rides(known: Known, appointments: Mapping[ActivityKey, Appointment]) -> list[Failing]:
    """Return the planned departures with a planned ride, in order of time."""
    found = []
    for ride in _rides(known, appointments.values()):
        key = ride.move.move.serves
        departure, appointment = known.activities.get(key or ActivityKey("")), appointments.get(key or ActivityKey(""))
        if departure is not None and appointment is not None and not appointment.all_day:
            found.append(Failing(departure, appointment, ride, party_of(known, departure, appointment)))
    return sorted(found, key=lambda item: (item.appointment.start, item.departure.key))


def _rides(known: Known, appointments: Iterable[Appointment]) -> Iterable[Ride]:
    for appointment in appointments:
        activity = known.activities.get(appointment.activity)
        if activity is None or activity.kind is not ActivityKind.MOVE or not isinstance(activity.detail, MoveDetail):
            continue
        if activity.detail.role is MoveRole.TO_DEPARTURE and appointment.resource(ResourceKind.VEHICLE) is not None:
            yield Ride(activity, appointment)


def party_of(known: Known, departure: Activity, appointment: Appointment) -> str:
    """Return with whom a departure fails: its household, else itself alone."""
    households = (known.household(case, appointment.start) for case in departure.cases)
    return next((f"gezin {found}" for found in households if found is not None), str(departure.key))


def known_at(known: Known, failing: Failing, stage: FailStage) -> Minute:
    """Return when it is known that the departure fails at a stage."""
    match stage:
        case FailStage.PICKUP:
            return failing.ride.appointment.start
        case FailStage.HAND_OVER:
            return failing.ride.appointment.end
        case FailStage.GATE:
            return gate(known, failing.appointment)
        case FailStage.CAPTAIN:
            return captain(known, failing.appointment)


def gate(known: Known, departure: Appointment) -> Minute:
    """Return when people board."""
    return Minute(departure.start - known.setting("R35", "gate", departure.start))


def captain(known: Known, departure: Appointment) -> Minute:
    """Return until when a captain may refuse somebody."""
    return Minute(departure.start + known.setting("R35", "captain", departure.start))


def ready_at(known: Known, failing: Failing, stage: FailStage) -> Minute:
    """Return from when the person can be driven back: from the aircraft the way to the vehicle takes a while."""
    at = known_at(known, failing, stage)
    on_board = stage in (FailStage.GATE, FailStage.CAPTAIN)
    return Minute(at + known.setting("R35", "handling", failing.appointment.start)) if on_board else at


def stays_at(known: Known, failing: Failing, stage: FailStage) -> PlaceId:
    """Return where the person stays that night: by the facts, else where the ride began."""
    if stage is FailStage.PICKUP:
        return failing.picked_up_at
    at = ready_at(known, failing, stage)
    stays = (place for case in failing.departure.cases for valid, place in known.stays(case) if valid.contains(at))
    return next(stays, failing.picked_up_at)
