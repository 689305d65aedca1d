"""The facts of a problem and the appointments of a plan, looked up in every way the checks need.

Not allowed here: judging.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case, Regime
from planner.domain.civil import day_of
from planner.domain.flights import Flight
from planner.domain.ids import NETHERLANDS, ActivityKey, CaseId, CountryCode, FlightId, PlaceId
from planner.domain.missions import Mission, PresentationMode, Session
from planner.domain.people import Regievoerder
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Participation, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from planner.domain.settings import Setting
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity with its appointment."""

    activity: Activity
    at: Appointment

    @property
    def key(self) -> ActivityKey:
        """The activity's key."""
        return self.activity.key

    def parts(self, kind: ResourceKind) -> tuple[Participation, ...]:
        """Return the parts of a kind of resource."""
        return tuple(part for part in self.at.participations if part.resource.kind is kind)

    def part(self, kind: ResourceKind) -> Participation | None:
        """Return the only part of a kind, or None when there is none or more than one."""
        parts = self.parts(kind)
        return parts[0] if len(parts) == 1 else None


class Facts:
    """One problem with one plan."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self.now = problem.recorded_at
        self.today = day_of(problem.recorded_at)
        self.activities = {activity.key: activity for activity in problem.activities}
        self.published = {item.activity: item for item in problem.baseline}

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        """Every appointment of an activity of the problem, in order of time."""
        known = (item for item in self.plan.appointments if item.activity in self.activities)
        return tuple(Planned(self.activities[item.activity], item) for item in sorted(known, key=lambda a: a.start))

    @cached_property
    def by_key(self) -> dict[ActivityKey, Planned]:
        """What is planned, by activity."""
        return {item.key: item for item in self.planned}

    def of(self, kind: ActivityKind) -> Iterator[Planned]:
        """Yield what is planned of one kind."""
        return (item for item in self.planned if item.activity.kind is kind)

    def new(self, item: Planned) -> bool:
        """Return whether the appointment is not one already published with the same times."""
        before = self.published.get(item.key)
        return before is None or (before.start, before.end) != (item.at.start, item.at.end)

    @cached_property
    def cases(self) -> dict[CaseId, Case]:
        """Every case."""
        return {case.id: case for case in self.problem.case_file.cases}

    def cases_of(self, activity: Activity) -> list[Case]:
        """Return the cases of an activity."""
        return [self.cases[code] for code in activity.cases if code in self.cases]

    def present(self, activity: Activity) -> tuple[CaseId, ...]:
        """Return who of its cases takes part in an activity: nobody where the mission decides on paper."""
        if activity.kind is not ActivityKind.PRESENTATION:
            return activity.cases
        mission = self.missions.get(activity.presentation.mission)
        return () if mission is not None and mission.mode is PresentationMode.WRITTEN else activity.cases

    @cached_property
    def places(self) -> dict[PlaceId, Place]:
        """Every place."""
        return {place.id: place for place in self.problem.resources.places}

    @cached_property
    def flights(self) -> dict[FlightId, Flight]:
        """Every flight."""
        return {flight.id: flight for flight in self.problem.resources.flights}

    @cached_property
    def missions(self) -> dict[str, Mission]:
        """Every mission."""
        return {mission.id: mission for mission in self.problem.resources.missions}

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """Every session."""
        return {session.id: session for session in self.problem.resources.sessions}

    @cached_property
    def vehicles(self) -> dict[str, Vehicle]:
        """Every vehicle."""
        return {vehicle.id: vehicle for vehicle in self.problem.resources.vehicles}

    @cached_property
    def people(self) -> dict[str, Regievoerder]:
        """Every regievoerder."""
        return {person.id: person for person in self.problem.resources.regievoerders}

    def flight_of(self, item: Planned) -> Flight | None:
        """Return the one flight an appointment is on."""
        part = item.part(ResourceKind.FLIGHT)
        return self.flights.get(FlightId(part.resource.id)) if part else None

    @cached_property
    def _stays(self) -> dict[CaseId, list[tuple[Interval, PlaceId]]]:
        found: dict[CaseId, list[tuple[Interval, PlaceId]]] = defaultdict(list)
        for stay in self.problem.case_file.stays:
            found[stay.case].append((stay.valid, stay.place))
        return found

    def stays(self, case: CaseId, moment: Minute) -> set[PlaceId]:
        """Return where the person stays at a moment (more than one place on a day of moving house)."""
        return {place for valid, place in self._stays[case] if valid.contains(moment)}

    def held(self, case: CaseId, moment: Minute) -> bool:
        """Return whether the person stays where one cannot leave by oneself."""
        known = [self.places[place] for place in self.stays(case, moment) if place in self.places]
        return any(place.kind is PlaceKind.DETENTION for place in known)

    def norm(self, rule: str, key: str, on: date, regime: Regime | None = None) -> int:
        """Return the value in force: the regime's own before the general one."""
        value = self.norm_or_none(rule, key, on, regime)
        if value is None:
            raise LookupError(f"{rule} {key} has no value on {on}")
        return value

    def norm_or_none(self, rule: str, key: str, on: date, regime: Regime | None = None) -> int | None:
        """Return the value in force, or None."""
        rows = [s for s in self._norms.get((rule, key), ()) if s.valid_from <= on]
        rows = [s for s in rows if s.valid_to is None or on < s.valid_to]
        own = [s.value for s in rows if regime is not None and s.regime is regime]
        return next(iter(own or [s.value for s in rows if s.regime is None]), None)

    @cached_property
    def _norms(self) -> dict[tuple[str, str], list[Setting]]:
        found: dict[tuple[str, str], list[Setting]] = defaultdict(list)
        for setting in self.problem.settings:
            found[setting.rule, setting.key].append(setting)
        return found

    @cached_property
    def _closed(self) -> dict[CountryCode, frozenset[date]]:
        return {entry.country: entry.days for entry in self.problem.resources.closed_days}

    def works(self, day: date, country: CountryCode = NETHERLANDS) -> bool:
        """Return whether a day is a working day in a country."""
        return day.weekday() <= _FRIDAY and day not in self._closed.get(country, frozenset())

    def working_days_after(self, day: date, count: int) -> date:
        """Return the day so many Dutch working days later (or earlier, when negative)."""
        step = 1 if count >= 0 else -1
        while count:
            day += timedelta(days=step)
            count -= step if self.works(day) else 0
        return day

    def absent(self, kind: ResourceKind, code: str, start: Minute, end: Minute) -> bool:
        """Return whether a resource is away during part of a stretch."""
        return any(interval.overlaps(start, end) for interval in self._absences.get((kind, code), ()))

    @cached_property
    def _absences(self) -> dict[tuple[ResourceKind, str], list[Interval]]:
        found: dict[tuple[ResourceKind, str], list[Interval]] = defaultdict(list)
        for absence in self.problem.resources.absences:
            found[absence.resource.kind, absence.resource.id].append(absence.interval)
        return found
