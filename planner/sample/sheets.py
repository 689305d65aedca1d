"""What people enter for the sheets: briefs, partner references, receiving authorities, duty numbers, hand-overs.

All made up; telephone numbers begin with three noughts after the prefix and are nobody's.
Not allowed here: anything that planning uses.
"""

from collections.abc import Iterable, Iterator
from random import Random

from planner.domain.activities import BookedBy
from planner.domain.cases import Case, Track
from planner.domain.civil import at
from planner.domain.flights import Flight
from planner.domain.sheet_facts import (
    DutyNumber,
    EscortBrief,
    HandOverCheck,
    HandOverItem,
    Partner,
    PartnerReference,
    ReceivingAuthority,
)
from planner.sample.bookings import Booking
from planner.sample.world import World, chance

SheetFact = DutyNumber | EscortBrief | HandOverItem | PartnerReference | ReceivingAuthority
_MARKS = ("bril", "baard", "litteken linkerhand", "kort haar", "tatoeage rechterarm")
_NEEDS = ("rustige uitleg", "tolk per telefoon", "halal maaltijd", "rookpauze voor vertrek", "")
_BAGS = ("1 koffer, 1 tas", "2 koffers", "1 rugzak", "1 koffer, kinderwagen", "alleen handbagage")
_NUMBERS = (
    (Partner.KMAR, "coördinatie vertrek DT&V", "088-000 0101", True),
    (Partner.KMAR, "officier van dienst KMar", "088-000 0102", True),
    (Partner.KMAR, "planning Vertrekplanner", "088-000 0103", False),
    (Partner.KMAR, "IND, toets op de dag zelf", "088-000 0104", False),
    (Partner.DJI, "meldkamer DV&O", "088-000 0105", False),
    (Partner.DJI, "planning Vertrekplanner", "088-000 0106", False),
)
_DONE = (HandOverCheck.DOCUMENT, HandOverCheck.BAGGAGE, HandOverCheck.FIT_TO_FLY)


def draw_sheets(world: World, bookings: Iterable[Booking], flights: Iterable[Flight]) -> list[SheetFact]:
    """Return what stands on the sheets of the forced departures that DT&V booked."""
    stream = world.stream("sheets")
    forced = [b for b in bookings if b.track is Track.FORCED and b.booked_by is BookedBy.DTV]
    facts: list[SheetFact] = [
        DutyNumber(partner=partner, function=function, phone=phone, aborts=aborts)
        for partner, function, phone, aborts in _NUMBERS
    ]
    facts += _authorities(flights)
    for booking in forced:
        for case in booking.cases:
            facts += _of_case(stream, world, case)
        facts += _done(stream, world, booking)
    return facts


def _authorities(flights: Iterable[Flight]) -> Iterator[ReceivingAuthority]:
    countries = {flight.destination: flight.country for flight in flights}
    for number, airport in enumerate(sorted(countries), start=1):
        yield ReceivingAuthority(
            airport=airport,
            country=countries[airport],
            authority="grenspolitie luchthaven",
            liaison="liaison migratie",
            phone=f"+31 88 000 {200 + number:04d}",
        )


def _of_case(stream: Random, world: World, case: Case) -> Iterator[SheetFact]:
    height = f"1,{stream.randint(8, 30) if case.child_seat else stream.randint(55, 95)} m"
    yield EscortBrief(
        case=case.id,
        traits=", ".join((height, stream.choice(_MARKS))) if not case.minor else height,
        needs=stream.choice(_NEEDS),
        baggage=stream.choice(_BAGS),
        document_carrier="commandant" if case.risk.value != "geen" else "KMar-brigade, tot de gate",
        medical_envelope=case.nurse,
    )
    if chance(stream, 0.8):
        number = f"KM-{world.week.year}-{stream.randint(10_000, 99_999)}"
        yield PartnerReference(case=case.id, partner=Partner.KMAR, reference=number)
    if chance(stream, 0.5):
        number = f"DVO-{stream.randint(100_000, 999_999)}"
        yield PartnerReference(case=case.id, partner=Partner.DJI, reference=number)


def _done(stream: Random, world: World, booking: Booking) -> Iterator[HandOverItem]:
    """Return what was already ready when the week was planned."""
    for item in _DONE:
        if chance(stream, 0.4):
            moment = at(world.today, stream.randint(9, 15), stream.randrange(0, 60, 5))
            yield HandOverItem(activity=booking.key, item=item, done_at=moment, by=f"RV-{stream.randint(1, 40):04d}")
