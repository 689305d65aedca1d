"""Disruptions of a published week drawn as people would report them; kinds by the mix in which bookings fall out.

Whom it strikes is drawn evenly among what is still to come. Not allowed here: repairing, and measuring.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import ActivityKind
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact
from planner.domain.civil import day_interval, day_of
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.disruption import Disruption, DisruptionKind, FactStep
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.ids import CaseId, FlightId, SessionId
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, MINUTES_PER_HOUR, Interval, Minute

MIX: Mapping[str, int] = {
    "new application": 30,
    "disappeared": 20,
    "resistance": 10,
    "document late": 12,
    "medical": 6,
    "carrier": 4,
    "transport or escort": 6,
    "administrative": 7,
    "other": 5,
}
"""Of a hundred bookings that are cancelled (assumption)."""
HOME = 3 * MINUTES_PER_HOUR
"""So long a vehicle that breaks down may take to get home after what it was doing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A disruption, and the reason of the mix that it was drawn for."""

    reason: str
    disruption: Disruption


class Events:
    """Draws disruptions of one published week at one moment."""

    def __init__(self, problem: Problem, plan: Plan, dice: random.Random) -> None:
        self._problem, self._dice, self._now = problem, dice, problem.recorded_at
        self._kinds = {activity.key: activity for activity in problem.activities}
        self._begun = [a for a in plan.appointments if a.start <= self._now]
        later = [a for a in plan.appointments if a.start > self._now and a.activity in self._kinds]
        self._of = {kind: [a for a in later if self._kinds[a.activity].kind is kind] for kind in ActivityKind}
        self._booked = [a for a in self._of[ActivityKind.DEPARTURE] if a.of_kind(ResourceKind.FLIGHT)]
        self._ways: Mapping[str, Callable[[], tuple[DisruptionKind, Iterator[FactStep]]]] = {
            "new application": self._new_application,
            "disappeared": self._disappeared,
            "resistance": lambda: self._cancelled(CancelReason.RESISTANCE),
            "document late": self._document_late,
            "medical": self._medical,
            "carrier": self._carrier,
            "transport or escort": self._transport,
            "administrative": self._administrative,
            "other": self._other,
        }

    def draw(self) -> Drawn:
        """Return one disruption."""
        reason = self._dice.choices(list(MIX), weights=list(MIX.values()))[0]
        kind, steps = self._ways[reason]()
        return Drawn(reason=reason, disruption=Disruption(kind=kind, at=self._now, steps=tuple(steps), code=reason))

    # --- people -------------------------------------------------------------------

    def _new_application(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        block = BlockingFact(case=self._case(), reason=BlockReason.NEW_APPLICATION, valid=Interval(self._now))
        return DisruptionKind.NEW_APPLICATION, _new(block)

    def _medical(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        until = Minute(self._now + self._dice.randint(10, 42) * MINUTES_PER_DAY)
        block = BlockingFact(case=self._case(), reason=BlockReason.MEDICAL, valid=Interval(self._now, until))
        return DisruptionKind.NEW_APPLICATION, _new(block)

    def _disappeared(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        case, away = self._case(), Interval(self._now)
        absent = Absence(resource=ResourceRef(ResourceKind.CASE, case), interval=away)
        steps = (*_new(absent), *self._ends(case, Condition.AVAILABLE, away))
        return DisruptionKind.PERSON_GONE, iter(steps)

    def _document_late(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        case = self._case()
        expected = Minute(self._now + self._dice.randint(3, 14) * MINUTES_PER_DAY)
        documents = [f for f in self._problem.case_file.documents if f.case == case]
        later = (
            FactStep(before=one, after=replace(one, valid=Interval(expected, _after(one.valid, expected))))
            for one in documents
            if one.valid is not None
        )
        steps = (*later, *self._ends(case, Condition.DOCUMENT, Interval(self._now, expected)))
        return DisruptionKind.DOCUMENT_CHANGED, iter(steps)

    def _administrative(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        if self._dice.random() < 1 / 2:
            return self._cancelled(CancelReason.ADMINISTRATIVE)
        until = Minute(self._now + self._dice.randint(1, 4) * MINUTES_PER_DAY)
        answer = Clearance(
            case=self._case(),
            kind=ClearanceKind.HAND_OVER_PACK,
            state=ClearanceState.NO,
            valid=Interval(self._now, until),
            given_on=day_of(self._now),
        )
        return DisruptionKind.HAND_OVER_INCOMPLETE, _new(answer)

    def _cancelled(self, reason: CancelReason) -> tuple[DisruptionKind, Iterator[FactStep]]:
        """Return that one departure does not go on the flight that it was booked on."""
        planned = self._dice.choice(self._booked)
        flight = FlightId(planned.resource(ResourceKind.FLIGHT) or "")
        known = next((b for b in self._problem.bookings if (b.activity, b.flight) == (planned.activity, flight)), None)
        over = Booking(
            activity=planned.activity, flight=flight, state=BookingState.CANCELLED, since=self._now, reason=reason
        )
        kind = DisruptionKind.HAND_OVER_INCOMPLETE
        return kind, iter((FactStep(before=known, after=over),))

    # --- means --------------------------------------------------------------------

    def _carrier(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        code = self._dice.choice(self._booked).resource(ResourceKind.FLIGHT)
        flight = next(f for f in self._problem.resources.flights if f.id == code)
        if self._dice.random() < 1 / 2:
            return DisruptionKind.FLIGHT_CANCELLED, iter((FactStep(before=flight, after=None),))
        return DisruptionKind.FLIGHT_RETIMED, iter((FactStep(before=flight, after=self._retimed(flight)),))

    def _retimed(self, flight: Flight) -> Flight:
        shift = 5 * self._dice.randint(6, 60) * (1 if self._dice.random() < 3 / 4 else -1)
        shift = shift if flight.departs + shift > self._now else abs(shift)
        return replace(
            flight,
            departs=Minute(flight.departs + shift),
            arrives=Minute(flight.arrives + shift),
            transits=tuple(
                replace(t, arrives=Minute(t.arrives + shift), departs=Minute(t.departs + shift))
                for t in flight.transits
            ),
        )

    def _transport(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        way = self._dice.randrange(3)
        if way == 0:
            ride = self._dice.choice(self._of[ActivityKind.MOVE])
            vehicle = _used(ride, ResourceKind.VEHICLE)
            day = self._rest_of_day(vehicle, ride)
            home = HOME if day.start > day_interval(day_of(ride.start)).start else 0
            down = Absence(resource=vehicle, interval=Interval(Minute(day.start + home), day.end))
            return DisruptionKind.VEHICLE_DOWN, _new(down)
        escorted = [a for a in self._booked if a.of_kind(ResourceKind.ESCORT)]
        if way == 1 and escorted:
            journey = self._dice.choice(escorted)
            ref = self._dice.choice(journey.of_kind(ResourceKind.ESCORT)).resource
            away = Absence(resource=ref, interval=self._rest_of_day(ref, journey))
            return DisruptionKind.ESCORT_ABSENT, _new(away)
        late = self._dice.choice(self._of[ActivityKind.MOVE])
        activity = self._kinds[late.activity]
        begins = Minute(late.start + 5 * self._dice.randint(3, 24))
        window = Interval(
            max(begins, activity.window.start), max(activity.latest_end, Minute(begins + late.end - late.start))
        )
        return DisruptionKind.TRANSPORT_DELAYED, iter(
            (FactStep(before=activity, after=replace(activity, window=window)),)
        )

    def _other(self) -> tuple[DisruptionKind, Iterator[FactStep]]:
        way = self._dice.randrange(3)
        talk = self._dice.choice(self._of[ActivityKind.CONVERSATION])
        if way == 0:
            who = _used(talk, ResourceKind.REGIEVOERDER)
            first = self._rest_of_day(who, talk)
            last = day_interval(day_of(Minute(first.start + self._dice.randint(0, 2) * MINUTES_PER_DAY)))
            absent = Absence(resource=who, interval=Interval(first.start, last.end))
            return DisruptionKind.OFFICER_ABSENT, _new(absent)
        sessions = self._of[ActivityKind.PRESENTATION]
        if way == 1 and sessions:
            code = SessionId(self._dice.choice(sessions).resource(ResourceKind.SESSION) or "")
            session = next(s for s in self._problem.resources.sessions if s.id == code)
            shift = MINUTES_PER_DAY * self._dice.randint(1, 3) if self._dice.random() < 1 / 2 else 2 * MINUTES_PER_HOUR
            end = session.interval.end or session.interval.start
            moved = Interval(Minute(session.interval.start + shift), Minute(end + shift))
            return DisruptionKind.SESSION_MOVED, iter(
                (FactStep(before=session, after=replace(session, interval=moved)),)
            )
        return DisruptionKind.ROOM_CLOSED, self._closed(talk)

    def _closed(self, talk: Appointment) -> Iterator[FactStep]:
        """Yield that the rooms of a site are closed for half a day."""
        ref = _used(talk, ResourceKind.ROOM)
        begins = max(self._free_from(ref), Minute(talk.start - MINUTES_PER_HOUR))
        closed = Interval(begins, Minute(begins + 4 * MINUTES_PER_HOUR))
        for fact in self._problem.resources.capacities:
            if fact.resource == ref and fact.interval.overlaps(closed.start, closed.end):
                yield FactStep(before=fact, after=None)
                for part in _left(fact.interval, closed):
                    yield FactStep(before=None, after=replace(fact, interval=part))

    # --- whom ---------------------------------------------------------------------

    def _case(self) -> CaseId:
        planned = self._dice.choice(self._of[ActivityKind.DEPARTURE])
        return self._dice.choice(self._kinds[planned.activity].cases)

    def _rest_of_day(self, resource: ResourceRef, planned: Appointment) -> Interval:
        """Return the day of an appointment, of today what is left once a resource is done with what it began."""
        day = day_interval(day_of(planned.start))
        return Interval(max(self._free_from(resource), day.start), day.end)

    def _free_from(self, resource: ResourceRef) -> Minute:
        parts = (part for a in self._begun for part in a.participations if part.resource == resource)
        return max((self._now, *(part.end for part in parts)))

    def _ends(self, case: CaseId, condition: Condition, away: Interval) -> Iterator[FactStep]:
        """Yield that a condition does not hold during a stretch."""
        for fact in self._problem.case_file.conditions:
            if fact.case == case and fact.condition is condition and fact.valid.overlaps(away.start, away.end):
                yield from _without(fact, away)


def _without(fact: ConditionFact, away: Interval) -> Iterator[FactStep]:
    parts: Sequence[Interval] = _left(fact.valid, away)
    kept = next((part for part in parts if part.start == fact.valid.start), None)
    yield FactStep(before=fact, after=None if kept is None else replace(fact, valid=kept))
    for part in parts:
        if part.start != fact.valid.start:
            yield FactStep(before=None, after=replace(fact, valid=part))


def _left(whole: Interval, away: Interval) -> list[Interval]:
    found = []
    if whole.start < away.start:
        found.append(Interval(whole.start, away.start))
    if away.end is not None and (whole.end is None or away.end < whole.end):
        found.append(Interval(away.end, whole.end))
    return found


def _after(valid: Interval | None, moment: Minute) -> Minute | None:
    return None if valid is None or valid.end is None or valid.end <= moment else valid.end


def _used(appointment: Appointment, kind: ResourceKind) -> ResourceRef:
    return ResourceRef(kind, appointment.resource(kind) or "")


def _new(fact: Fact) -> Iterator[FactStep]:
    yield FactStep(before=None, after=fact)
