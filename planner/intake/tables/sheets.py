"""Tables that only the sheets of KMar and DJI need: references, who to call, what is handed over.

Not allowed here: anything that planning uses.
"""

from collections.abc import Iterable

from planner.domain.activities import Activity
from planner.domain.contacts import parse_contact
from planner.domain.facts import Fact
from planner.domain.sheet_facts import (
    DutyNumber,
    EscortBrief,
    HandOverCheck,
    HandOverItem,
    Partner,
    PartnerReference,
    ReceivingAuthority,
)
from planner.domain.wording import Text
from planner.intake.airports import AIRPORT
from planner.intake.kinds import CODE, COUNTRY, MOMENT, TEXT, YES_NO, enum
from planner.intake.tables.shared import CASE, reference, short
from planner.intake.tables.spec import Column, Problem, Table

PARTNER_REFERENCES = Table(
    name="partnerkenmerken",
    fact=PartnerReference,
    explanation=Text(
        nl="Onder welk nummer een partner een zaak kent. Alleen die partner ziet het.",
        en="Under which number a partner knows a case. Only that partner sees it.",
    ),
    key=("case", "partner"),
    columns=(
        CASE,
        Column("partner", "partner", enum(Partner), "kmar", "Wie het nummer gebruikt.", required=True),
        Column("kenmerk", "reference", CODE, "KM-2026-0815", "Zaaknummer of kenmerk, nooit een naam.", required=True),
    ),
)


def _brief(fact: Fact) -> Iterable[Problem]:
    for path in ("traits", "needs", "baggage", "document_carrier"):
        yield from short(path, getattr(fact, path))


BRIEFS = Table(
    name="escortgegevens",
    fact=EscortBrief,
    explanation=Text(
        nl="Wat het escort van een persoon moet weten. Kort; nooit een diagnose, nooit een naam.",
        en="What the escort of a person must know. Short; never a diagnosis, never a name.",
    ),
    key=("case",),
    check=_brief,
    columns=(
        CASE,
        Column("kenmerken", "traits", TEXT, "1,78 m, bril", "Waaraan de persoon te herkennen is."),
        Column("behoeften", "needs", TEXT, "rustige uitleg, tolk per telefoon", "Wat de persoon nodig heeft."),
        Column("bagage", "baggage", TEXT, "1 koffer, 1 tas", "Wat er meegaat."),
        Column("drager_document", "document_carrier", TEXT, "commandant", "Functie die het originele document draagt."),
        Column("medische_envelop", "medical_envelope", YES_NO, "nee", "Gesloten medische overdracht mee; leeg: nee."),
    ),
)


def _phone(path: str, function: str, phone: str) -> Iterable[Problem]:
    try:
        parse_contact(f"{function or 'functie'}: {phone}")
    except ValueError as error:
        problem, _, remedy = str(error).partition("\n")
        yield Problem(path, problem, remedy)


def _authority(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, ReceivingAuthority):
        yield from short("authority", fact.authority)
        if fact.phone:
            yield from _phone("phone", fact.liaison, fact.phone)


def _number(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, DutyNumber):
        yield from _phone("phone", fact.function, fact.phone)


AUTHORITIES = Table(
    name="ontvangende_diensten",
    fact=ReceivingAuthority,
    explanation=Text(
        nl="Wie de persoon op een luchthaven van aankomst ontvangt, en wie daar te bellen is.",
        en="Who receives the person at an airport of arrival, and who can be called there.",
    ),
    key=("airport",),
    check=_authority,
    columns=(
        Column("luchthaven", "airport", AIRPORT, "CMN", "Luchthaven van aankomst (IATA).", required=True),
        Column("land", "country", COUNTRY, "MA", "Land (ISO 3166-1).", required=True),
        Column("dienst", "authority", TEXT, "grenspolitie", "Wie overneemt.", required=True),
        Column("liaison", "liaison", TEXT, "liaison ambassade", "Functie, nooit een naam."),
        Column("telefoon", "phone", TEXT, "+212 522 000000", "Nummer van de liaison."),
    ),
)

DUTY_NUMBERS = Table(
    name="dienstnummers",
    fact=DutyNumber,
    explanation=Text(
        nl="Functies die een partner dag en nacht kan bellen; zij staan op de bladen van die partner.",
        en="Functions that a partner can call day and night; they are on the sheets of that partner.",
    ),
    key=("partner", "function"),
    check=_number,
    columns=(
        Column("partner", "partner", enum(Partner), "kmar", "Op wiens bladen het staat.", required=True),
        Column("functie", "function", TEXT, "coordinatie DT&V", "Functie, nooit een naam.", required=True),
        Column("telefoon", "phone", TEXT, "088-1234567", "Dag en nacht bereikbaar.", required=True),
        Column("besluit_afbreken", "aborts", YES_NO, "nee", "Beslist over afbreken van een vertrek; leeg: nee."),
    ),
)

HAND_OVER = Table(
    name="overdrachtspunten",
    fact=HandOverItem,
    explanation=Text(
        nl="Wat voor de overdracht van een vertrek gereed is, door een medewerker gemeld. Niet gereed: geen rij.",
        en="What is ready for the hand-over of a departure, as an officer reported it. Not ready: no row.",
    ),
    key=("activity", "item"),
    columns=(
        reference("kenmerk", "activity", Activity, "Z-004711/vertrek/1", "Het vertrek."),
        Column("punt", "item", enum(HandOverCheck), "fit-to-fly", "Wat gereed is.", required=True),
        Column("gereed_op", "done_at", MOMENT, "23-11-2026 07:31", "Wanneer.", required=True),
        Column("door", "by", CODE, "RV-017", "Dienstnummer, nooit een naam.", required=True),
    ),
)

SHEET_TABLES = (PARTNER_REFERENCES, BRIEFS, AUTHORITIES, DUTY_NUMBERS, HAND_OVER)
