"""What people report on a morning of a season: bookings that fell out since the last one, and people and means away.

What a booking falls out by is reported as somebody would: an application, a person gone, a document or hand-over that
is not there, a flight or a team that drops out. Not allowed here: what is done about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from benchmarks.season_chance import Booked, Chance, falls_out
from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail
from planner.domain.bookings import CancelReason
from planner.domain.cancellation import CancellationModel, standing_of
from planner.domain.cases import TravelDocument
from planner.domain.civil import day_interval, day_of
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CarrierCode, FlightId, PlaceId, RegievoerderId, VehicleId
from planner.domain.people import Regievoerder
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import Capacity, ResourceKind
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.time import MINUTES_PER_DAY, MINUTES_PER_HOUR, Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.store import Transaction
from planner.usecases.disruptions.happened import (
    DocumentLate,
    EscortAbsent,
    FlightCancelled,
    HandOverIncomplete,
    Happened,
    NewApplication,
    OfficerAbsent,
    PersonGone,
    RoomClosed,
    VehicleDown,
)

OFFICER_AWAY, VEHICLE_DOWN, TEAM_AWAY, ROOMS_CLOSED = 0.03, 0.01, 0.01, 0.01
"""On any working day, of each (assumption)."""
_APPLICATION, _MEDICAL, _DOCUMENT, _PACK = (28, 120), (10, 42), (3, 14), (1, 4)
"""Days that it takes (assumption)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something to be reported; ``departure`` is the one whose booking falls out by it."""

    happened: Happened
    departure: Appointment | None = None
    reason: CancelReason | None = None


@dataclass(slots=True)
class Bookings:
    """Since when each departure is booked as it is, and which bookings were told to have fallen out."""

    chance: Chance
    model: CancellationModel
    since: dict[tuple[ActivityKey, str, Minute], Minute] = field(default_factory=dict)
    told: set[tuple[ActivityKey, str, Minute]] = field(default_factory=set)

    def see(self, release: Release) -> None:
        """Note what is booked by a publication."""
        kinds = {activity.key: activity.kind for activity in release.activities}
        for item in release.appointments:
            if kinds.get(item.activity) is ActivityKind.DEPARTURE:
                self.since.setdefault(_identity(item), release.published_at)

    def fate(self, books: Transaction, item: Appointment, activity: Activity) -> tuple[Minute, CancelReason] | None:
        """Return when and why a booked departure falls out, or None."""
        flight = item.resource(ResourceKind.FLIGHT)
        found = None if flight is None else next(iter(books.facts.beginning(Flight, flight)), None)
        documents = [tuple(books.facts.beginning(TravelDocument, case)) for case in activity.cases]
        detail = activity.departure
        return falls_out(
            self.model,
            self.chance,
            Booked(
                activity=item.activity,
                flight=flight or "",
                departs=item.start,
                since=min(self.since.get(_identity(item), item.start), item.start),
                document=standing_of(tuple(have[0].state if have else None for have in documents)),
                carrier=None if found is None else CarrierCode(found.carrier),
                notice_given=detail.notice_given is not None,
            ),
        )

    def fallen(
        self, books: Transaction, release: Release, now: Minute
    ) -> Iterator[tuple[Appointment, Activity, CancelReason]]:
        """Yield the coming departures whose booking has fallen out by now, and that nobody told of."""
        activities = {activity.key: activity for activity in release.activities}
        for item in release.appointments:
            activity = activities.get(item.activity)
            if activity is None or item.start <= now or _identity(item) in self.told or not _by_flight(activity):
                continue
            fate = self.fate(books, item, activity)
            if fate is not None and fate[0] <= now:
                self.told.add(_identity(item))
                yield item, activity, fate[1]


def _identity(item: Appointment) -> tuple[ActivityKey, str, Minute]:
    return item.activity, item.resource(ResourceKind.FLIGHT) or "", item.start


def _by_flight(activity: Activity) -> bool:
    return isinstance(activity.detail, DepartureDetail) and activity.detail.booked_by is BookedBy.DTV


Rides = Mapping[ActivityKey, Appointment]


def fallen_out(chance: Chance, item: Appointment, activity: Activity, reason: CancelReason, rides: Rides) -> Happened:
    """Return how it is reported that a booking fell out; times count from the morning that it is known."""
    about, case = (item.activity, item.resource(ResourceKind.FLIGHT)), activity.cases[0]
    happened: Happened = _incomplete(item, HandOverCheck.EXPLAINED, Minute(0))
    match reason:
        case CancelReason.NEW_APPLICATION:
            span = Interval(Minute(0), _days(chance, _APPLICATION, about))
            happened = NewApplication(case=case, span=span)
        case CancelReason.DISAPPEARED:
            happened = PersonGone(case=case, since=Minute(0))
        case CancelReason.DOCUMENT_LATE:
            happened = DocumentLate(case=case, expected=_days(chance, _DOCUMENT, about))
        case CancelReason.MEDICAL:
            happened = _incomplete(item, HandOverCheck.FIT_TO_FLY, _days(chance, _MEDICAL, about))
        case CancelReason.CARRIER:
            happened = FlightCancelled(flight=FlightId(item.resource(ResourceKind.FLIGHT) or ""))
        case CancelReason.TRANSPORT:
            happened = _transport(item, rides)
        case CancelReason.ADMINISTRATIVE:
            happened = _incomplete(item, HandOverCheck.IDENTITY, _days(chance, _PACK, about))
        case _:
            pass
    return happened


def _days(chance: Chance, limits: tuple[int, int], about: tuple[object, ...]) -> Minute:
    return Minute(chance.between(*limits, "days", *about) * MINUTES_PER_DAY)


def _incomplete(item: Appointment, check: HandOverCheck, until: Minute) -> HandOverIncomplete:
    return HandOverIncomplete(activity=item.activity, item=check, until=until)


def _transport(item: Appointment, rides: Rides) -> Happened:
    """Return that the escorts do not come, or the vehicle of the ride; else that something is missing."""
    day = day_interval(day_of(item.start))
    teams = item.of_kind(ResourceKind.ESCORT)
    if teams:
        return EscortAbsent(escort=teams[0].resource.id, span=day)
    vehicle = rides[item.activity].resource(ResourceKind.VEHICLE) if item.activity in rides else None
    if vehicle is not None:
        return VehicleDown(vehicle=VehicleId(vehicle), span=day)
    return _incomplete(item, HandOverCheck.CARE, Minute(0))


def as_known(told: Told, now: Minute) -> Happened:
    """Return the report with its times counted from now, and lasting at least until the departure is over."""
    what, item = told.happened, told.departure
    over = Minute(now if item is None else max(now, item.end) + MINUTES_PER_HOUR)
    match what:
        case NewApplication():
            what = replace(what, span=Interval(now, max(over, Minute(now + (what.span.end or 0)))))
        case PersonGone():
            what = replace(what, since=now)
        case DocumentLate():
            what = replace(what, expected=max(over, Minute(now + what.expected)))
        case HandOverIncomplete():
            what = replace(what, until=max(over, Minute(now + (what.until or 0))))
        case VehicleDown() | EscortAbsent():
            what = replace(what, span=Interval(max(what.span.start, now), what.span.end))
        case _:
            pass
    return what


def away_today(books: Transaction, chance: Chance, now: Minute) -> Iterator[Told]:
    """Yield who and what drops out this morning, whatever is planned."""
    day = day_of(now)
    today = Interval(now, day_interval(day).end)
    yield from _ill(books, chance, now)
    for vehicle in books.facts.in_force(Vehicle):
        if chance.share("down", vehicle.id, day) < VEHICLE_DOWN:
            yield Told(happened=VehicleDown(vehicle=VehicleId(vehicle.id), span=today))
    for team in books.facts.in_force(EscortTeam):
        if chance.share("away", team.id, day) < TEAM_AWAY:
            yield Told(happened=EscortAbsent(escort=team.id, span=today))
    rooms = {c.resource.id for c in books.facts.in_force(Capacity) if c.resource.kind is ResourceKind.ROOM}
    for place in sorted(rooms):
        if chance.share("closed", place, day) < ROOMS_CLOSED:
            yield Told(happened=RoomClosed(place=PlaceId(place), span=today))


def _ill(books: Transaction, chance: Chance, now: Minute) -> Iterator[Told]:
    """Yield who of those that work today is not there, for one to three days."""
    day = day_of(now)
    for person in books.facts.in_force(Regievoerder):
        works = any(hours.weekday == day.weekday() for hours in person.hours) and not person.lp_officer
        if works and chance.share("ill", person.id, day) < OFFICER_AWAY:
            days = chance.between(0, 2, "ill for", person.id, day)
            end = day_interval(day_of(Minute(now + days * MINUTES_PER_DAY))).end
            yield Told(happened=OfficerAbsent(regievoerder=RegievoerderId(person.id), span=Interval(now, end)))
