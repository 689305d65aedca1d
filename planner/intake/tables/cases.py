"""Tables about cases: who, where, with whom, on which track and under which conditions.

Not allowed here: activities (``activities``) and means (``means``).
"""

from collections.abc import Iterable

from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    Case,
    Condition,
    ConditionFact,
    DocumentState,
    Membership,
    Ownership,
    Regime,
    RiskLevel,
    SeparationApproval,
    Sex,
    Specialism,
    Stay,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.facts import Fact
from planner.domain.lp_life import wrong_document
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.provinces import Province
from planner.domain.time import Interval
from planner.domain.wording import Text
from planner.intake.kinds import CODE, COUNTRY, DAY, LANGUAGE, MOMENT, WHOLE, YES_NO, choice, enum, listed
from planner.intake.tables.shared import CASE, TARGET_GROUPS, VALID, identity, period, reference
from planner.intake.tables.spec import Column, Part, Problem, Table

CASES = Table(
    name="zaken",
    fact=Case,
    explanation=Text(
        nl="Eén rij per zaak. Alleen een kenmerk, nooit een naam.",
        en="One row per case. A code only, never a name.",
    ),
    key=("id",),
    columns=(
        identity("zaaknummer", "Z-004711", "Kenmerk van de zaak in het bronsysteem."),
        Column("doelgroep", "target_group", choice(TARGET_GROUPS), "afgewezen", "Doelgroep.", required=True),
        Column("land", "country", COUNTRY, "MA", "Land van herkomst (ISO 3166-1).", required=True),
        Column("taal", "language", LANGUAGE, "ar", "Taal van de gesprekken (ISO 639).", required=True),
        Column("overgedragen_op", "handed_over", DAY, "02-11-2026", "Dag van de overdracht.", required=True),
        Column("provincie", "province", enum(Province), "NH", "Waar de persoon verblijft; leeg: niet bekend."),
        Column("regime", "regime", enum(Regime), "algemeen", "Wettelijk regime; leeg: algemeen."),
        Column("geslacht", "sex", enum(Sex), "M", "Zoals geregistreerd; leeg: M."),
        Column("minderjarig", "minor", YES_NO, "nee", "Leeg: nee."),
        Column(
            "specialismen",
            "specialisms",
            listed(enum(Specialism), frozenset),
            "medisch",
            "Wat de regievoerder moet kunnen.",
        ),
        Column("belastingpunten", "load_points", WHOLE, "10", "Gewicht in de werkvoorraad; leeg: 10."),
        Column("risico", "risk", enum(RiskLevel), "geen", "Begeleidingsrisico volgens de KMar; leeg: geen."),
        Column("verpleegkundige", "nurse", YES_NO, "nee", "Medische begeleiding nodig; leeg: nee."),
        Column("rolstoel", "wheelchair", YES_NO, "nee", "Leeg: nee."),
        Column("kinderzitje", "child_seat", YES_NO, "nee", "Leeg: nee."),
        Column("gesloten_op", "closed_on", DAY, "", "Dag waarop de zaak is gesloten; leeg: open."),
    ),
)

MEMBERSHIPS = Table(
    name="gezinsleden",
    fact=Membership,
    explanation=Text(
        nl="Welke zaken samen een gezin zijn. Een zaak hoort op elk moment bij hoogstens één gezin.",
        en="Which cases are a household together. A case belongs to at most one household at any moment.",
    ),
    key=("household", "case", "valid.start"),
    parts=(VALID,),
    apart=("case",),
    columns=(identity("gezin", "G-0100", "Kenmerk van het gezin.", "household"), CASE, *period()),
)

SEPARATIONS = Table(
    name="gezinsscheidingen",
    fact=SeparationApproval,
    explanation=Text(
        nl="Besluiten van de directeur dat een gezin gescheiden mag reizen.",
        en="Decisions of the director that a household may travel apart.",
    ),
    key=("household", "valid.start"),
    parts=(VALID,),
    columns=(reference("gezin", "household", Membership, "G-0100", "Het gezin."), *period()),
)

OWNERSHIPS = Table(
    name="toewijzingen",
    fact=Ownership,
    explanation=Text(
        nl="Welke regievoerder een zaak heeft. Een zaak heeft er op elk moment hoogstens één.",
        en="Which regievoerder has a case. A case has at most one at any moment.",
    ),
    key=("case", "valid.start"),
    parts=(VALID,),
    apart=("case",),
    columns=(
        CASE,
        reference("regievoerder", "regievoerder", Regievoerder, "RV-017", "De regievoerder."),
        *period(),
        Column("herverdelen", "marked", YES_NO, "nee", "De zaak mag een andere regievoerder krijgen; leeg: nee."),
    ),
)

