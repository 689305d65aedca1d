"""A problem's facts, indexed for looking up.

Not allowed here: judging them.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from planner.domain import terms
from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.bookings import Booking
from planner.domain.cases import BlockingFact, Track, TrackFact, TravelDocument
from planner.domain.flights import Flight
from planner.domain.ids import NETHERLANDS, ActivityKey, CaseId, CountryCode, HouseholdId
from planner.domain.problem import Problem
from planner.domain.settings import Settings
from planner.domain.terms import WorkCalendar
from planner.domain.time import Interval, Minute

_K = TypeVar("_K")
_V = TypeVar("_V")


class Sight:
    """Looks up facts of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        means = problem.resources
        self.settings = Settings(problem.settings)
        self.activities = {activity.key: activity for activity in problem.activities}
        self.flights: dict[str, Flight] = {flight.id: flight for flight in means.flights}
        self.carriers = {carrier.code for carrier in means.carriers}
        self.missions = {mission.id: mission for mission in means.missions}
        self.people = {person.id: person for person in means.regievoerders}
        self._calendars = terms.work_calendars(means.closed_days)

    def of_kind(self, kind: ActivityKind) -> list[Activity]:
        """Return the activities of a kind, in the order of the problem."""
        return [activity for activity in self.problem.activities if activity.kind is kind]

    def calendar(self, country: CountryCode = NETHERLANDS) -> WorkCalendar:
        """Return a country's working days; of a country without holidays those of Monday to Friday."""
        return self._calendars.get(country, WorkCalendar())

    def own_departure(self, key: ActivityKey) -> Activity | None:
        """Return the departure that DT&V books, or None."""
        found = self.activities.get(key)
        if found is None or found.kind is not ActivityKind.DEPARTURE:
            return None
        return found if found.departure.booked_by is BookedBy.DTV else None

    @cached_property
    def bookings(self) -> dict[ActivityKey, list[Booking]]:
        """Bookings by departure."""
        return _grouped((booking.activity, booking) for booking in self.problem.bookings)

    @cached_property
    def tracks(self) -> dict[CaseId, list[TrackFact]]:
        """Tracks by case."""
        return _grouped((fact.case, fact) for fact in self.problem.case_file.tracks)

    def on_track(self, case: CaseId, track: Track, moment: Minute) -> bool:
        """Return whether a case is on a track at a moment."""
        return any(fact.track is track and fact.valid.contains(moment) for fact in self.tracks.get(case, ()))

    def independent(self, case: CaseId, moment: Minute) -> bool:
        """Return whether an independent track is open at a moment."""
        return any(fact.track.independent and fact.valid.contains(moment) for fact in self.tracks.get(case, ()))

    @cached_property
    def blocks(self) -> dict[CaseId, list[BlockingFact]]:
        """Blocking facts by case."""
        return _grouped((fact.case, fact) for fact in self.problem.case_file.blocks)

    @cached_property
    def documents(self) -> dict[CaseId, list[TravelDocument]]:
        """Documents by case."""
        return _grouped((fact.case, fact) for fact in self.problem.case_file.documents)

    @cached_property
    def households(self) -> dict[HouseholdId, list[tuple[CaseId, Interval]]]:
        """Members of each household, with when."""
        return _grouped((fact.household, (fact.case, fact.valid)) for fact in self.problem.case_file.memberships)


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, list[_V]]:
    grouped: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return dict(grouped)
