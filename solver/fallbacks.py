"""What happens when a departure fails at each stage: where the person goes back to, in which vehicle and when.

The vehicle that brought the person, else one that is empty nearby, else one on stand-by; always inside its shift and
back in time for its next ride. Not allowed here: how likely a failure is (``robustness``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.domain.activities import Activity
from planner.domain.failing import FailStage
from planner.domain.ids import ActivityKey, PlaceId, VehicleId
from planner.domain.plan import Fallback, Plan, Stop
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.domain.wording import Text
from solver import naming
from solver.failing import Failing, known_at, ready_at, stays_at, with_rides
from solver.idle_vehicles import Idle, carries, crew_can, idle_vehicles
from solver.known import Known
from solver.view import View

GRID = 5


_TOO_LONG = Text(
    nl="de rit van {here} naar {there} duurt {minutes:minuut|minuten}; toegestaan: {most}",
    en="the ride from {here} to {there} takes {minutes:minute|minutes}; {most} {most:!is|are} allowed",
)
_CLAIMED = Text(
    nl="elk voertuig dat van {here} naar {there} kan, staat dan al voor zoveel anderen klaar als het mag",
    en="every vehicle that can go from {here} to {there} then already stands ready for as many others as it may",
)
_UNFIT = Text(
    nl="geen voertuig is ingericht om deze personen van {here} naar {there} te brengen",
    en="no vehicle is equipped to bring these persons from {here} to {there}",
)
_NONE_IDLE = Text(
    nl="geen passend voertuig is tussen {first} en {last} leeg en na de rit van {here} naar {there} op tijd voor de"
    " volgende rit of het einde van de dienst",
    en="no fitting vehicle is empty between {first} and {last} and, after the ride from {here} to {there}, in time for"
    " the next ride or the end of the shift",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A vehicle stands ready for a party during ``[start, end)``; the moves are those of the persons it takes back."""

    start: Minute
    end: Minute
    party: str
    moves: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """A ride back of one vehicle: it drives off with the person at ``leaves`` and is rid of them at ``end``."""

    vehicle: Vehicle
    leaves: Minute
    end: Minute


@dataclass(slots=True)
class Claims:
    """Who counts on which vehicle when: each can stand ready for a few parties at the same time, as settings say."""

    known: Known
    of: dict[VehicleId, list[Claim]] = field(default_factory=dict)

    def add(self, vehicle: VehicleId, claim: Claim) -> None:
        """Let a party count on a vehicle."""
        self.of.setdefault(vehicle, []).append(claim)

    def too_many(self, vehicle: Vehicle, claim: Claim) -> bool:
        """Return whether the vehicle would at some moment stand ready for too many, or for more than it holds."""
        others = [c for c in self.of.get(vehicle.id, ()) if c.start < claim.end and claim.start < c.end]
        most = self.known.setting("R35", "share-standby" if vehicle.standby else "share", claim.start)
        for at in {claim.start, *(c.start for c in others if c.start > claim.start)}:
            there = [c for c in others if c.start <= at < c.end]
            if len({c.party for c in there} | {claim.party}) > most:
                return True
            together = {move.key: move for c in (*there, claim) if c.party == claim.party for move in c.moves}
            if not carries(self.known, vehicle, tuple(together.values())):
                return True
        return False


def with_fallbacks(known: Known, plan: Plan) -> Plan:
    """Return the plan with what happens when its departures fail."""
    return replace(plan, fallbacks=fallbacks_of(known, plan))


def fallbacks_of(known: Known, plan: Plan) -> tuple[Fallback, ...]:
    """Return a fallback for every stage of every forced or escorted departure with a ride, in order of time."""
    appointments = {appointment.activity: appointment for appointment in plan.appointments}
    failing = [item for item in with_rides(known, appointments) if item.needs_fallback]
    if not failing:
        return ()
    first = min(item.ride.appointment.start for item in failing)
    last = ready_at(known, failing[-1], FailStage.CAPTAIN)
    when = Interval(first, Minute(last + known.setting("R35", "wait", last)))
    finder = Finder(known, idle_vehicles(known, plan.appointments, when))
    return tuple(finder.fallback(item, stage) for item in failing for stage in FailStage)


