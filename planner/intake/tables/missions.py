"""Tables about missions and when they receive persons.

Not allowed here: the presentations themselves (``activities``).
"""

from collections.abc import Iterable

from planner.domain.facts import Fact
from planner.domain.missions import Accompanist, Mission, Rhythm, Session, SessionPattern
from planner.domain.places import Place
from planner.domain.provinces import Province
from planner.domain.wording import Text, either
from planner.intake.kinds import (
    CLOCK,
    COUNTRY,
    HOURS,
    POSITIVE,
    WEEK_OF_MONTH,
    WEEKDAY,
    WEEKDAYS,
    WHOLE,
    YES_NO,
    choice,
    enum,
    listed,
)
from planner.intake.tables.people import day_of_week, week_of
from planner.intake.tables.shared import INTERVAL, PRESENTATION_MODES, VALID, identity, period, reference
from planner.intake.tables.spec import Column, Part, Problem, Table

MISSIONS = Table(
    name="vertegenwoordigingen",
    fact=Mission,
    explanation=Text(
        nl="Ambassades en consulaten.",
        en="Embassies and consulates.",
    ),
    key=("id",),
    parts=(Part("hours", week_of, day_of_week),),
    columns=(
        identity("vertegenwoordiging", "AMB-MA", "Code van de vertegenwoordiging."),
        Column("land", "country", COUNTRY, "MA", "Het land (ISO 3166-1).", required=True),
        reference("locatie", "place", Place, "AMB-MA-DENHAAG", "Het gebouw."),
        Column(
            "wijze", "mode", choice(PRESENTATION_MODES), "persoonlijk", "Hoe een presentatie gaat; leeg: persoonlijk."
        ),
        Column("meldtermijn_werkdagen", "notice_working_days", WHOLE, "5", "Werkdagen vooraf melden; leeg: 0."),
        *(
            Column(
                day,
                f"hours.{day}",
                HOURS,
                "09:00-12:30",
                "Wanneer zij personen ontvangt; alle dagen leeg: niet bekend.",
            )
            for day in WEEKDAYS
        ),
        Column(
            "begeleid_door", "accompanied_by", enum(Accompanist), "regievoerder", "Wie meegaat; leeg: de regievoerder."
        ),
        Column("tolk_welkom", "interpreter_welcome", YES_NO, "ja", "Of zij met een tolk instemt; leeg: ja."),
        Column(
            "provincies",
            "provinces",
            listed(enum(Province), frozenset),
            "NH|ZH",
            "Van welke provincies zij aanvragen behandelt; leeg: alle.",
        ),
        Column("advocaat_welkom", "lawyer_welcome", YES_NO, "nee", "Of zij met een advocaat instemt; leeg: nee."),
    ),
)

SESSIONS = Table(
    name="zittingen",
    fact=Session,
    explanation=Text(
        nl="Zittingen waarop een vertegenwoordiging personen ontvangt.",
        en="Sessions in which a mission receives persons.",
    ),
    key=("id",),
    parts=(INTERVAL,),
    columns=(
        identity("zitting", "ZIT-MA-1126", "Code van de zitting."),
        reference("vertegenwoordiging", "mission", Mission, "AMB-MA", "De vertegenwoordiging."),
        *period("interval", closed=True),
        Column("plaatsen", "quota", WHOLE, "6", "Hoeveel personen hoogstens.", required=True),
    ),
)


def _check_pattern(fact: Fact) -> Iterable[Problem]:
    if not isinstance(fact, SessionPattern):
        return
    if fact.end <= fact.start:
        yield Problem(
            "end",
            either("het eind ligt niet na het begin", "the end is not after the beginning"),
            either("Verbeter een van beide tijden.", "Correct one of the two times."),
        )
    if fact.rhythm is not Rhythm.ON_REQUEST and fact.weekday is None:
        yield Problem(
            "rhythm",
            either(f"een {fact.rhythm} zitting heeft een weekdag", f"a session that is {fact.rhythm} has a weekday"),
            either("Vul de weekdag in.", "Fill in the weekday."),
        )
    if fact.rhythm is Rhythm.MONTHLY and fact.week_of_month is None:
        yield Problem(
            "rhythm",
            either("een maandelijkse zitting heeft een week van de maand", "a monthly session has a week of the month"),
            either("Vul 1 tot en met 4 in, of laatste.", "Fill in 1 to 4, or laatste (last)."),
        )


SESSION_PATTERNS = Table(
    name="zittingspatronen",
    fact=SessionPattern,
    explanation=Text(
        nl="Zittingen die terugkomen, op dagen dat beide landen werken. Een zitting uit de tabel "
        "zittingen op dezelfde dag bij dezelfde vertegenwoordiging gaat voor.",
        en="Sessions that come back, on days on which both countries work. A session in the table "
        "zittingen on the same day at the same mission goes first.",
    ),
    key=("id",),
    parts=(VALID,),
    check=_check_pattern,
    columns=(
        identity("patroon", "MA-MAANDELIJKS", "Code van het patroon."),
        reference("vertegenwoordiging", "mission", Mission, "AMB-MA", "De vertegenwoordiging."),
        Column(
            "ritme", "rhythm", enum(Rhythm), "maandelijks", "Hoe vaak; op-verzoek: elke openingsdag.", required=True
        ),
        Column("weekdag", "weekday", WEEKDAY, "donderdag", "Bij wekelijks en maandelijks; leeg: elke openingsdag."),
        Column(
            "week_van_maand", "week_of_month", WEEK_OF_MONTH, "laatste", "De hoeveelste van die weekdag in de maand."
        ),
        Column("begint", "start", CLOCK, "09:30", "Begin, Nederlandse tijd.", required=True),
        Column("eindigt", "end", CLOCK, "12:00", "Eind, Nederlandse tijd.", required=True),
        Column("plaatsen", "quota", POSITIVE, "4", "Hoeveel personen hoogstens.", required=True),
        *period(),
    ),
)

MISSION_TABLES = (MISSIONS, SESSIONS, SESSION_PATTERNS)
