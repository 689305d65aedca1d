"""Tables about the means of a journey: missions, flights and vehicles; escorts have a file of their own.

Not allowed here: people of the own service (``people``) and what is due (``activities``).
"""

from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.missions import Mission, Session
from planner.domain.places import Place
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from planner.intake.airports import AIRPORT, AIRPORTS
from planner.intake.kinds import COUNTRY, MOMENT, POSITIVE, TEXT, WHOLE, YES_NO, choice, whole
from planner.intake.tables.escorts import ESCORT_TABLES
from planner.intake.tables.shared import CREW_SKILLS, INTERVAL, PRESENTATION_MODES, identity, period, reference
from planner.intake.tables.spec import Column, Part, Table

MISSIONS = Table(
    name="vertegenwoordigingen",
    fact=Mission,
    explanation="Ambassades en consulaten.",
    key=("id",),
    columns=(
        identity("vertegenwoordiging", "AMB-MA", "Code van de vertegenwoordiging."),
        Column("land", "country", COUNTRY, "MA", "Het land (ISO 3166-1).", required=True),
        reference("locatie", "place", Place, "AMB-MA-DENHAAG", "Het gebouw."),
        Column(
            "wijze", "mode", choice(PRESENTATION_MODES), "persoonlijk", "Hoe een presentatie gaat; leeg: persoonlijk."
        ),
        Column("meldtermijn_werkdagen", "notice_working_days", WHOLE, "5", "Werkdagen vooraf melden; leeg: 0."),
    ),
)

SESSIONS = Table(
    name="zittingen",
    fact=Session,
    explanation="Zittingen waarop een vertegenwoordiging personen ontvangt.",
    key=("id",),
    parts=(INTERVAL,),
    columns=(
        identity("zitting", "ZIT-MA-1126", "Code van de zitting."),
        reference("vertegenwoordiging", "mission", Mission, "AMB-MA", "De vertegenwoordiging."),
        *period("interval", closed=True),
        Column("plaatsen", "quota", WHOLE, "6", "Hoeveel personen hoogstens.", required=True),
    ),
)

COUNTRY_RULES = Table(
    name="landregels",
    fact=CountryRule,
    explanation="Wat een land verlangt. Een lege cel betekent: niets.",
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
    explanation="Grenzen van luchtvaartmaatschappijen per vlucht.",
    key=("code",),
    columns=(
        identity("maatschappij", "KL", "Code van de maatschappij.", "code"),
        Column("max_begeleid", "max_depa", WHOLE, "10", "Begeleide personen (DEPA); leeg: 10."),
        Column("max_onbegeleid", "max_depu", WHOLE, "10", "Onbegeleide personen (DEPU); leeg: 10."),
        Column("risicoformulier_dagen", "risk_form_days", WHOLE, "3", "Dagen vooraf het risicoformulier; leeg: 3."),
    ),
)

FLIGHTS = Table(
    name="vluchten",
    fact=Flight,
    explanation="Vluchten vanaf Nederlandse luchthavens; beide tijden in Nederlandse tijd.",
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
    ),
)

VEHICLES = Table(
    name="voertuigen",
    fact=Vehicle,
    explanation="Voertuigen van DV&O met hun bemanning; de diensten staan in de tabel diensten.",
    key=("id",),
    columns=(
        identity("voertuig", "DVO-12", "Code van het voertuig."),
        reference("depot", "depot", Place, "DEP-ZWOLLE", "Locatie waar elke dienst begint en eindigt."),
        Column("zitplaatsen", "seats", POSITIVE, "6", "Plaatsen voor personen.", required=True),
        Column("compartimenten", "compartments", POSITIVE, "3", "Afgescheiden ruimten.", required=True),
        Column("rolstoel", "wheelchair", YES_NO, "nee", "Geschikt voor een rolstoel; leeg: nee."),
        Column("kinderzitjes", "child_seats", WHOLE, "0", "Leeg: 0."),
        Column("beveiliging", "security", whole(1, 2), "1", "1 gewoon, 2 hoog; leeg: 1."),
        Column(
            "bemanning", "crew_skills", CREW_SKILLS, "medisch|gezinnen", "Wat elke bemanning ervan kan; leeg: rijden."
        ),
        Column("grensoverschrijdend", "cross_border", YES_NO, "nee", "Mag Nederland uit; leeg: nee."),
        Column("reserve", "standby", YES_NO, "nee", "Blijft vrij voor wat misgaat; leeg: nee."),
    ),
)

SHIFTS = Table(
    name="diensten",
    fact=Vehicle,
    explanation="Diensten van de voertuigen, een rij per dienst.",
    key=("id", "shifts.start"),
    parts=(Part("shifts", Interval),),
    items="shifts",
    owner="voertuigen",
    apart=("id",),
    columns=(reference("voertuig", "id", Vehicle, "DVO-12", "Het voertuig."), *period("shifts", closed=True)),
)

MEANS_TABLES = (
    MISSIONS,
    SESSIONS,
    COUNTRY_RULES,
    CARRIERS,
    FLIGHTS,
    *ESCORT_TABLES,
    VEHICLES,
    SHIFTS,
)
