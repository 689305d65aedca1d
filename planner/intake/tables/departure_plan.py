"""Tables of the vertrekplan: possibilities, barriers, support, representatives, contacts, questions, Wigk phases.

Not allowed here: the life of the case itself (``casework``).
"""

from collections.abc import Iterable

from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    Channel,
    Contact,
    InformationRequest,
    Motivation,
    MotivationPhase,
    Party,
    Possibility,
    PossibilityState,
    Representative,
    Representing,
    Support,
    SupportKind,
)
from planner.domain.facts import Fact
from planner.domain.wording import Text, either
from planner.intake.kinds import CODE, COUNTRY, DAY, MOMENT, POSITIVE, TEXT, YES_NO, enum
from planner.intake.tables.shared import CASE, VALID, not_before, period, short
from planner.intake.tables.spec import Column, Problem, Table

POSSIBILITIES = Table(
    name="mogelijkheden",
    fact=Possibility,
    explanation=Text(
        nl="Landen waarheen iemand zou kunnen vertrekken, met hoe ver dat is. Zonder rangorde.",
        en="Countries to which somebody could leave, with how far that is. Not ranked.",
    ),
    key=("case", "country"),
    columns=(
        CASE,
        Column("land", "country", COUNTRY, "MA", "Het land (ISO 3166-1).", required=True),
        Column("status", "state", enum(PossibilityState), "in-onderzoek", "Hoe ver het is; leeg: open."),
        Column("sinds", "since", DAY, "09-11-2026", "Sinds wanneer.", required=True),
    ),
)


def _barrier(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Barrier):
        yield from short("action", fact.action)


BARRIERS = Table(
    name="belemmeringen",
    fact=Barrier,
    explanation=Text(
        nl="Wat vertrek in de weg staat, wie daaraan wat doet en wanneer het is weggenomen.",
        en="What stands in the way of leaving, who does what about it and when it was removed.",
    ),
    key=("case", "number"),
    check=_barrier,
    columns=(
        CASE,
        Column("nummer", "number", POSITIVE, "1", "Volgnummer binnen de zaak.", required=True),
        Column("soort", "kind", enum(BarrierKind), "reisdocument", "Wat in de weg staat.", required=True),
        Column("eigenaar", "owner", enum(Party), "lp-loket", "Wie eraan werkt.", required=True),
        Column("actie", "action", TEXT, "kopie geboorteakte opvragen", "Wat er gebeurt; geen naam.", required=True),
        Column("uiterlijk", "due", DAY, "04-12-2026", "Dag waarop het gedaan moet zijn.", required=True),
        Column("weggenomen_op", "removed_on", DAY, "", "Dag waarop het is weggenomen; leeg: het bestaat nog."),
    ),
)


def _support(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Support) and fact.amount is not None and fact.kind is not SupportKind.MONEY:
        yield Problem(
            "amount",
            either("alleen geld heeft een bedrag", "only money has an amount"),
            either("Laat het bedrag leeg.", "Leave the amount empty."),
        )


SUPPORTS = Table(
    name="ondersteuning",
    fact=Support,
    explanation=Text(
        nl="Wat voor een nieuwe start is afgesproken.",
        en="What was agreed for a new start.",
    ),
    key=("case", "kind", "agreed_on"),
    check=_support,
    columns=(
        CASE,
        Column("soort", "kind", enum(SupportKind), "geld", "Wat iemand krijgt.", required=True),
        Column("via", "through", enum(Party), "iom", "Door wie.", required=True),
        Column("afgesproken_op", "agreed_on", DAY, "16-11-2026", "Dag van de afspraak.", required=True),
        Column("bedrag", "amount", POSITIVE, "1800", "Hele euro's; alleen bij geld."),
    ),
)

REPRESENTATIVES = Table(
    name="gemachtigden",
    fact=Representative,
    explanation=Text(
        nl="Wie voor iemand optreedt: gemachtigde of voogd, onder een kenmerk. Per rol hoogstens één tegelijk.",
        en="Who acts for somebody: lawyer or guardian, under a reference. At most one per role at a time.",
    ),
    key=("case", "role", "valid.start"),
    parts=(VALID,),
    apart=("case", "role"),
    columns=(
        CASE,
        Column("rol", "role", enum(Representing), "voogd", "Gemachtigde of voogd.", required=True),
        Column(
            "kenmerk", "reference", CODE, "NIDOS-4711", "Kenmerk van kantoor of voogd, nooit een naam.", required=True
        ),
        *period(),
    ),
)


def _contact(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Contact):
        yield from short("subject", fact.subject)


CONTACTS = Table(
    name="contactmomenten",
    fact=Contact,
    explanation=Text(
        nl="Contact over een zaak met de persoon, autoriteiten en partners.",
        en="Contact about a case with the person, authorities and partners.",
    ),
    key=("case", "at", "party"),
    check=_contact,
    columns=(
        CASE,
        Column("op", "at", MOMENT, "17-11-2026 14:10", "Wanneer.", required=True),
        Column("met", "party", enum(Party), "iom", "Met wie.", required=True),
        Column("wijze", "channel", enum(Channel), "telefoon", "Hoe.", required=True),
        Column("door", "actor", CODE, "RV-017", "Dienstnummer, nooit een naam.", required=True),
        Column("onderwerp", "subject", TEXT, "intake ondersteuning", "Waarover, kort; geen naam."),
        Column("handeling", "act", YES_NO, "ja", "Telt als handeling in de zaak; leeg: ja."),
    ),
)


def _request(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, InformationRequest):
        yield from not_before("due", fact.due, fact.asked_on)
        yield from not_before("answered_on", fact.answered_on, fact.asked_on)


REQUESTS = Table(
    name="informatieverzoeken",
    fact=InformationRequest,
    explanation=Text(
        nl="Vragen aan ketenpartners. Zonder antwoord is het ontbrekende informatie.",
        en="Questions to partners. Without an answer it is missing information.",
    ),
    key=("case", "party", "item", "asked_on"),
    check=_request,
    columns=(
        CASE,
        Column("aan", "party", enum(Party), "medische-dienst", "Aan wie.", required=True),
        Column("vraag", "item", CODE, "medisch-advies", "Wat is gevraagd, als code.", required=True),
        Column("gevraagd_op", "asked_on", DAY, "16-11-2026", "Dag van de vraag.", required=True),
        Column("uiterlijk", "due", DAY, "30-11-2026", "Dag waarop het antwoord er moet zijn.", required=True),
        Column("beantwoord_op", "answered_on", DAY, "", "Dag van het antwoord; leeg: nog open."),
        Column("houdt_vertrek_op", "gate", YES_NO, "nee", "Vertrek wacht op het antwoord; leeg: nee."),
    ),
)

MOTIVATION = Table(
    name="wigk_fasen",
    fact=MotivationPhase,
    explanation=Text(
        nl="Wigk-fase waarin iemand is, zoals de regievoerder die vastlegt. Op elk moment hoogstens één per zaak.",
        en="Wigk phase in which somebody is, as the regievoerder records it. At most one per case at any moment.",
    ),
    key=("case", "valid.start"),
    parts=(VALID,),
    apart=("case",),
    columns=(CASE, Column("fase", "phase", enum(Motivation), "overweging", "De fase.", required=True), *period()),
)

DEPARTURE_PLAN_TABLES = (POSSIBILITIES, BARRIERS, SUPPORTS, REPRESENTATIVES, CONTACTS, REQUESTS, MOTIVATION)
