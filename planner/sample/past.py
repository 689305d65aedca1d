"""What happened in cases that are closed: conversations, presentations, bookings that fell through, departures.

So that reports over the past half year show something. Nobody's planning: all of it is over. Delivered apart from the
week, with its outcomes. Not allowed here: open cases, and the closing itself (``closed_cases``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from planner.domain.activities import (
    Activity,
    ActivityKind,
    BookedBy,
    DepartureDetail,
    PresentationDetail,
    Term,
)
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import Case, Condition, ConditionFact, Stay, Track, TrackFact
from planner.domain.casework import Closing, PhaseChange
from planner.domain.civil import at, day_interval, day_start
from planner.domain.commitments import OutcomeCode
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.ids import CarrierCode, CountryCode, FlightId, MissionId, PlaceId, RuleId, activity_key
from planner.domain.missions import Mission
from planner.domain.places import PlaceKind
from planner.domain.time import Interval, Minute
from planner.sample.countries import BY_COUNTRY
from planner.sample.flights import SCHIPHOL
from planner.sample.reasons import CANCEL_REASONS
from planner.sample.world import World, chance, pick
from planner.usecases.cases.record_outcome import Happened

_STAYS = (
    (PlaceKind.AZC, 70.0),
    (PlaceKind.DETENTION, 12.0),
    (PlaceKind.GLO, 9.0),
    (PlaceKind.VBL, 6.0),
    (PlaceKind.HTL, 3.0),
)
_TRACKS = {
    Closing.FORCED: Track.FORCED,
    Closing.INDEPENDENT: Track.INDEPENDENT,
    Closing.INDEPENDENT_IOM: Track.INDEPENDENT_IOM,
}
_TALKS = (
    (OutcomeCode.HELD, 82.0),
    (OutcomeCode.NO_SHOW, 11.0),
    (OutcomeCode.REFUSED, 3.0),
    (OutcomeCode.INTERPRETER_ABSENT, 4.0),
)
_HEARD = (
    (OutcomeCode.RECOGNISED, 55.0),
    (OutcomeCode.NOT_RECOGNISED, 15.0),
    (OutcomeCode.UNDER_INVESTIGATION, 30.0),
)
_CANCELLED, _FAILED = 0.45, 0.12
_HOUR, _ACTOR = 60, "RV-0101"
_MOST_TALKS = 4
_CARRIER = CarrierCode("VB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Facts about the past, and what came of the activities among them."""

    facts: tuple[Fact, ...]
    outcomes: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class _Life:
    """One closed case."""

    case: Case
    ended: date
    closing: Closing


def draw_past(world: World, facts: Iterable[Fact]) -> Past:
    """Return the past of the closed cases among facts."""
    known = tuple(facts)
    closings = {fact.case: fact.closing for fact in known if isinstance(fact, PhaseChange) and fact.closing is not None}
    missions = {fact.country: fact.id for fact in known if isinstance(fact, Mission)}
    writer = _Writer(world, missions)
    for fact in known:
        if isinstance(fact, Case) and fact.closed_on is not None:
            writer.write(_Life(fact, fact.closed_on, closings.get(fact.id) or Closing.OTHER))
    return Past(facts=tuple(writer.facts), outcomes=tuple(writer.outcomes))