STAYS = Table(
    name="verblijven",
    fact=Stay,
    explanation=Text(
        nl="Waar de persoon verblijft. Op elk moment hoogstens één locatie per zaak.",
        en="Where the person stays. At any moment at most one location per case.",
    ),
    key=("case", "valid.start"),
    parts=(VALID,),
    apart=("case",),
    columns=(CASE, reference("locatie", "place", Place, "AZC-TERAPEL", "De locatie."), *period()),
)

TRACKS = Table(
    name="vertrektrajecten",
    fact=TrackFact,
    explanation=Text(
        nl="Hoe de persoon vertrekt, door een medewerker vastgelegd. Op elk moment hoogstens één per zaak.",
        en="How the person leaves, as an officer recorded it. At any moment at most one per case.",
    ),
    key=("case", "valid.start"),
    parts=(VALID,),
    apart=("case",),
    columns=(
        CASE,
        Column("traject", "track", enum(Track), "zelfstandig-iom", "Het traject.", required=True),
        *period(),
    ),
)

CONDITIONS = Table(
    name="voorwaarden",
    fact=ConditionFact,
    explanation=Text(
        nl="De vier voorwaarden voor gedwongen vertrek, elk met de periode waarin aan de voorwaarde is voldaan.",
        en="The four conditions for forced departure, each with the period in which it is fulfilled.",
    ),
    key=("case", "condition", "valid.start"),
    parts=(VALID,),
    apart=("case", "condition"),
    columns=(
        CASE,
        Column("voorwaarde", "condition", enum(Condition), "maatregel", "Welke voorwaarde.", required=True),
        *period(),
    ),
)

BLOCKS = Table(
    name="beletselen",
    fact=BlockingFact,
    explanation=Text(
        nl="Perioden waarin vertrek niet mag.",
        en="Periods in which departure is not allowed.",
    ),
    key=("case", "reason", "valid.start"),
    parts=(VALID,),
    apart=("case", "reason"),
    columns=(
        CASE,
        Column("reden", "reason", enum(BlockReason), "schorsende-werking", "Waarom vertrek niet mag.", required=True),
        *period(),
    ),
)


def _document(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, TravelDocument):
        for wrong in wrong_document(fact):
            yield Problem(wrong.field, wrong.problem, wrong.remedy)


DOCUMENTS = Table(
    name="reisdocumenten",
    fact=TravelDocument,
    explanation=Text(
        nl="Paspoorten en laissez-passers: één rij per zaak en soort.",
        en="Passports and laissez-passers: one row per case and kind.",
    ),
    key=("case", "kind"),
    parts=(Part("valid", Interval, optional=True),),
    check=_document,
    columns=(
        CASE,
        Column("soort", "kind", CODE, "laissez-passer", "Soort document.", required=True),
        Column("status", "state", enum(DocumentState), "verstrekt", "Hoe ver het document is.", required=True),
        Column("geldig_van", "valid.start", MOMENT, "01-12-2026", "Begin van de geldigheid; leeg: nog niet verstrekt."),
        Column("geldig_tot", "valid.end", MOMENT, "01-03-2027", "Eerste moment dat het document niet meer geldt."),
        Column("aangevraagd_op", "applied_on", DAY, "02-11-2026", "Dag van de aanvraag."),
        Column("besteld_op", "ordered_on", DAY, "26-10-2026", "Dag waarop het document is besteld."),
        Column("kopie_gegeven_op", "copy_given_on", DAY, "09-11-2026", "Dag waarop de persoon een kopie kreeg."),
        Column("meegedeeld_op", "told_on", DAY, "09-11-2026", "Dag waarop de presentatiedatum is meegedeeld."),
        Column("getoetst_op", "checked_on", DAY, "13-11-2026", "Dag van de toets of presenteren kan."),
        Column("gepresenteerd_op", "presented_on", DAY, "18-11-2026", "Dag van de presentatie."),
        Column("antwoord_op", "answered_on", DAY, "25-11-2026", "Dag van het antwoord van de vertegenwoordiging."),
    ),
)

CASE_TABLES = (CASES, MEMBERSHIPS, SEPARATIONS, OWNERSHIPS, STAYS, TRACKS, CONDITIONS, BLOCKS, DOCUMENTS)
