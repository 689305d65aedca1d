"""Tables about places, people, their hours and what is available of pooled resources.

Not allowed here: cases, and the means of a journey (``means``).
"""

from collections.abc import Iterable

from planner.domain.cases import Specialism
from planner.domain.facts import Fact
from planner.domain.people import Regievoerder, Substitute, WorkingHours
from planner.domain.places import Place
from planner.domain.resources import Absence, Capacity, ClosedDays, ResourceKind, ResourceRef
from planner.domain.wording import Text, either
from planner.intake.kinds import (
    CODE,
    CONTACTS,
    COUNTRY,
    DAY,
    HOURS,
    LANGUAGES,
    OPENING_HOURS,
    TEXT,
    WEEKDAYS,
    WHOLE,
    YES_NO,
    choice,
    decimal,
    enum,
    listed,
)
from planner.intake.tables.shared import INTERVAL, PLACE_KINDS, identity, period, reference
from planner.intake.tables.spec import Column, Part, Problem, Table

PLACES = Table(
    name="locaties",
    fact=Place,
    explanation=Text(
        nl="Gebouwen, met coördinaten in graden (WGS 84) en waar die vandaan komen.",
        en="Buildings, with coordinates in degrees (WGS 84) and where those come from.",
    ),
    key=("id",),
    columns=(
        identity("locatie", "AZC-TERAPEL", "Code van de locatie."),
        Column("naam", "name", TEXT, "azc Ter Apel", "Naam van het gebouw.", required=True),
        Column("soort", "kind", choice(PLACE_KINDS), "azc", "Soort gebouw.", required=True),
        Column("plaats", "city", TEXT, "Ter Apel", "Plaats.", required=True),
        Column("breedtegraad", "lat", decimal(-90, 90), "52,8761", "Noorderbreedte.", required=True),
        Column("lengtegraad", "lon", decimal(-180, 180), "7,0672", "Oosterlengte.", required=True),
        Column("nauwkeurigheid", "confidence", TEXT, "high", "high, medium of low; leeg: low."),
        Column("herkomst", "provenance", TEXT, "BAG, 2026-10", "Waar de coördinaat vandaan komt."),
        Column(
            "openingstijden",
            "opening_hours",
            OPENING_HOURS,
            "ma-vr 08:00-12:00|13:00-17:00",
            "Per weekdag met ; ertussen, of altijd; leeg: onbekend.",
        ),
        Column(
            "contacten",
            "contacts",
            CONTACTS,
            "receptie: 088-1234567",
            "Functie en telefoon, nooit een naam; leeg: onbekend.",
        ),
        Column("toegang", "vehicle_access", TEXT, "poort 2, hoogte 2,60 m", "Hoe een voertuig binnenkomt."),
        Column("land", "country", COUNTRY, "NL", "Land waar het gebouw staat (ISO 3166-1); leeg: NL."),
    ),
)


def week_of(**days: tuple[tuple[int, int], ...]) -> tuple[WorkingHours, ...]:
    """Return the hours of a week from one cell per weekday."""
    return tuple(
        WorkingHours(weekday=number, start=start, end=end)
        for number, name in enumerate(WEEKDAYS)
        for start, end in days.get(name, ())
    )


def day_of_week(hours: object, name: str) -> object:
    """Return the cell of one weekday, by its Dutch name; None on a day without hours."""
    if not isinstance(hours, tuple):
        raise TypeError(type(hours))
    number = WEEKDAYS.index(name)
    return tuple((stretch.start, stretch.end) for stretch in hours if stretch.weekday == number) or None


