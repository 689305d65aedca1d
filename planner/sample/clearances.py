"""What is cleared before people leave or are moved, and exceptions to rules that were made.

What stands in the way of a departure on purpose is drawn elsewhere: a refusal is only given to who does not leave.
Not allowed here: hand-over packs (``sheets``).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from planner.domain.cases import Track
from planner.domain.civil import day_start
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.departure_plan import Party
from planner.domain.ids import CaseId, RuleId
from planner.domain.time import Interval, Minute
from planner.sample.bookings import Booking
from planner.sample.recorded import Person
from planner.sample.world import World, chance

_MEDICAL = Party.MEDICAL.value
_NEAR = 10
"""Whoever leaves within so many days has been seen by a doctor."""
_PLACED = (ClearanceKind.DEPARTURE_PLAN, ClearanceKind.LOCAL_STRATEGY, ClearanceKind.LP_ORDERED)
_EXCEPTIONS = 2


def draw_clearances(world: World, persons: Iterable[Person], minors: Iterable[tuple[CaseId, date]]) -> list[Clearance]:
    """Return the answers there are, and the questions that wait for one."""
    stream = world.stream("clearances")
    facts: list[Clearance] = []
    for case, since in minors:
        facts.append(_given(case, ClearanceKind.GUARDIAN, Interval(day_start(since)), Party.NIDOS.value))
    for person in persons:
        booking = person.booking
        if booking is not None and booking.track is Track.FORCED:
            facts += _of_departure(stream, world, person, booking)
        elif booking is None and not person.unit.group.new:
            facts += _of_others(stream, world, person)
    return facts


def draw_overrides(world: World, bookings: Iterable[Booking]) -> list[Override]:
    """Return exceptions of some weeks ago, which hold no more."""
    ended = Interval(Minute(world.as_of - 21 * 1_440), Minute(world.as_of - 7 * 1_440))
    chosen = [booking for booking in bookings if booking.track is Track.FORCED][:_EXCEPTIONS]
    return [
        Override(
            rule=RuleId("R38"),
            activity=booking.key,
            right=OverrideRight.SUPERVISOR,
            by="LG-0003",
            reason="overdrachtsdossier volgt met de bus",
            valid=ended,
        )
        for booking in chosen
    ]


def _of_departure(stream: Random, world: World, person: Person, booking: Booking) -> Iterator[Clearance]:
    """Yield a doctor's answer for who leaves soon, and the IND's check that is asked for the day itself."""
    case = person.case.id
    around = Interval(day_start(booking.first - timedelta(days=3)), day_start(booking.last + timedelta(days=4)))
    near = (booking.day - world.today).days <= _NEAR
    if near or chance(stream, 0.6):
        yield _given(case, ClearanceKind.FIT_TO_FLY, around, _MEDICAL, on=world.today)
    else:
        yield _asked(case, ClearanceKind.FIT_TO_FLY, around, _MEDICAL)
    yield _asked(case, ClearanceKind.REMOVABILITY, around, Party.IND.value)
    if near and chance(stream, 0.4):
        yield _given(case, ClearanceKind.HAND_OVER_PACK, around, person.owner, on=world.today)
    if person.unaccompanied:
        yield _given(case, ClearanceKind.RECEPTION, around, Party.NIDOS.value, on=world.today)


def _of_others(stream: Random, world: World, person: Person) -> Iterator[Clearance]:
    """Yield what was in order when somebody moved to a VBL or family site, and now and then a doctor's refusal."""
    case, since = person.case.id, Interval(day_start(person.unit.placed))
    if person.unaccompanied:
        yield _asked(case, ClearanceKind.RECEPTION, since, Party.NIDOS.value)
    if person.unit.place.startswith(("VBL-", "GLO-")):
        told = chance(stream, 0.9)
        kinds = (*_PLACED, ClearanceKind.TOLD_IN_CONVERSATION) if told else _PLACED
        for kind in kinds if chance(stream, 0.5) else ():
            yield _given(case, kind, since, person.owner, on=person.unit.placed)
    elif chance(stream, 0.01):
        valid = Interval(world.as_of, Minute(world.as_of + 60 * 1_440))
        yield Clearance(
            case=case,
            kind=ClearanceKind.FIT_TO_FLY,
            state=ClearanceState.NO,
            valid=valid,
            by=_MEDICAL,
            given_on=world.today,
        )


def _given(case: CaseId, kind: ClearanceKind, valid: Interval, by: str, *, on: date | None = None) -> Clearance:
    return Clearance(case=case, kind=kind, state=ClearanceState.YES, valid=valid, by=by, given_on=on)


def _asked(case: CaseId, kind: ClearanceKind, valid: Interval, by: str) -> Clearance:
    return Clearance(case=case, kind=kind, state=ClearanceState.ASKED, valid=valid, by=by)
