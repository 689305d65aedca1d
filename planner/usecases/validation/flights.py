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
from planner.domain.wording import either
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
            what=either(
                f"maatschappij {flight.carrier} is niet bekend; haar grenzen en risicoformulier worden niet getoetst",
                f"carrier {flight.carrier} is unknown; its limits and risk form are not checked",
            ),
            remedy=either(
                "Lever de maatschappij aan in de tabel maatschappijen.",
                "Deliver the carrier in the table maatschappijen.",
            ),
        )
    if flight.booking_closes is not None and flight.booking_closes > flight.departs:
        yield Issue(
            code=IssueCode.CLOSES_AFTER_DEPARTURE,
            table="vluchten",
            subject=flight.id,
            what=either(
                f"de boeking sluit {moment(flight.booking_closes)}, na het vertrek {moment(flight.departs)}",
                f"booking closes {moment(flight.booking_closes)}, after the departure {moment(flight.departs)}",
            ),
            remedy=either("Verbeter boeken_tot of vertrekt.", "Correct boeken_tot or vertrekt."),
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
                what=either(
                    f"aankomst {moment(transit.arrives)} en vertrek {moment(transit.departs)} liggen niet in volgorde"
                    f" tussen {moment(before)} en {moment(flight.arrives)}",
                    f"arrival {moment(transit.arrives)} and departure {moment(transit.departs)} are not in order"
                    f" between {moment(before)} and {moment(flight.arrives)}",
                ),
                remedy=either(
                    "Verbeter de tijden van de overstap of van de vlucht.",
                    "Correct the times of the transit or of the flight.",
                ),
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
                what=either(
                    f"de overstap in {transit.country} duurt {minutes // MINUTES_PER_HOUR} uur;"
                    f" doorreis van een gedwongen vertrek duurt ten hoogste {setting.value} uur (R30)",
                    f"the transit in {transit.country} takes {minutes // MINUTES_PER_HOUR} hours;"
                    f" transit of a forced departure takes {setting.value} hours at most (R30)",
                ),
                remedy=either(
                    "Kies voor gedwongen vertrek een andere vlucht, of verbeter de tijden.",
                    "Choose another flight for a forced departure, or correct the times.",
                ),
            )