class _Writer:
    """Writes one life after the other."""

    def __init__(self, world: World, missions: dict[CountryCode, MissionId]) -> None:
        self._world = world
        self._stream: Random = world.stream("past")
        self._missions = missions
        self._flights: set[FlightId] = set()
        self.facts: list[Fact] = []
        self.outcomes: list[Happened] = []

    def write(self, life: _Life) -> None:
        """Write where somebody stayed, what was said, and how the person left."""
        places = {kind: self._world.of_kind(kind) for kind, _ in _STAYS}
        kind = pick(self._stream, [(kind, weight) for kind, weight in _STAYS if places[kind]])
        if life.closing is Closing.FORCED and places[PlaceKind.DETENTION]:
            kind = PlaceKind.DETENTION
        place = self._stream.choice(places[kind])
        valid = Interval(day_start(life.case.handed_over), day_start(life.ended + timedelta(days=1)))
        self.facts.append(Stay(case=life.case.id, place=place, valid=valid))
        self._talks(life, place)
        if life.case.country in self._missions and chance(self._stream, 0.5):
            self._presentation(life)
        if life.closing in _TRACKS:
            self._departure(life, _TRACKS[life.closing])

    # --- conversations ------------------------------------------------------------

    def _talks(self, life: _Life, place: PlaceId) -> None:
        """Write the first conversation, and progress conversations every month, each until it was held."""
        day = life.case.handed_over + timedelta(days=self._stream.choice((5, 7, 9, 11, 12, 13, 15, 20, 29)))
        anchor, step = life.case.handed_over, "eerste-gesprek"
        for number in range(_MOST_TALKS):
            day = self._until_held(life, place, (step, RuleId("R03") if number else RuleId("R02"), anchor), day)
            anchor, step = day, f"voortgang-{number + 1}"
            day += timedelta(days=self._stream.randint(18, 40))
            if day >= life.ended:
                return

    def _until_held(self, life: _Life, place: PlaceId, due: tuple[str, RuleId, date], day: date) -> date:
        step, rule, anchor = due
        for occurrence in range(1, 4):
            day = min(self._working(day), life.ended)
            code = pick(self._stream, _TALKS) if occurrence < 3 and day < life.ended else OutcomeCode.HELD  # noqa: PLR2004
            start = at(day, self._stream.choice((9, 10, 11, 13, 14, 15)))
            activity = Activity(
                key=activity_key(life.case.id, step, occurrence),
                kind=ActivityKind.CONVERSATION,
                step=step,
                occurrence=occurrence,
                duration=_HOUR,
                window=Interval(day_start(anchor), day_start(day + timedelta(days=14))),
                cases=(life.case.id,),
                place=place,
                terms=(Term(rule=rule, anchor=anchor),),
                regime=life.case.regime,
                language=life.case.language,
            )
            self._add(activity, code, start, Minute(start + _HOUR))
            if code is OutcomeCode.HELD:
                return day
            anchor = day
            day += timedelta(days=self._stream.randint(2, 6))
        return day

    # --- documents and departures -------------------------------------------------

    def _presentation(self, life: _Life) -> None:
        span = (life.ended - life.case.handed_over).days
        applied = life.case.handed_over + timedelta(days=min(10, span // 3))
        day = self._working(min(applied + timedelta(days=self._stream.randint(14, 75)), life.ended))
        start = at(day, 10)
        activity = Activity(
            key=activity_key(life.case.id, "presentatie", 1),
            kind=ActivityKind.PRESENTATION,
            step="presentatie",
            duration=30,
            window=Interval(day_start(applied), day_start(day + timedelta(days=30))),
            cases=(life.case.id,),
            terms=(Term(rule=RuleId("R05"), anchor=applied),),
            language=life.case.language,
            detail=PresentationDetail(mission=self._missions[life.case.country]),
        )
        self._add(activity, pick(self._stream, _HEARD), start, Minute(start + 30))

    def _departure(self, life: _Life, track: Track) -> None:
        """Write the departure on the day before the closing, after bookings that fell through."""
        day = life.ended - timedelta(days=1)
        ready = max(life.case.handed_over, day - timedelta(days=self._stream.randint(4, 60)))
        valid = Interval(day_start(ready), day_start(life.ended + timedelta(days=1)))
        self.facts.append(TrackFact(case=life.case.id, track=track, valid=valid))
        if track is Track.FORCED:
            self.facts += [ConditionFact(case=life.case.id, condition=one, valid=valid) for one in Condition]
        iom = track is Track.INDEPENDENT_IOM
        whole = day_interval(day)
        again = not iom and chance(self._stream, _FAILED) and ready < day - timedelta(days=2)
        activity = Activity(
            key=activity_key(life.case.id, "vertrek", 2 if again else 1),
            occurrence=2 if again else 1,
            kind=ActivityKind.DEPARTURE,
            step="vertrek",
            duration=(whole.end or whole.start) - whole.start if iom else 180,
            window=whole if iom else Interval(day_start(ready), whole.end),
            cases=(life.case.id,),
            place=SCHIPHOL,
            detail=DepartureDetail(
                track=track, country=life.case.country, booked_by=BookedBy.IOM if iom else BookedBy.DTV
            ),
        )
        start = whole.start if iom else at(day, 13)
        if again:
            earlier = at(day - timedelta(days=2), 13)
            first = replace(activity, key=activity_key(life.case.id, "vertrek", 1), occurrence=1)
            self._add(first, OutcomeCode.FAILED, earlier, Minute(earlier + 60), pick(self._stream, CANCEL_REASONS))
        self._add(activity, OutcomeCode.REALISED, start, Minute(start + 240))
        if not iom and BY_COUNTRY[life.case.country].route:
            self._book(life, activity, ready, day)

    def _book(self, life: _Life, activity: Activity, ready: date, day: date) -> None:
        tried = ready
        while chance(self._stream, _CANCELLED) and tried < day:
            flight = self._flight(life, tried)
            since = Minute(flight.departs - 60 * self._stream.randint(2, 240))
            reason = pick(self._stream, CANCEL_REASONS)
            self.facts.append(
                Booking(
                    activity=activity.key,
                    flight=flight.id,
                    state=BookingState.CANCELLED,
                    since=max(since, day_start(life.case.handed_over)),
                    reason=reason,
                )
            )
            tried += timedelta(days=self._stream.randint(5, 12))
        flight = self._flight(life, day)
        self.facts.append(
            Booking(activity=activity.key, flight=flight.id, state=BookingState.COMPLETED, since=flight.arrives)
        )

    def _flight(self, life: _Life, day: date) -> Flight:
        """Return the flight of a day to a country; the same one for everybody."""
        departs = at(day, 13)
        found = Flight(
            id=FlightId(f"VB-{life.case.country}-{day:%Y%m%d}"),
            carrier=_CARRIER,
            number=f"VB {life.case.country}",
            origin=SCHIPHOL,
            destination=BY_COUNTRY[life.case.country].route[-1],
            country=life.case.country,
            departs=departs,
            arrives=Minute(departs + 240),
            seats=20,
        )
        if found.id not in self._flights:
            self._flights.add(found.id)
            self.facts.append(found)
        return found

    # --- both ---------------------------------------------------------------------

    def _working(self, day: date) -> date:
        while not self._world.dutch.is_working(day):
            day += timedelta(days=1)
        return day

    def _add(
        self, activity: Activity, code: OutcomeCode, start: Minute, end: Minute, cause: CancelReason | None = None
    ) -> None:
        self.facts.append(activity)
        self.outcomes.append(
            Happened(activity=activity.key, code=code, started=start, ended=end, actor=_ACTOR, cause=cause)
        )
