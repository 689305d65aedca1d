"""The facts that say how ready a departure is, looked up for one departure at a time.

Not allowed here: judging how it stands (``gate_items``, ``gate_answers``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.activities import Activity, BookedBy, MoveDetail, MoveRole
from planner.domain.bookings import Booking
from planner.domain.cases import BlockingFact, Case, Specialism, Track, TravelDocument
from planner.domain.civil import day_of
from planner.domain.clearances import Clearance, Override
from planner.domain.commitments import PartnerRequest
from planner.domain.departure_plan import InformationRequest
from planner.domain.escorts import EscortOfficer
from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.hand_over import ticked
from planner.domain.ids import NETHERLANDS, ActivityKey, FlightId
from planner.domain.plan import Appointment
from planner.domain.resources import ClosedDays, ResourceKind
from planner.domain.settings import Setting, Settings
from planner.domain.sheet_facts import HandOverItem
from planner.domain.terms import WorkCalendar, work_calendars
from planner.domain.time import Minute
from planner.ports.store import Transaction
from planner.usecases.norms.merge_settings import settings_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One planned departure with everything entered about it."""

    activity: Activity
    planned: Appointment
    now: Minute
    settings: Settings
    calendar: WorkCalendar
    flight: Flight | None
    carrier: Carrier | None
    country: CountryRule | None
    cases: tuple[Case, ...]
    documents: tuple[TravelDocument, ...]
    blocks: tuple[BlockingFact, ...]
    clearances: tuple[Clearance, ...]
    done: tuple[HandOverItem, ...]
    booking: Booking | None
    rides: tuple[tuple[Activity, Appointment | None], ...]
    requests: Mapping[ActivityKey, Sequence[PartnerRequest]]
    questions: tuple[InformationRequest, ...]
    officers: tuple[EscortOfficer, ...]
    overrides: tuple[Override, ...]

    @property
    def starts(self) -> Minute:
        """When it departs."""
        return self.planned.start

    @property
    def day(self) -> date:
        """The day on which it departs."""
        return day_of(self.planned.start)

    @property
    def ours(self) -> bool:
        """Whether DT&V books the flight."""
        return self.activity.departure.booked_by is BookedBy.DTV

    @property
    def forced(self) -> bool:
        """Whether somebody is taken to a flight."""
        return self.ours and self.activity.departure.track is Track.FORCED

    @property
    def minors(self) -> tuple[Case, ...]:
        """Who is an unaccompanied minor."""
        return tuple(case for case in self.cases if Specialism.MINORS in case.specialisms)

    def value(self, rule: str, key: str) -> int:
        """Return a setting as in force on the day of the departure."""
        return self.settings.value(rule, key, on=self.day, regime=self.activity.regime)


class GateFacts:
    """Reads once what all departures of a plan or release need."""

    def __init__(
        self, books: Transaction, activities: Iterable[Activity], appointments: Iterable[Appointment], now: Minute
    ) -> None:
        facts = books.facts
        entered: Mapping[ActivityKey, Activity] = {a.key: a for a in facts.in_force(Activity)}
        self._now = now
        self._activities = {a.key: entered.get(a.key, a) for a in activities}
        self._planned = {item.activity: item for item in appointments}
        self._settings = Settings(settings_in_force(facts.in_force(Setting)))
        self._calendar = work_calendars(facts.in_force(ClosedDays))[NETHERLANDS]
        self._flights = {flight.id: flight for flight in facts.in_force(Flight)}
        self._carriers = {carrier.code: carrier for carrier in facts.in_force(Carrier)}
        self._countries = {rule.country: rule for rule in facts.in_force(CountryRule)}
        self._cases = {case.id: case for case in facts.in_force(Case)}
        self._documents = facts.in_force(TravelDocument)
        self._blocks = facts.in_force(BlockingFact)
        self._clearances = facts.in_force(Clearance)
        self._items = facts.in_force(HandOverItem)
        self._bookings = facts.in_force(Booking)
        self._questions = facts.in_force(InformationRequest)
        self._officers = {officer.id: officer for officer in facts.in_force(EscortOfficer)}
        self._overrides = facts.in_force(Override)
        self._requests: dict[ActivityKey, list[PartnerRequest]] = defaultdict(list)
        for request in facts.in_force(PartnerRequest):
            self._requests[request.activity].append(request)
        self._rides: dict[ActivityKey, list[Activity]] = defaultdict(list)
        for activity in self._activities.values():
            detail = activity.detail
            if isinstance(detail, MoveDetail) and detail.serves is not None and detail.role is MoveRole.TO_DEPARTURE:
                self._rides[detail.serves].append(activity)

    def of(self, key: ActivityKey) -> Leaving:
        """Return what is known about one planned departure."""
        activity, planned = self._activities[key], self._planned[key]
        codes = frozenset(activity.cases)
        flight = self._flights.get(FlightId(planned.resource(ResourceKind.FLIGHT) or ""))
        named = [part.resource.id for part in planned.of_kind(ResourceKind.OFFICER)]
        answers = tuple(answer for answer in self._clearances if answer.case in codes)
        return Leaving(
            activity=activity,
            planned=planned,
            now=self._now,
            settings=self._settings,
            calendar=self._calendar,
            flight=flight,
            carrier=None if flight is None else self._carriers.get(flight.carrier),
            country=self._countries.get(activity.departure.country),
            cases=tuple(self._cases[code] for code in activity.cases if code in self._cases),
            documents=tuple(document for document in self._documents if document.case in codes),
            blocks=tuple(block for block in self._blocks if block.case in codes),
            clearances=answers,
            done=ticked(activity, self._items, answers, self._now),
            booking=next(
                (b for b in self._bookings if b.activity == key and flight is not None and b.flight == flight.id), None
            ),
            rides=tuple((ride, self._planned.get(ride.key)) for ride in self._rides.get(key, ())),
            requests=self._requests,
            questions=tuple(question for question in self._questions if question.case in codes and question.gate),
            officers=tuple(officer for code, officer in self._officers.items() if code in named),
            overrides=tuple(o for o in self._overrides if o.activity == key and o.valid.contains(planned.start)),
        )
