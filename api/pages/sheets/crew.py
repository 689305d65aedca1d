"""What a transport sheet says of the crew: whose shift it is, until when, and when there is time for a break.

Not allowed here: anything of a person; other rides than as times.
"""

from collections.abc import Iterator
from datetime import date

from api.pages.lookup import Lookup
from planner.domain.activities import ActivityKind
from planner.domain.civil import days_between
from planner.domain.crews import Drive, Turn, Visit, crew_norms, crew_turns, driving_of
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.plan import Stop
from planner.domain.resources import ResourceKind
from planner.domain.road_pace import road_pace
from planner.domain.settings import SettingsError
from planner.domain.spelling import clock
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.domain.wording import either
from planner.ports.surroundings import TravelTimes


def crew_words(lookup: Lookup, vehicle: Vehicle | None, ride: Interval, day: date) -> str:
    """Return whose shift a ride begins in and until when it lasts; empty where the shifts are not known."""
    turn = _turn(lookup, vehicle, ride.start)
    if turn is None or turn.work.end is None:
        return ""
    who = either(f"bemanning {turn.letter}", f"crew {turn.letter}") if turn.letter else either("bemanning", "crew")
    until = clock(turn.work.end, day)
    if ride.end is not None and turn.work.end < ride.end:
        return either(f"{who}, wissel om {until}", f"{who}, change at {until}")
    return either(
        f"{who}, dienst {clock(turn.work.start, day)} tot {until}",
        f"{who}, duty {clock(turn.work.start, day)} to {until}",
    )


def break_words(lookup: Lookup, travel: TravelTimes, vehicle: VehicleId, start: Minute, day: date) -> tuple[str, ...]:
    """Return when the crew of a ride that begins at ``start`` has time for its breaks, between its first and last stop.

    ``travel`` are the times that the release was planned with.
    """
    found = lookup.vehicles.get(vehicle)
    turn = _turn(lookup, found, start)
    if found is None or turn is None or found.depot not in lookup.places:
        return ()
    visits = _visits(lookup, found.id, turn.work)
    norms = crew_norms(lookup.settings, turn.work.start)
    breaks = driving_of(visits, found.depot, turn.work, _drive(lookup, travel, turn.work), norms).breaks
    return tuple(
        either(
            f"{norms.pause} min tussen {clock(one.start, day)} en {clock(one.end, day)}",
            f"{norms.pause} min between {clock(one.start, day)} and {clock(one.end, day)}",
        )
        for one in breaks
        if one.end is not None and visits[0].stop.end <= one.start and one.end <= visits[-1].stop.start
    )


def _turn(lookup: Lookup, vehicle: Vehicle | None, start: Minute) -> Turn | None:
    """Return the shift of a vehicle that holds a moment; None in a release from before the rule about crews."""
    if vehicle is None:
        return None
    turns = lookup.turns.get(vehicle.id)
    if turns is None:
        try:
            turns = crew_turns(vehicle.shifts, vehicle.crews, lambda moment: crew_norms(lookup.settings, moment))
        except SettingsError:
            turns = ()
        lookup.turns[vehicle.id] = turns
    return next((turn for turn in turns if turn.shift.contains(start)), None)


def _visits(lookup: Lookup, vehicle: VehicleId, work: Interval) -> list[Visit]:
    """Return the stops in a shift in order of time, and how many persons are aboard after each."""
    visits, aboard = list[Visit](), 0
    for stop, boarding in sorted(_calls(lookup, vehicle), key=lambda call: (call[0].start, call[0].end)):
        if work.contains(stop.start):
            aboard += boarding
            visits.append(Visit(stop=stop, aboard=aboard))
    return visits


def _calls(lookup: Lookup, vehicle: VehicleId) -> Iterator[tuple[Stop, int]]:
    for item, move in lookup.of_kind(ActivityKind.MOVE):
        for part in item.of_kind(ResourceKind.VEHICLE):
            if part.resource.id == vehicle:
                for number, stop in enumerate(part.stops):
                    yield stop, -move.move.persons if number else move.move.persons


def _drive(lookup: Lookup, travel: TravelTimes, work: Interval) -> Drive:
    """Return driving minutes as planning reckons them: those of the table at the pace of the hour."""
    last = Minute((work.start if work.end is None else work.end) + MINUTES_PER_DAY)
    in_table = travel.table(()).percent
    pace = road_pace(lookup.settings, days_between(Minute(work.start - MINUTES_PER_DAY), last), in_table)

    def drive(origin: PlaceId, destination: PlaceId, leaves: Minute) -> int:
        if origin == destination:
            return 0
        minutes = travel.table((lookup.places[origin], lookup.places[destination])).minutes[1]
        return pace.arrival(leaves, minutes) - leaves

    return drive
