"""Issues of flights: carriers, changes of aircraft, booking times.

Not allowed here: who is on board (see ``bookings``).
"""

from collections.abc import Iterator

from planner.domain.civil import day_of
from planner.domain.europe import TRANSIT_STATES
from planner.domain.flights import Flight
from planner.domain.issues import Issue, IssueCode
from planner.domain.spelling import moment
from planner.domain.time import MINUTES_PER_HOUR
from planner.usecases.validation.sight import Sight


def flight_issues(sight: Sight) -> Iterator[Issue]:
    """Yield what is wrong with flights."""
    for flight in sight.problem.resources.flights:
        yield from _carrier(sight, flight)
        yield from _times(flight)
        yield from _long(sight, flight)


def _carrier(sight: Sight, flight: Flight) -> Iterator[Issue]:
    if flight.carrier not in sight.carriers:
        yield Issue(
            code=IssueCode.CARRIER_UNKNOWN,
            table="vluchten",
            subject=flight.id,
            what=f"maatschappij {flight.carrier} is niet bekend; haar grenzen en risicoformulier worden niet getoetst",
            remedy="Lever de maatschappij aan in de tabel maatschappijen.",
        )
    if flight.booking_closes is not None and flight.booking_closes > flight.departs:
        yield Issue(
            code=IssueCode.CLOSES_AFTER_DEPARTURE,
            table="vluchten",
            subject=flight.id,
            what=f"de boeking sluit {moment(flight.booking_closes)}, na het vertrek {moment(flight.departs)}",
            remedy="Verbeter boeken_tot of vertrekt.",
        )


def _times(flight: Flight) -> Iterator[Issue]:
    """Yield an issue per change of aircraft that is not between what comes before and after it."""
    before = flight.departs
    for transit in flight.transits:
        if not before <= transit.arrives < transit.departs <= flight.arrives:
            yield Issue(
                code=IssueCode.TRANSIT_TIMES,
                table="overstappen",
                subject=f"{flight.id} {transit.airport}",
                what=(
                    f"aankomst {moment(transit.arrives)} en vertrek {moment(transit.departs)} liggen niet in volgorde"
                    f" tussen {moment(before)} en {moment(flight.arrives)}"
                ),
                remedy="Verbeter de tijden van de overstap of van de vlucht.",
            )
        before = transit.departs


def _long(sight: Sight, flight: Flight) -> Iterator[Issue]:
    setting = sight.settings.find("R30", "longest", on=day_of(flight.departs))
    if setting is None:
        return
    for transit in flight.transits:
        minutes = transit.departs - transit.arrives
        if transit.country in TRANSIT_STATES and minutes > setting.value * MINUTES_PER_HOUR:
            yield Issue(
                code=IssueCode.TRANSIT_TOO_LONG,
                table="overstappen",
                subject=f"{flight.id} {transit.airport}",
                what=(
                    f"de overstap in {transit.country} duurt {minutes // MINUTES_PER_HOUR} uur;"
                    f" doorreis van een gedwongen vertrek duurt ten hoogste {setting.value} uur (R30)"
                ),
                remedy="Kies voor gedwongen vertrek een andere vlucht, of verbeter de tijden.",
            )
