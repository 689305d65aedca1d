"""Tables about flights, what countries and carriers ask, and seats held on flights.

Not allowed here: escorts and vehicles (``means``).
"""

from planner.domain.activities import Activity
from planner.domain.bookings import Booking, BookingState, CancelReason, StandbyApproval
from planner.domain.flights import Carrier, CountryRule, Flight, Transit
from planner.domain.places import Place
from planner.domain.wording import Text
from planner.intake.airports import AIRPORT, AIRPORTS
from planner.intake.kinds import CODE, COUNTRY, MOMENT, POSITIVE, TEXT, WHOLE, YES_NO, enum
from planner.intake.tables.shared import identity, reference
from planner.intake.tables.spec import Column, Part, Table

COUNTRY_RULES = Table(
    name="landregels",
    fact=CountryRule,
    explanation=Text(
        nl="Wat een land verlangt. Een lege cel betekent: niets.",
        en="What a country asks. An empty cell means: nothing.",
    ),
    key=("country",),
    columns=(
        Column("land", "country", COUNTRY, "MA", "Het land (ISO 3166-1).", required=True),
        Column("max_per_vlucht", "max_per_flight", POSITIVE, "2", "Personen per vlucht."),
        Column("lp_geldigheid_dagen", "lp_validity_days", POSITIVE, "30", "Geldigheid van een laissez-passer."),
        Column("lp_na_vluchtgegevens", "lp_after_flight", YES_NO, "ja", "LP pas na vluchtgegevens; leeg: nee."),
        Column("visum_begeleiders", "escort_visa", YES_NO, "nee", "Begeleiders hebben een visum nodig; leeg: nee."),
        Column("bron", "source", TEXT, "landeninformatie, 2026-10", "Waar de regel staat."),
    ),
)

CARRIERS = Table(
    name="maatschappijen",
    fact=Carrier,
    explanation=Text(
        nl="Grenzen van luchtvaartmaatschappijen per vlucht.",
        en="Limits of carriers per flight.",
    ),
    key=("code",),
    columns=(
        identity("maatschappij", "KL", "Code van de maatschappij.", "code"),
        Column("max_begeleid", "max_depa", WHOLE, "10", "Begeleide personen (DEPA); leeg: 10."),
        Column("max_onbegeleid", "max_depu", WHOLE, "10", "Onbegeleide personen (DEPU); leeg: 10."),
        Column("risicoformulier_dagen", "risk_form_days", WHOLE, "3", "Dagen vooraf het risicoformulier; leeg: 3."),
        Column("max_kinderen", "max_children", WHOLE, "2", "Minderjarigen per vlucht; leeg: geen grens."),
        Column(
            "escorts_per_persoon", "escorts_per_person", POSITIVE, "", "Minste begeleiders per persoon; leeg: de norm."
        ),
    ),
)

FLIGHTS = Table(
    name="vluchten",
    fact=Flight,
    explanation=Text(
        nl="Vluchten vanaf Nederlandse luchthavens; alle tijden in Nederlandse tijd.",
        en="Flights from Dutch airports; all times in Dutch time.",
    ),
    key=("id",),
    ordered=(("departs", "arrives"),),
    columns=(
        identity("vlucht", "KL1571-20261124", "Code van deze ene vlucht."),
        reference("maatschappij", "carrier", Carrier, "KL", "De maatschappij."),
        Column("vluchtnummer", "number", TEXT, "KL1571", "Vluchtnummer.", required=True),
        reference("luchthaven", "origin", Place, "LH-AMS", "Locatie van vertrek."),
        Column("bestemming", "destination", AIRPORT, "CMN", "Luchthaven van aankomst (IATA).", required=True),
        Column("land", "country", COUNTRY, "MA", "Land van aankomst (ISO 3166-1).", required=True),
        Column("vertrekt", "departs", MOMENT, "24-11-2026 10:15", "Vertrek.", required=True),
        Column("komt_aan", "arrives", MOMENT, "24-11-2026 13:55", "Aankomst, in Nederlandse tijd.", required=True),
        Column("stoelen", "seats", WHOLE, "8", "Stoelen voor personen en begeleiders samen.", required=True),
        Column("via", "via", AIRPORTS, "", "Tussenlandingen (IATA)."),
        Column("charter", "charter", YES_NO, "nee", "Leeg: nee."),
        Column("gezamenlijk", "joint", YES_NO, "nee", "Gedeeld met andere lidstaten; leeg: nee."),
        Column("boeken_tot", "booking_closes", MOMENT, "20-11-2026 12:00", "Daarna worden geen stoelen meer gegeven."),
    ),
)

