"""What is known: the facts of one problem, indexed for looking up. No plan, no search, no ortools."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from planner.domain import terms
from planner.domain.activities import Activity, ActivityKind, MoveDetail, Term
from planner.domain.bookings import Booking
from planner.domain.cases import BlockingFact, Case, Condition, Track, TravelDocument
from planner.domain.civil import at, day_interval, day_of, days_between
from planner.domain.commitments import PartnerRequest
from planner.domain.day_travel import AS_IN_TABLE, DayTravel
from planner.domain.default_settings import with_delivered
from planner.domain.flights import Flight
from planner.domain.ids import (
    NETHERLANDS,
    ActivityKey,
    CaseId,
    CountryCode,
    FlightId,
    HouseholdId,
    MissionId,
    PlaceId,
    RegievoerderId,
    SessionId,
)
from planner.domain.legal_terms import running_terms
from planner.domain.missions import Session
from planner.domain.plan import Assignment
from planner.domain.problem import Problem
from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from planner.domain.road_pace import road_pace
from planner.domain.settings import Settings
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute, intersection, subtract, union
from solver.escort_facts import EscortFacts
from solver.load import Load
from solver.of_facts import of_facts
from solver.records import Records

K = TypeVar("K")
V = TypeVar("V")


class DutyKey:
    """What the duties of vehicles are kept under: copies of the same facts share it."""


class Known:
    """Looks up facts of one problem. Everything here is derived once and never changes."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.now = problem.recorded_at
        self.settings = Settings(with_delivered(problem.settings))
        self.calendars = terms.work_calendars(problem.resources.closed_days)
        facts, means = problem.case_file, problem.resources
        self.activities = {activity.key: activity for activity in problem.activities}
        self.cases: dict[CaseId, Case] = {case.id: case for case in facts.cases}
        self.places = {place.id: place for place in means.places}
        self.regievoerders = {person.id: person for person in means.regievoerders}
        self.missions = {mission.id: mission for mission in means.missions}
        self.sessions: dict[SessionId, Session] = {session.id: session for session in means.sessions}
        self.flights: dict[FlightId, Flight] = {flight.id: flight for flight in means.flights}
        self.carriers = {carrier.code: carrier for carrier in means.carriers}
        self.country_rules = {rule.country: rule for rule in means.country_rules}
        self.escort_teams = {team.id: team for team in means.escort_teams}
        self.vehicles = {vehicle.id: vehicle for vehicle in means.vehicles}
        self.baseline = {appointment.activity: appointment for appointment in problem.baseline}
        self._assigned: dict[CaseId, RegievoerderId] = {}
        self.pins = {pin.activity: pin for pin in problem.pins}
        self.placements = {placement.activity: placement for placement in problem.placements}
        self._row = {place: i for i, place in enumerate(problem.travel.places)}
        self._minutes = problem.travel.minutes
        self.duty, self.shared = DutyKey(), dict[str, Any]()
        self._working: dict[RegievoerderId, tuple[Interval, ...]] = {}
        self._deadlines: dict[tuple[ActivityKey, Term], Minute] = {}
        self._terms: dict[ActivityKey, tuple[Term, ...]] = {}
        self.records = Records(problem)

    def assigned(self, assignments: Sequence[Assignment]) -> "Known":
        """Return what is known once these cases have their new regievoerder, from the start of the scope on."""
        owners = {item.case: item.regievoerder for item in assignments}
        if owners == self._assigned:
            return self
        other = copy.copy(self)
        other._assigned = owners  # noqa: SLF001 - a copy of this very class
        return other

    def activity(self, key: ActivityKey) -> Activity:
        """Return an activity of the problem."""
        return self.activities[key]

    def travel(self, origin: PlaceId | None, destination: PlaceId | None) -> int:
        """Return driving minutes; 0 for the same or an unknown place."""
        if origin is None or destination is None or origin == destination:
            return 0
        a, b = self._row.get(origin), self._row.get(destination)
        return 0 if a is None or b is None else self._minutes[a * len(self._row) + b]

    def by_car(self, origin: PlaceId | None, destination: PlaceId | None) -> int:
        """Return the minutes a regievoerder allows for a drive: the table with the margin for parking and walking."""
        return -(-self.travel(origin, destination) * (100 + self._car_margin) // 100)

    @of_facts
    def _car_margin(self) -> int:
        return self.setting("T01", "margin-car", self.problem.scope.start)

    def drive(self, origin: PlaceId | None, destination: PlaceId | None, depart: Minute) -> int:
        """Return the minutes a vehicle takes that leaves at a moment; 0 for the same or an unknown place."""
        return self.pace.arrival(depart, self.travel(origin, destination)) - depart

    @of_facts
    def pace(self) -> DayTravel:
        """How much longer or shorter than in the travel table vehicles take, by the time of day."""
        problem = self.problem
        around = problem.horizon.start - MINUTES_PER_DAY, problem.horizon_end + MINUTES_PER_DAY
        return road_pace(self.settings, days_between(Minute(around[0]), Minute(around[1])), problem.travel.percent)

    def quickest(self, origin: PlaceId | None, destination: PlaceId | None) -> int:
        """Return the fewest minutes a vehicle ever takes."""
        return -(-self.travel(origin, destination) * min(self.pace.percents) // AS_IN_TABLE)

    def slowest(self, origin: PlaceId | None, destination: PlaceId | None) -> int:
        """Return the most minutes a vehicle ever takes."""
        return -(-self.travel(origin, destination) * max(self.pace.percents) // AS_IN_TABLE)

    def setting(self, rule: str, key: str, moment: Minute, activity: Activity | None = None) -> int:
        """Return a rule's value in force on the Dutch day of the moment, for the activity's regime."""
        regime = activity.regime if activity else None
        return self.settings.value(rule, key, on=day_of(moment), regime=regime)

    def terms(self, activity: Activity) -> tuple[Term, ...]:
        """Return the terms of an activity as they run, given what happened in law."""
        found = self._terms.get(activity.key)
        if found is None:
            found = running_terms(activity, self.records.moments, self.settings, day_of(self.now))
            self._terms[activity.key] = found
        return found

    def deadline(self, activity: Activity, term: Term) -> Minute:
        """Return the first minute too late for a term of an activity."""
        found = self._deadlines.get((activity.key, term))
        if found is None:
            setting = self.settings.get(term.rule, term.key, on=term.anchor, regime=activity.regime)
            dutch = self.calendars[NETHERLANDS]
            found = terms.term_end(setting, term.anchor, self.settings, dutch, activity.regime)
            self._deadlines[activity.key, term] = found
        return found

    @of_facts
    def linked(self) -> dict[ActivityKey, list[ActivityKey]]:
        """Activities tied to each other because one serves or follows the other, both ways."""
        pairs = [
            (activity.key, other)
            for activity in self.problem.activities
            if isinstance(activity.detail, MoveDetail)
            for other in (activity.detail.serves, activity.detail.after)
            if other is not None
        ]
        return _grouped([*pairs, *((served, move) for move, served in pairs)])

    def is_open(self, day: date, country: CountryCode = NETHERLANDS) -> bool:
        """Return whether a day is a working day in a country."""
        return self.calendars.get(country, self.calendars[NETHERLANDS]).is_working(day)

    @of_facts
    def open_days(self) -> tuple[Interval, ...]:
        """Dutch working days of the horizon, as stretches."""
        days = days_between(self.problem.horizon.start, self.problem.horizon_end)
        return union(day_interval(day) for day in days if self.is_open(day))

    @of_facts
    def longest_travel(self) -> int:
        """Longest that anybody allows for a drive."""
        return -(-max(self._minutes, default=0) * (100 + self._car_margin) // 100)

    @of_facts
    def bookings(self) -> dict[ActivityKey, list[Booking]]:
        """Bookings of each departure, one per flight."""
        return _grouped((booking.activity, booking) for booking in self.problem.bookings)

    @of_facts
    def requests(self) -> dict[ActivityKey, list[PartnerRequest]]:
        """Requests to partners by activity."""
        return _grouped((request.activity, request) for request in self.problem.requests)

    # --- cases ---------------------------------------------------------------

    @of_facts
    def _owners(self) -> dict[CaseId, list[tuple[Interval, RegievoerderId]]]:
        return _grouped((fact.case, (fact.valid, fact.regievoerder)) for fact in self.problem.case_file.ownerships)

    def owner(self, case: CaseId, moment: Minute) -> RegievoerderId | None:
        """Return who owns the case at the moment: as assigned, else as the facts say."""
        return next((who for valid, who in self.owners(case) if valid.contains(moment)), None)

    def owners(self, case: CaseId) -> Sequence[tuple[Interval, RegievoerderId]]:
        """Return who owns the case when; an assignment counts from the start of the scope on."""
        facts = self._owners.get(case, ())
        who = self._assigned.get(case)
        if who is None:
            return facts
        turn = Interval(self.problem.scope.start)
        earlier = [(part, owner) for valid, owner in facts for part in subtract([valid], [turn])]
        return [*earlier, (turn, who)]

    @of_facts
    def _marked(self) -> frozenset[CaseId]:
        start = self.problem.scope.start
        facts = self.problem.case_file.ownerships
        return frozenset(fact.case for fact in facts if fact.marked and fact.valid.contains(start))

    def is_live(self, case: Case) -> bool:
        """Return whether a case still runs when the scope starts."""
        return case.closed_on is None or case.closed_on > day_of(self.problem.scope.start)

    def needs_owner(self, case: CaseId) -> bool:
        """Return whether a live case has no regievoerder by the facts when the scope starts, or is marked."""
        found = self.cases.get(case)
        if found is None or not self.is_live(found):
            return False
        start = self.problem.scope.start
        return case in self._marked or not any(valid.contains(start) for valid, _ in self._owners.get(case, ()))

    def recorded_owners(self, case: CaseId) -> Sequence[tuple[Interval, RegievoerderId]]:
        """Return who owns the case when, by the facts alone."""
        return self._owners.get(case, ())

    @of_facts
    def load(self) -> Load:
        """Load points by the facts alone."""
        return Load(self)

    @of_facts
    def _households(self) -> dict[CaseId, list[tuple[Interval, HouseholdId]]]:
        return _grouped((fact.case, (fact.valid, fact.household)) for fact in self.problem.case_file.memberships)

    def household(self, case: CaseId, moment: Minute) -> HouseholdId | None:
        """Return the household the case belongs to at the moment, or None."""
        return next((who for valid, who in self._households.get(case, ()) if valid.contains(moment)), None)

    def households(self, case: CaseId) -> frozenset[HouseholdId]:
        """Return every household the case ever belongs to."""
        return frozenset(household for _, household in self._households.get(case, ()))

    @of_facts
    def members(self) -> dict[HouseholdId, list[CaseId]]:
        """Cases that ever belong to each household."""
        return _grouped((fact.household, fact.case) for fact in self.problem.case_file.memberships)

    @of_facts
    def _departures(self) -> dict[CaseId, list[Activity]]:
        departures = (activity for activity in self.problem.activities if activity.kind is ActivityKind.DEPARTURE)
        return _grouped((case, activity) for activity in departures for case in activity.cases)

    def departures_of(self, case: CaseId) -> Sequence[Activity]:
        """Return the open departures of a case."""
        return self._departures.get(case, ())

    def household_owners(self, case: CaseId) -> frozenset[RegievoerderId]:
        """Return who has the other members of the household that keep their regievoerder, when the scope starts."""
        start = self.problem.scope.start
        household = self.household(case, start)
        others = [other for other in self.members.get(household, ()) if other != case] if household else []
        staying = (c for c in others if self.household(c, start) == household and not self.needs_owner(c))
        owned = (who for c in staying for valid, who in self.recorded_owners(c) if valid.contains(start))
        return frozenset(owned)

    def separation_approved(self, household: HouseholdId, moment: Minute) -> bool:
        """Return whether the director approved separate travel at the moment."""
        return any(
            fact.household == household and fact.valid.contains(moment) for fact in self.problem.case_file.separations
        )

    @of_facts
    def _tracks(self) -> dict[CaseId, list[tuple[Track, Interval]]]:
        return _grouped((fact.case, (fact.track, fact.valid)) for fact in self.problem.case_file.tracks)

    def track(self, case: CaseId, track: Track) -> tuple[Interval, ...]:
        """Return when a case is on a track."""
        return union(valid for kind, valid in self._tracks.get(case, ()) if kind is track)

    @of_facts
    def _conditions(self) -> dict[CaseId, list[tuple[Condition, Interval]]]:
        return _grouped((fact.case, (fact.condition, fact.valid)) for fact in self.problem.case_file.conditions)

    def condition(self, case: CaseId, condition: Condition) -> tuple[Interval, ...]:
        """Return when one of the four conditions holds for a case."""
        return union(valid for kind, valid in self._conditions.get(case, ()) if kind is condition)

    def removable(self, case: CaseId) -> tuple[Interval, ...]:
        """Return when all four conditions for forced removal hold."""
        return intersection(self.condition(case, condition) for condition in Condition)

    @of_facts
    def blocks(self) -> dict[CaseId, list[BlockingFact]]:
        """Blocking facts by case."""
        return _grouped((fact.case, fact) for fact in self.problem.case_file.blocks)

    @of_facts
    def documents(self) -> dict[CaseId, list[TravelDocument]]:
        """Travel documents by case."""
        return _grouped((fact.case, fact) for fact in self.problem.case_file.documents)

    @of_facts
    def _stays(self) -> dict[CaseId, list[tuple[Interval, PlaceId]]]:
        return _grouped((fact.case, (fact.valid, fact.place)) for fact in self.problem.case_file.stays)

    def stays(self, case: CaseId) -> Sequence[tuple[Interval, PlaceId]]:
        """Return where the person stays, and when."""
        return self._stays.get(case, ())

    # --- people and means ----------------------------------------------------

    @of_facts
    def _absences(self) -> dict[ResourceRef, list[Interval]]:
        return _grouped((fact.resource, fact.interval) for fact in self.problem.resources.absences)

    def absences(self, resource: ResourceRef) -> Sequence[Interval]:
        """Return when a resource is absent."""
        return self._absences.get(resource, ())

    def working(self, who: RegievoerderId) -> tuple[Interval, ...]:
        """Return a regievoerder's working time in the horizon, without days off and absences."""
        if who not in self._working:
            hours = [
                Interval(_clock(day, slot.start), _clock(day, slot.end))
                for day in days_between(self.problem.horizon.start, self.problem.horizon_end)
                if self.is_open(day)
                for slot in self.regievoerders[who].hours
                if slot.weekday == day.weekday()
            ]
            self._working[who] = subtract(hours, self.absences(ResourceRef(ResourceKind.REGIEVOERDER, who)))
        return self._working[who]

    @of_facts
    def _substitutes(self) -> dict[RegievoerderId, list[tuple[Interval, RegievoerderId]]]:
        return _grouped((fact.owner, (fact.interval, fact.substitute)) for fact in self.problem.resources.substitutes)

    def substitutes(self, owner: RegievoerderId) -> Sequence[tuple[Interval, RegievoerderId]]:
        """Return who stands in for an owner, and when."""
        return self._substitutes.get(owner, ())

    @of_facts
    def escorts(self) -> EscortFacts:
        """Teams, rosters, offers and duties elsewhere."""
        return EscortFacts(self.problem, self.absences)

    @of_facts
    def _capacities(self) -> dict[ResourceRef, list[Capacity]]:
        grouped = _grouped((fact.resource, fact) for fact in self.problem.resources.capacities)
        for windows in grouped.values():
            windows.sort(key=lambda fact: fact.interval.start)
        return grouped

    def capacities(self, resource: ResourceRef) -> Sequence[Capacity]:
        """Return the offered stretches of a pooled resource, in order of time (they may overlap and then add up)."""
        return self._capacities.get(resource, ())

    def capacity_at(self, resource: ResourceRef, moment: Minute) -> int:
        """Return how many of a pooled resource there are at a moment."""
        return sum(fact.amount for fact in self.capacities(resource) if fact.interval.contains(moment))

    @of_facts
    def _flights_to(self) -> dict[CountryCode, list[Flight]]:
        flights = _grouped((flight.country, flight) for flight in self.problem.resources.flights)
        for group in flights.values():
            group.sort(key=lambda flight: (flight.departs, flight.id))
        return flights

    def flights_to(self, country: CountryCode) -> Sequence[Flight]:
        """Return the flights to a country, in order of time."""
        return self._flights_to.get(country, ())

    @of_facts
    def _sessions_of(self) -> dict[MissionId, list[Session]]:
        sessions = _grouped((session.mission, session) for session in self.problem.resources.sessions)
        for group in sessions.values():
            group.sort(key=lambda session: (session.interval.start, session.id))
        return sessions

    def sessions_of(self, mission: MissionId) -> Sequence[Session]:
        """Return a mission's sessions, in order of time."""
        return self._sessions_of.get(mission, ())


@lru_cache(maxsize=16384)
def _clock(day: date, minutes: int) -> Minute:
    return at(day, *divmod(minutes, 60))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    grouped: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return dict(grouped)
