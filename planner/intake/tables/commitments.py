"""Tables of what people and partners decided, and of settings.

Not allowed here: facts about cases and means.
"""

from planner.domain.activities import Activity
from planner.domain.cases import Regime
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.resources import ResourceKind
from planner.domain.settings import Mark, Setting
from planner.domain.wording import Text
from planner.intake.kinds import CODE, DAY, MOMENT, POSITIVE, RULE, TEXT, WHOLE, choice, enum
from planner.intake.tables.people import RESOURCE
from planner.intake.tables.shared import UNITS, reference
from planner.intake.tables.spec import Column, Table

PINS = Table(
    name="vastzettingen",
    fact=Pin,
    explanation=Text(
        nl="Wat een medewerker van een gepubliceerde afspraak heeft vastgezet.",
        en="What an officer pinned of a published appointment.",
    ),
    key=("activity",),
    columns=(
        reference("kenmerk", "activity", Activity, "Z-004711/voortgang/1", "De activiteit."),
        Column("graad", "grade", enum(PinGrade), "dag", "Hoeveel er vaststaat.", required=True),
        Column("reden", "reason", TEXT, "advocaat kan alleen dan", "Waarom.", required=True),
        Column("vervalt_op", "expires", MOMENT, "", "Vanaf wanneer het niet meer vaststaat; leeg: blijft staan."),
    ),
)

REQUESTS = Table(
    name="partnerverzoeken",
    fact=PartnerRequest,
    explanation=Text(
        nl="Verzoeken aan ketenpartners om een middel, met hun antwoord.",
        en="Requests to partners for a means, with their answers.",
    ),
    key=("activity", "resource.kind", "resource.id"),
    parts=(RESOURCE,),
    ordered=(("start", "end"),),
    columns=(
        reference("kenmerk", "activity", Activity, "Z-004711/vertrek/1", "De activiteit waarvoor het is."),
        Column("soort", "resource.kind", enum(ResourceKind), "escort", "Soort middel.", required=True),
        Column("code", "resource.id", CODE, "ESC-03", "Code van het middel.", required=True),
        Column("status", "state", enum(RequestState), "bevestigd", "Hoe het ervoor staat.", required=True),
        Column("van", "start", MOMENT, "24-11-2026 08:15", "Begin.", required=True),
        Column("tot", "end", MOMENT, "24-11-2026 22:00", "Eind.", required=True),
        Column("antwoord_voor", "deadline", MOMENT, "", "Wanneer het antwoord nodig is."),
        Column("referentie", "reference", TEXT, "", "Kenmerk van de partner."),
        Column("redencode", "code", TEXT, "", "Waarom geweigerd, als code."),
        Column(
            "aantal",
            "amount",
            POSITIVE,
            "2",
            "Hoeveel escorts van het team zijn gevraagd, bevestigd of in plaats daarvan geboden; leeg: alle gevraagde.",
        ),
    ),
)

SETTINGS = Table(
    name="instellingen",
    fact=Setting,
    explanation=Text(
        nl="Waarden van regels, met de dagen waarop zij gelden. Perioden van dezelfde waarde overlappen niet.",
        en="Values of rules, with the days on which they hold. Periods of one value do not overlap.",
    ),
    key=("rule", "key", "regime", "valid_from"),
    ordered=(("valid_from", "valid_to"),),
    apart=("rule", "key", "regime"),
    columns=(
        Column("regel", "rule", RULE, "R02", "Nummer uit het regelboek.", required=True),
        Column("sleutel", "key", CODE, "term", "Welke waarde van de regel.", required=True),
        Column("waarde", "value", WHOLE, "10", "De waarde.", required=True),
        Column("eenheid", "unit", choice(UNITS), "werkdagen", "Waarin de waarde telt.", required=True),
        Column("regime", "regime", enum(Regime), "", "Alleen voor dit regime; leeg: voor alle."),
        Column("geldig_van", "valid_from", DAY, "01-01-2027", "Eerste dag; leeg: altijd al."),
        Column("geldig_tot", "valid_to", DAY, "", "Eerste dag dat de waarde niet meer geldt; leeg: blijft gelden."),
        Column("zekerheid", "mark", enum(Mark), "A", "F gevonden, S uit tweede hand, A aanname; leeg: A."),
        Column("bron", "source", TEXT, "werkafspraak 2026-11", "Waar de waarde staat."),
    ),
)

COMMITMENT_TABLES = (PINS, REQUESTS, SETTINGS)
