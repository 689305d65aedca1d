"""Tables about vehicles; the other means of a journey (missions, flights, escorts) have files of their own.

Not allowed here: people of the own service (``people``) and what is due (``activities``).
"""

from planner.domain.places import Place
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from planner.domain.wording import Text
from planner.intake.kinds import POSITIVE, WHOLE, YES_NO, whole
from planner.intake.tables.escorts import ESCORT_TABLES
from planner.intake.tables.flights import FLIGHT_TABLES
from planner.intake.tables.missions import MISSION_TABLES
from planner.intake.tables.shared import CREW_SKILLS, identity, period, reference
from planner.intake.tables.spec import Column, Part, Table

VEHICLES = Table(
    name="voertuigen",
    fact=Vehicle,
    explanation=Text(
        nl="Voertuigen van DV&O met hun bemanning; de diensten staan in de tabel diensten.",
        en="Vehicles of DV&O with their crews; the shifts are in the table diensten.",
    ),
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
        Column("bemanningen", "crews", POSITIVE, "2", "Hoeveel bemanningen er om beurten op rijden; leeg: 2."),
    ),
)

SHIFTS = Table(
    name="diensten",
    fact=Vehicle,
    explanation=Text(
        nl="Diensten van de voertuigen, een rij per dienst.",
        en="Shifts of the vehicles, a row per shift.",
    ),
    key=("id", "shifts.start"),
    parts=(Part("shifts", Interval),),
    items="shifts",
    owner="voertuigen",
    apart=("id",),
    columns=(reference("voertuig", "id", Vehicle, "DVO-12", "Het voertuig."), *period("shifts", closed=True)),
)

MEANS_TABLES = (
    *MISSION_TABLES,
    *FLIGHT_TABLES,
    *ESCORT_TABLES,
    VEHICLES,
    SHIFTS,
)