TRANSITS = Table(
    name="overstappen",
    fact=Flight,
    explanation=Text(
        nl="Overstappen onderweg, een rij per overstap, in volgorde. Op vluchten zonder overstap: geen rij.",
        en="Changes of aircraft on the way, a row for each, in order. Of flights without one: no row.",
    ),
    key=("id", "transits.arrives"),
    parts=(Part("transits", Transit),),
    items="transits",
    owner="vluchten",
    optional=True,
    ordered=(("transits.arrives", "transits.departs"),),
    columns=(
        reference("vlucht", "id", Flight, "KL1571-20261124", "De vlucht."),
        Column("luchthaven", "transits.airport", AIRPORT, "MAD", "Waar wordt overgestapt (IATA).", required=True),
        Column("land", "transits.country", COUNTRY, "ES", "Land van de overstap (ISO 3166-1).", required=True),
        Column("komt_aan", "transits.arrives", MOMENT, "24-11-2026 12:20", "Aankomst aldaar.", required=True),
        Column("vertrekt", "transits.departs", MOMENT, "24-11-2026 13:10", "Vertrek aldaar.", required=True),
    ),
)


BOOKINGS = Table(
    name="boekingen",
    fact=Booking,
    explanation=Text(
        nl="Stoelen voor een vertrek, en hoe het ervoor staat. Een vertrek heeft per vlucht één rij.",
        en="Seats for a departure, and how that stands. A departure has one row per flight.",
    ),
    key=("activity", "flight"),
    columns=(
        reference("kenmerk", "activity", Activity, "Z-004711/vertrek/1", "Het vertrek."),
        reference("vlucht", "flight", Flight, "KL1571-20261124", "De vlucht."),
        Column("status", "state", enum(BookingState), "geboekt", "Hoe het ervoor staat.", required=True),
        Column("sinds", "since", MOMENT, "19-11-2026 10:30", "Sinds wanneer.", required=True),
        Column("boekingsnummer", "reference", TEXT, "ABC123", "Kenmerk van de maatschappij of het reisbureau."),
        Column("reden", "reason", enum(CancelReason), "", "Waarom geannuleerd; alleen dan."),
    ),
)

STANDBYS = Table(
    name="reserve_goedkeuringen",
    fact=StandbyApproval,
    explanation=Text(
        nl="Wie goedkeurde dat een vertrek als reserve op een vlucht wordt gepland.",
        en="Who approved that a departure is planned as a stand-by on a flight.",
    ),
    key=("activity", "flight"),
    columns=(
        reference("kenmerk", "activity", Activity, "Z-004711/vertrek/1", "Het vertrek."),
        reference("vlucht", "flight", Flight, "KL1571-20261124", "De vlucht."),
        Column("goedgekeurd_door", "approved_by", CODE, "SUP-02", "Dienstnummer, nooit een naam.", required=True),
        Column("goedgekeurd_op", "approved_at", MOMENT, "19-11-2026 10:30", "Wanneer.", required=True),
    ),
)

FLIGHT_TABLES = (COUNTRY_RULES, CARRIERS, FLIGHTS, TRANSITS)
BOOKING_TABLES = (BOOKINGS, STANDBYS)