REGIEVOERDERS = Table(
    name="regievoerders",
    fact=Regievoerder,
    explanation=Text(
        nl="Eén rij per regievoerder, met de werktijden per weekdag. Alleen een dienstnummer, nooit een naam.",
        en="One row per regievoerder, with the working hours per weekday. A service number only, never a name.",
    ),
    key=("id",),
    parts=(Part("hours", week_of, day_of_week),),
    columns=(
        identity("regievoerder", "RV-017", "Dienstnummer."),
        reference("kantoor", "office", Place, "KAN-ZWOLLE", "Locatie waar de dag begint en eindigt."),
        *(
            Column(day, f"hours.{day}", HOURS, "08:30-17:00" if number < 4 else "", "Werktijden; leeg: werkt niet.")  # noqa: PLR2004 - an example of four days
            for number, day in enumerate(WEEKDAYS)
        ),
        Column(
            "specialismen", "specialisms", listed(enum(Specialism), frozenset), "gezinnen|dublin", "Bijzondere taken."
        ),
        Column("talen", "languages", LANGUAGES, "nl|en", "Talen waarvoor geen tolk nodig is (ISO 639)."),
        Column("belastinggrens", "load_cap", WHOLE, "500", "Belastingpunten volgens het contract; leeg: 500."),
        Column("lp_medewerker", "lp_officer", YES_NO, "nee", "Begeleidt presentaties en krijgt geen zaken; leeg: nee."),
    ),
)

_RESOURCE = (
    Column(
        "soort",
        "resource.kind",
        enum(ResourceKind),
        "regievoerder",
        "Wat er ontbreekt of beschikbaar is.",
        required=True,
    ),
    Column(
        "code",
        "resource.id",
        CODE,
        "RV-017",
        "De code: dienstnummer, locatie (kamer), taalcode (tolk), zaak, zitting, vlucht, escortteam of voertuig.",
        required=True,
    ),
)
RESOURCE = Part("resource", ResourceRef)

ABSENCES = Table(
    name="afwezigheden",
    fact=Absence,
    explanation=Text(
        nl="Perioden waarin een persoon of middel er niet is.",
        en="Periods in which a person or means is not there.",
    ),
    key=("resource.kind", "resource.id", "interval.start"),
    parts=(RESOURCE, INTERVAL),
    columns=(*_RESOURCE, *period("interval"), Column("reden", "reason", TEXT, "verlof", "Leeg: afwezig.")),
)


def _check_substitute(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Substitute) and fact.owner == fact.substitute:
        yield Problem(
            "substitute",
            either("iemand kan zichzelf niet vervangen", "nobody can replace themselves"),
            either("Vul het dienstnummer van een collega in.", "Fill in the service number of a colleague."),
        )


SUBSTITUTES = Table(
    name="vervangingen",
    fact=Substitute,
    explanation=Text(
        nl="Een collega neemt tijdelijk waar; de zaak blijft van de regievoerder.",
        en="A colleague stands in for a time; the case stays with the regievoerder.",
    ),
    key=("owner", "interval.start"),
    parts=(INTERVAL,),
    check=_check_substitute,
    columns=(
        reference("regievoerder", "owner", Regievoerder, "RV-017", "Wie wordt vervangen."),
        reference("vervanger", "substitute", Regievoerder, "RV-021", "Wie waarneemt."),
        *period("interval"),
    ),
)

CAPACITIES = Table(
    name="capaciteiten",
    fact=Capacity,
    explanation=Text(
        nl="Aantal spreekkamers van een locatie (soort kamer) of tolken van een taal (soort tolk).",
        en="Number of interview rooms of a location (kind kamer) or of interpreters of a language (kind tolk).",
    ),
    key=("resource.kind", "resource.id", "interval.start"),
    parts=(RESOURCE, INTERVAL),
    columns=(
        *_RESOURCE,
        *period("interval"),
        Column("aantal", "amount", WHOLE, "3", "Hoeveel er tegelijk beschikbaar zijn.", required=True),
    ),
)

CLOSED_DAYS = Table(
    name="sluitingsdagen",
    fact=ClosedDays,
    explanation=Text(
        nl="Feestdagen per land, één rij per dag. Een nieuwe aanlevering vervangt alle dagen van dat land.",
        en="Public holidays per country, one row per day. A new delivery replaces all days of that country.",
    ),
    key=("country", "days"),
    items="days",
    columns=(
        Column("land", "country", COUNTRY, "NL", "Het land (ISO 3166-1).", required=True),
        Column("dag", "days", DAY, "25-12-2026", "De feestdag.", required=True),
    ),
)

PEOPLE_TABLES = (PLACES, REGIEVOERDERS, ABSENCES, SUBSTITUTES, CAPACITIES, CLOSED_DAYS)