class Finder:
    """Finds vehicles one fallback after another; what is promised to one is not promised to too many."""

    def __init__(self, known: Known, idle: Mapping[VehicleId, Sequence[Idle]], claims: Claims | None = None) -> None:
        """Look among idle vehicles, beside what is promised already."""
        self._known = known
        self._idle = idle
        self._claims = claims or Claims(known)

    def fallback(self, failing: Failing, stage: FailStage) -> Fallback:
        """Return what happens at one stage."""
        at = known_at(self._known, failing, stage)
        bare = Fallback(
            activity=failing.departure.key,
            stage=stage,
            returns_to=stays_at(self._known, failing, stage),
            waits_at=failing.picked_up_at if stage is FailStage.PICKUP else failing.delivered_at,
            known_at=at,
            escorts_free=escorts_free(self._known, failing, stage),
        )
        if stage is FailStage.PICKUP:
            return replace(bare, vehicle=failing.ride.vehicle, leaves=at, back_at=at)
        ready = ready_at(self._known, failing, stage)
        options = sorted(self._options(failing, bare, ready), key=lambda back: self._order(failing, back))
        for back in options:
            vehicle = back.vehicle
            found = replace(bare, vehicle=vehicle.id, standby=vehicle.standby, leaves=back.leaves, back_at=back.end)
            claim = claim_of(failing, found)
            if claim is not None and not self._claims.too_many(vehicle, claim):
                self._claims.add(vehicle.id, claim)
                return found
        return replace(bare, because=self._why(failing, bare, ready, claimed=bool(options)))

    def _order(self, failing: Failing, back: Back) -> tuple[bool, bool, Minute, VehicleId]:
        return back.vehicle.standby, back.vehicle.id != failing.ride.vehicle, back.end, back.vehicle.id

    def _options(self, failing: Failing, fallback: Fallback, ready: Minute) -> Iterator[Back]:
        last = Minute(ready + self._known.setting("R35", "wait", ready))
        for stretches in self._idle.values():
            found = (
                ride_back(self._known, failing, (fallback.waits_at, fallback.returns_to), (ready, last), idle)
                for idle in stretches
                if idle.start <= last and ready < idle.end
            )
            yield from (back for back in found if back is not None)

    def _why(self, failing: Failing, fallback: Fallback, ready: Minute, *, claimed: bool) -> str:
        known = self._known
        drive = known.drive(fallback.waits_at, fallback.returns_to, ready)
        limit = known.setting("R41", "ride", ready, failing.ride.move)
        here, there = naming.place(known, fallback.waits_at), naming.place(known, fallback.returns_to)
        if drive > limit:
            most = naming.norm(known, "R41", "ride", ready, failing.ride.move)
            return _TOO_LONG.say(here=here, there=there, minutes=drive, most=most)
        if claimed:
            return _CLAIMED.say(here=here, there=there)
        fit = [v.id for v in known.vehicles.values() if carries(known, v, [failing.ride.move])]
        if not fit:
            return _UNFIT.say(here=here, there=there)
        last = Minute(ready + known.setting("R35", "wait", ready))
        return _NONE_IDLE.say(first=moment(ready), last=moment(last), here=here, there=there)


def ride_back(
    known: Known, failing: Failing, way: tuple[PlaceId, PlaceId], moments: tuple[Minute, Minute], idle: Idle
) -> Back | None:
    """Return the earliest ride back in an idle stretch, fetching within the moments; None when none fits."""
    move, (here, _), (ready, last) = failing.ride.move.move, way, moments
    fetches = Minute(max(ready, idle.start + known.drive(idle.place, here, idle.start)))
    leaves = Minute(-(-(fetches + move.pickup_service) // GRID) * GRID)
    end = Minute(leaves + known.drive(*way, leaves) + move.delivery_service)
    if fetches > last or not _fits(known, failing, way, (leaves, end), idle):
        return None
    return Back(idle.vehicle, leaves, end)


def _fits(
    known: Known, failing: Failing, way: tuple[PlaceId, PlaceId], times: tuple[Minute, Minute], idle: Idle
) -> bool:
    """Return whether a ride back at these times (drives off, is done) fits an idle stretch and its crew."""
    move, (here, there), (leaves, end) = failing.ride.move, way, times
    fetches = Minute(leaves - move.move.pickup_service)
    if fetches < idle.start or idle.end < end or not carries(known, idle.vehicle, [move]):
        return False
    drive = known.drive(here, there, leaves)
    arrives = Minute(end - move.move.delivery_service)
    stops = (Stop(place=here, start=fetches, end=leaves), Stop(place=there, start=arrives, end=end))
    return (
        drive <= known.setting("R41", "ride", leaves, move)
        and idle.start + known.drive(idle.place, here, idle.start) <= fetches
        and leaves + drive <= arrives
        and end + known.drive(there, idle.then, end) <= idle.end
        and crew_can(known, idle, move, stops)
    )


def holds(known: Known, failing: Failing, fallback: Fallback, idle: Iterable[Idle]) -> bool:
    """Return whether the vehicle of a fallback can do what it says, besides its planned rides."""
    vehicle, leaves, end = known.vehicles.get(fallback.vehicle or VehicleId("")), fallback.leaves, fallback.back_at
    if vehicle is None or leaves is None or end is None:
        return False
    if fallback.known_at != known_at(known, failing, fallback.stage):
        return False
    if fallback.stage is FailStage.PICKUP:
        return vehicle.id == failing.ride.vehicle and leaves >= fallback.known_at
    ready, way = ready_at(known, failing, fallback.stage), (fallback.waits_at, fallback.returns_to)
    fetches = leaves - failing.ride.move.move.pickup_service
    in_time = ready <= fetches <= ready + known.setting("R35", "wait", ready) + GRID
    return in_time and any(_fits(known, failing, way, (leaves, end), stretch) for stretch in idle)


def escorts_free(known: Known, failing: Failing, stage: FailStage) -> Minute | None:
    """Return from when escorts can be on duty again: at once, or rested when their duty had begun; None: no escorts."""
    duties = failing.appointment.of_kind(ResourceKind.ESCORT)
    if not duties:
        return None
    begins = min(duty.start for duty in duties)
    at = known_at(known, failing, stage)
    if at <= begins:
        return at
    return Minute(ready_at(known, failing, stage) + known.setting("R28", "rest", failing.appointment.start))


def claims_of(view: View, failing: Mapping[ActivityKey, Failing]) -> Claims:
    """Return what the fallbacks of a plan ask of each vehicle."""
    claims = Claims(view.known)
    for fallback in view.plan.fallbacks:
        item = failing.get(fallback.activity)
        claim = None if item is None else claim_of(item, fallback)
        if claim is not None and fallback.vehicle is not None:
            claims.add(fallback.vehicle, claim)
    return claims


def claim_of(failing: Failing, fallback: Fallback) -> Claim | None:
    """Return for how long a fallback counts on its vehicle; None at the pick-up, where it asks nothing."""
    if fallback.stage is FailStage.PICKUP or fallback.leaves is None or fallback.back_at is None:
        return None
    start = Minute(fallback.leaves - failing.ride.move.move.pickup_service)
    return Claim(start, fallback.back_at, failing.party, (failing.ride.move,)) if start < fallback.back_at else None
