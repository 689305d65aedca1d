"""Flights of the horizon with carriers and countries: direct, by one stop, charters, nearly full ones."""

from planner.domain.civil import at
from planner.domain.flights import Carrier, CountryRule, Flight, Transit
from planner.domain.ids import CarrierCode, CountryCode, FlightId, PlaceId
from planner.domain.time import Minute
from tests.recheck.worlds.frame import Frame, some

_MINUTES = {"MA": 215, "NG": 400, "GN": 620, "GE": 270, "AL": 160, "DE": 80}
_TRANSITS = {"GN": ("CMN", "MA"), "GE": ("MUC", "DE"), "NG": ("CDG", "FR")}
CHARTER = CarrierCode("QQ")


def carriers(frame: Frame) -> tuple[Carrier, ...]:
    """Return the carriers, some of which take few persons or ask more."""
    dice = frame.stream("carriers")
    ordinary = tuple(
        Carrier(
            code=CarrierCode(code),
            max_depa=dice.choice((1, 2, 10)),
            max_depu=dice.choice((1, 3, 10)),
            risk_form_days=dice.choice((2, 3, 5)),
            max_children=dice.choice((None, None, 1, 2)),
            escorts_per_person=dice.choice((None, None, 2, 3)),
        )
        for code in ("XA", "XB", "XC")
    )
    return (*ordinary, Carrier(code=CHARTER, max_depa=60, max_depu=60))


def country_rules() -> tuple[CountryRule, ...]:
    """Return what countries ask, as in the table of the service."""
    return (
        CountryRule(country=CountryCode("MA"), max_per_flight=2, lp_after_flight=True, escort_visa=True),
        CountryRule(country=CountryCode("GN"), lp_validity_days=90),
        CountryRule(country=CountryCode("GE"), lp_validity_days=14, lp_after_flight=True),
        CountryRule(country=CountryCode("AL"), lp_validity_days=180),
    )


def flights(frame: Frame) -> tuple[Flight, ...]:
    """Return two to five flights a week to each country, at any hour, also at night."""
    dice = frame.stream("flights")
    found: list[Flight] = []
    for country, minutes in _MINUTES.items():
        for number in range(dice.randint(8, 18)):
            departs = at(dice.choice(frame.days), dice.randint(0, 23), dice.choice((0, 5, 20, 35)))
            found.append(_flight(frame, country, number, departs, minutes))
        if some(dice, 0.3):
            departs = at(dice.choice(frame.days[:14]), 11)
            found.append(
                Flight(
                    id=FlightId(f"QQ-{country}"),
                    carrier=CHARTER,
                    number=f"QQ {country}",
                    origin=PlaceId("SPL"),
                    destination=f"{country}X",
                    country=CountryCode(country),
                    departs=departs,
                    arrives=Minute(departs + minutes),
                    seats=60,
                    charter=True,
                    joint=some(dice, 0.5),
                )
            )
    return tuple(sorted(found, key=lambda flight: (flight.departs, flight.id)))


def _flight(frame: Frame, country: str, number: int, departs: Minute, minutes: int) -> Flight:
    dice = frame.stream(f"flight {country} {number}")
    lasts = minutes + dice.randint(-20, 20)
    transits: tuple[Transit, ...] = ()
    if country in _TRANSITS and some(dice, 0.4):
        airport, where = _TRANSITS[country]
        lands = Minute(departs + 120)
        leaves = Minute(lands + dice.choice((60, 180, 26 * 60)))
        transits = (Transit(airport=airport, country=CountryCode(where), arrives=lands, departs=leaves),)
        lasts = leaves - departs + minutes
    closes = Minute(departs - 60 * dice.choice((24, 72, 200)))
    return Flight(
        id=FlightId(f"{country}{number:02d}"),
        carrier=CarrierCode(dice.choice(("XA", "XB", "XC"))),
        number=f"X {country}{number:02d}",
        origin=PlaceId("RTM" if some(dice, 0.15) else "SPL"),
        destination=f"{country}X",
        country=CountryCode(country),
        departs=departs,
        arrives=Minute(departs + lasts),
        seats=dice.choice((2, 4, 6, 9, 14)),
        via=tuple(transit.airport for transit in transits),
        transits=transits,
        booking_closes=closes if some(dice, 0.2) else None,
    )
