"""Tables about the escorts that the KMar offers: teams, what they offer by the hour, and rosters by service number.

Not allowed here: who goes along on which flight, and names of persons.
"""

from planner.domain.cases import Sex
from planner.domain.escorts import EscortOffer, EscortOfficer, EscortSkill, EscortTeam, Visa
from planner.domain.places import Place
from planner.domain.time import Interval
from planner.domain.wording import Text
from planner.intake.kinds import COUNTRY, DAY, LANGUAGES, POSITIVE, WHOLE, YES_NO, enum, listed
from planner.intake.tables.shared import identity, period, reference
from planner.intake.tables.spec import Column, Part, Table

ESCORT_TEAMS = Table(
    name="escortteams",
    fact=EscortTeam,
    explanation=(
        Text(
            nl="Teams van de KMar; wanneer zij kunnen staat in escortbeschikbaarheid, of per uur in "
            "escortaanbod. De KMar wijst zelf personen aan, tenzij een team een rooster heeft (tabel "
            "begeleiders).",
            en="Teams of the KMar; when they can is in escortbeschikbaarheid, or by the hour in "
            "escortaanbod. The KMar names the people itself, unless a team has a roster (table "
            "begeleiders).",
        )
    ),
    key=("id",),
    columns=(
        identity("escortteam", "ESC-03", "Code van het team."),
        reference("standplaats", "base", Place, "LH-AMS", "Locatie waar de dienst begint en eindigt."),
        Column("omvang", "size", POSITIVE, "3", "Aantal begeleiders.", required=True),
        Column("verpleegkundige", "nurse", YES_NO, "nee", "Er gaat een verpleegkundige mee; leeg: nee."),
    ),
)

ESCORT_AVAILABILITY = Table(
    name="escortbeschikbaarheid",
    fact=EscortTeam,
    explanation=Text(
        nl="Perioden waarin de KMar een team aanbiedt, een rij per periode.",
        en="Periods in which the KMar offers a team, a row per period.",
    ),
    key=("id", "available.start"),
    parts=(Part("available", Interval),),
    items="available",
    owner="escortteams",
    apart=("id",),
    columns=(reference("escortteam", "id", EscortTeam, "ESC-03", "Het team."), *period("available", closed=True)),
)

ESCORT_OFFERS = Table(
    name="escortaanbod",
    fact=EscortTeam,
    explanation=(
        Text(
            nl="Hoeveel begeleiders een team per uur aanbiedt, een rij per periode van hele uren. Heeft een "
            "team hier rijen, dan tellen die in plaats van de omvang en de escortbeschikbaarheid.",
            en="How many escorts a team offers by the hour, a row per period of whole hours. Where a team "
            "has rows here, those count in place of its size and of escortbeschikbaarheid.",
        )
    ),
    key=("id", "offers.interval.start"),
    parts=(Part("offers.interval", Interval), Part("offers", EscortOffer)),
    items="offers",
    owner="escortteams",
    optional=True,
    apart=("id",),
    columns=(
        reference("escortteam", "id", EscortTeam, "ESC-03", "Het team."),
        *period("offers.interval", closed=True),
        Column("aantal", "offers.escorts", WHOLE, "6", "Hoeveel begeleiders tegelijk weg kunnen zijn.", required=True),
    ),
)

OFFICERS = Table(
    name="begeleiders",
    fact=EscortOfficer,
    explanation=(
        Text(
            nl="Begeleiders van een team met een rooster. Alleen een dienstnummer, nooit een naam; wanneer "
            "zij kunnen staat in begeleiderbeschikbaarheid. Zonder paspoort geen vlucht.",
            en="Escorts of a team with a roster. A service number only, never a name; when they can is in "
            "begeleiderbeschikbaarheid. Without a passport no flight.",
        )
    ),
    key=("id",),
    columns=(
        identity("begeleider", "KM-20417", "Dienstnummer."),
        reference("escortteam", "team", EscortTeam, "ESC-03", "Het team."),
        Column("geslacht", "sex", enum(Sex), "V", "M, V of X; leeg: M."),
        Column(
            "bekwaamheden",
            "skills",
            listed(enum(EscortSkill), frozenset),
            "commandant|gezinnen",
            "Waarvoor opgeleid; leeg: geen bijzondere.",
        ),
        Column("talen", "languages", LANGUAGES, "nl|en|fr", "Talen (ISO 639)."),
        Column("paspoort_tot", "passport_until", DAY, "14-05-2031", "Laatste dag van het paspoort; leeg: geen."),
    ),
)

OFFICER_AVAILABILITY = Table(
    name="begeleiderbeschikbaarheid",
    fact=EscortOfficer,
    explanation=Text(
        nl="Perioden waarin een begeleider ingezet kan worden, een rij per periode.",
        en="Periods in which an escort can be deployed, a row per period.",
    ),
    key=("id", "available.start"),
    parts=(Part("available", Interval),),
    items="available",
    owner="begeleiders",
    apart=("id",),
    columns=(
        reference("begeleider", "id", EscortOfficer, "KM-20417", "De begeleider."),
        *period("available", closed=True),
    ),
)

OFFICER_VISAS = Table(
    name="begeleidervisa",
    fact=EscortOfficer,
    explanation=Text(
        nl="Visa van begeleiders, een rij per land.",
        en="Visas of escorts, a row per country.",
    ),
    key=("id", "visas.country"),
    parts=(Part("visas", Visa),),
    items="visas",
    owner="begeleiders",
    optional=True,
    columns=(
        reference("begeleider", "id", EscortOfficer, "KM-20417", "De begeleider."),
        Column("land", "visas.country", COUNTRY, "NG", "Het land (ISO 3166-1).", required=True),
        Column("laatste_dag", "visas.until", DAY, "30-06-2027", "Laatste dag van het visum.", required=True),
    ),
)

ESCORT_TABLES = (
    ESCORT_TEAMS,
    ESCORT_AVAILABILITY,
    ESCORT_OFFERS,
    OFFICERS,
    OFFICER_AVAILABILITY,
    OFFICER_VISAS,
)
