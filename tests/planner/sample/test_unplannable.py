"""What is listed as unplannable cannot be planned by the facts, and everything else can."""

from collections import defaultdict
from functools import cache
from typing import TypeVar

import pytest

from planner.domain.activities import Activity, ActivityKind, BookedBy, InterpreterNeed
from planner.domain.cases import (
    BlockingFact,
    Condition,
    ConditionFact,
    DocumentState,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import day_of
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.flights import Flight
from planner.domain.ids import NETHERLANDS, CaseId, PlaceId
from planner.domain.levels import Level
from planner.domain.missions import Session, SessionPattern
from planner.domain.resources import Capacity, ClosedDays, ResourceKind
from planner.domain.settings import Settings
from planner.domain.terms import deadline, work_calendars
from planner.domain.time import Interval, Minute, intersection
from planner.domain.vehicles import Vehicle
from planner.sample import SampleSize
from planner.sample.fact_index import FactIndex
from planner.sample.places import drive_minutes
from tests.planner.sample.samples import WEEK, activities_of, facts_of, sample

SIZES = [(SampleSize.REGION, 1), (SampleSize.REGION, 2), (SampleSize.NATIONAL, 1)]
SETTINGS = Settings(DEFAULT_SETTINGS)
_C = TypeVar("_C", TrackFact, BlockingFact, ConditionFact)


@pytest.mark.parametrize(("size", "seed"), SIZES)
def test_unplannable_conversations_are_those_without_a_way(size: SampleSize, seed: int) -> None:
    made = sample(size, seed)
    index = FactIndex(made.facts, WEEK)
    languages = {
        c.resource.id
        for c in facts_of(made, Capacity)
        if c.resource.kind is ResourceKind.INTERPRETER and index.scope.contains(c.interval.start)
    }
    conversations = activities_of(made, ActivityKind.CONVERSATION)
    stuck = {c.key for c in conversations if not index.possible_days(c) or not _spoken(c, index, languages)}

    assert stuck == set(dict(made.unplannable)) & {c.key for c in conversations}


def _spoken(conversation: Activity, index: FactIndex, languages: set[str]) -> bool:
    person = index.regievoerders.get(index.owners.get(conversation.cases[0], ""))
    return (
        conversation.interpreter is not InterpreterNeed.REQUIRED
        or conversation.language in languages
        or conversation.language in {"nl", "en"}
        or (person is not None and conversation.language in person.languages)
    )


class _Dossiers:
    """The facts that decide on which flights a departure may be."""

    def __init__(self, size: SampleSize, seed: int) -> None:
        made = sample(size, seed)
        self.flights = facts_of(made, Flight)
        self.calendar = work_calendars(facts_of(made, ClosedDays))[NETHERLANDS]
        self.tracks = _by_case(facts_of(made, TrackFact))
        self.blocks = _by_case(facts_of(made, BlockingFact))
        self.conditions = _by_case(facts_of(made, ConditionFact))
        self.documents = {d.case: d for d in facts_of(made, TravelDocument)}

    def flights_for(self, departure: Activity) -> list[Flight]:
        """Return the flights that window, tracks, conditions, documents and hard terms allow."""
        return [
            flight
            for flight in self.flights
            if flight.country == departure.departure.country
            and departure.window.contains(flight.departs)
            and flight.departs < self._hard_deadline(departure)
            and all(self._may_fly(case, departure, flight) for case in departure.cases)
        ]

    def _hard_deadline(self, departure: Activity) -> int:
        ends = [departure.latest_end]
        for term in departure.terms:
            setting = SETTINGS.get(term.rule, term.key, on=term.anchor, regime=departure.regime)
            if term.level is not Level.TIMELY:
                ends.append(deadline(term.anchor, setting.value, setting.unit, self.calendar))
        return min(ends)

    def _may_fly(self, case: CaseId, departure: Activity, flight: Flight) -> bool:
        track = departure.departure.track
        on_track = any(t.track is track and t.valid.contains(flight.departs) for t in self.tracks[case])
        blocked = any(b.valid.contains(flight.departs) for b in self.blocks[case])
        return on_track and not blocked and self._papers(case, flight) and self._removable(case, track, flight)

    def _papers(self, case: CaseId, flight: Flight) -> bool:
        document = self.documents[case]
        if document.state is DocumentState.PROMISED:
            return day_of(flight.departs) >= self.calendar.add(day_of(AS_OF), 5)
        return document.valid is not None and document.valid.covers(flight.departs, flight.arrives)

    def _removable(self, case: CaseId, track: Track, flight: Flight) -> bool:
        if track is not Track.FORCED:
            return True
        groups = [[c.valid for c in self.conditions[case] if c.condition is want] for want in Condition]
        return any(part.contains(flight.departs) for part in intersection(groups))


AS_OF = sample(SampleSize.OFFICE).as_of


def _by_case(facts: list[_C]) -> dict[CaseId, list[_C]]:
    found: dict[CaseId, list[_C]] = defaultdict(list)
    for fact in facts:
        found[fact.case].append(fact)
    return found


@cache
def dossiers(size: SampleSize, seed: int) -> _Dossiers:
    """Return the dossiers of a sample, sorted once."""
    return _Dossiers(size, seed)


@pytest.mark.parametrize(("size", "seed"), SIZES)
def test_unplannable_departures_are_those_without_a_flight(size: SampleSize, seed: int) -> None:
    made = sample(size, seed)
    booked = [
        departure
        for departure in activities_of(made, ActivityKind.DEPARTURE)
        if departure.departure.booked_by is BookedBy.DTV
    ]
    stuck = {departure.key for departure in booked if not dossiers(size, seed).flights_for(departure)}

    assert stuck == set(dict(made.unplannable)) & {departure.key for departure in booked}


@pytest.mark.parametrize(("size", "seed"), SIZES)
def test_unplannable_presentations_are_those_without_a_session(size: SampleSize, seed: int) -> None:
    made = sample(size, seed)
    sittings = {sitting.mission for sitting in facts_of(made, Session)}
    held = sittings | {pattern.mission for pattern in facts_of(made, SessionPattern)}
    wishes = activities_of(made, ActivityKind.PRESENTATION)

    stuck = {wish.key for wish in wishes if wish.presentation.mission not in held}

    assert stuck == set(dict(made.unplannable)) & {wish.key for wish in wishes}


@pytest.mark.parametrize(("size", "seed"), [*SIZES, (SampleSize.DVO_DAY, 1), (SampleSize.OFFICE, 1)])
def test_unplannable_moves_are_those_no_vehicle_can_drive_alone(size: SampleSize, seed: int) -> None:
    made = sample(size, seed)
    vehicles = facts_of(made, Vehicle)
    moves = [move for move in activities_of(made, ActivityKind.MOVE) if move.move.serves is None]

    stuck = {move.key for move in moves if not any(_can_drive(vehicle, move) for vehicle in vehicles)}

    assert stuck == set(dict(made.unplannable)) & {move.key for move in moves}


@pytest.mark.parametrize(("size", "seed"), SIZES)
def test_departures_this_week_can_be_reached_in_time_by_some_vehicle(size: SampleSize, seed: int) -> None:
    made = sample(size, seed)
    vehicles = facts_of(made, Vehicle)
    departures = {a.key: a for a in activities_of(made, ActivityKind.DEPARTURE)}
    hopeless = dict(made.unplannable)

    late = [
        move.key
        for move in activities_of(made, ActivityKind.MOVE)
        if move.move.serves in departures and move.key not in hopeless
        for flights in [dossiers(size, seed).flights_for(departures[move.move.serves])]
        if not any(_can_deliver(vehicle, move, flight) for flight in flights for vehicle in vehicles)
    ]

    assert late == []


def _fits(vehicle: Vehicle, move: Activity) -> bool:
    detail = move.move
    together = -(-detail.persons // (vehicle.seats // vehicle.compartments))
    return (
        detail.persons <= vehicle.seats
        and together <= vehicle.compartments
        and detail.child_seats <= vehicle.child_seats
        and detail.security <= vehicle.security
        and (vehicle.wheelchair or not detail.wheelchair)
    )


def _can_drive(vehicle: Vehicle, move: Activity) -> bool:
    pickup, delivery = move.move.pickup, move.move.delivery
    assert pickup is not None
    assert delivery is not None
    return _fits(vehicle, move) and any(_in_shift(vehicle, shift, move, pickup, delivery) for shift in vehicle.shifts)


def _can_deliver(vehicle: Vehicle, move: Activity, flight: Flight) -> bool:
    """At the airport at least three hours and at most seven before the flight."""
    delivery = Interval(Minute(flight.departs - 300), Minute(flight.departs - 180))
    pickup = Interval(Minute(flight.departs - 1_000), Minute(flight.departs - 180))
    return _fits(vehicle, move) and any(_in_shift(vehicle, shift, move, pickup, delivery) for shift in vehicle.shifts)


def _in_shift(vehicle: Vehicle, shift: Interval, move: Activity, pickup: Interval, delivery: Interval) -> bool:
    """Drive from the depot, as late as the pick-up and as early as the delivery allow, and back."""
    place, detail = move.place, move.move
    assert isinstance(place, str)
    ride = drive_minutes(PlaceId(place), detail.destination)
    home = drive_minutes(detail.destination, vehicle.depot)
    earliest = max(pickup.start, shift.start + drive_minutes(vehicle.depot, PlaceId(place)))
    latest_delivery = min(delivery.end or 0, (shift.end or 0) - home) - detail.delivery_service
    latest = min(pickup.end or 0, latest_delivery - ride - detail.pickup_service)
    return earliest <= latest and latest + detail.pickup_service + 270 >= delivery.start
