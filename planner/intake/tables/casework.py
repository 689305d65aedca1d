"""Tables about the life of a case: dossier, phases, procedure, reception, moments, clearances, exceptions.

Not allowed here: the vertrekplan (``departure_plan``) and which phase may follow which (the domain says so).
"""

from collections.abc import Iterable

from planner.domain.activities import Activity
from planner.domain.case_life import wrong_closing
from planner.domain.casework import (
    CasePhase,
    Closing,
    Dossier,
    HandedOverBy,
    LegalMoment,
    LegalMomentKind,
    PhaseChange,
    Procedure,
    ProcedureKind,
    Reception,
    ReceptionKind,
)
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.facts import Fact
from planner.domain.wording import Text, either
from planner.intake.kinds import CODE, DAY, MOMENT, RULE, TEXT, YES_NO, enum
from planner.intake.tables.shared import CASE, VALID, not_before, period, reference, short
from planner.intake.tables.spec import Column, Problem, Table


def _dossier(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Dossier):
        yield from short("reference", fact.reference)
        yield from not_before("complete_on", fact.complete_on, fact.received_on)


DOSSIERS = Table(
    name="dossiers",
    fact=Dossier,
    explanation=Text(
        nl="Het dossier dat bij de overdracht is ontvangen, en sinds wanneer het volledig is.",
        en="The dossier that was received at the handover, and since when it is complete.",
    ),
    key=("case", "received_on"),
    check=_dossier,
    columns=(
        CASE,
        Column("overgedragen_door", "handed_over_by", enum(HandedOverBy), "ind", "Wie overdroeg.", required=True),
        Column("ontvangen_op", "received_on", DAY, "02-11-2026", "Dag van ontvangst.", required=True),
        Column("volledig_op", "complete_on", DAY, "05-11-2026", "Dag waarop niets meer ontbrak; leeg: onvolledig."),
        Column("kenmerk", "reference", TEXT, "IND-2026-0815", "Nummer bij de afzender, nooit een naam."),
    ),
)


def _phase(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, PhaseChange):
        yield from short("reason", fact.reason)
        wrong = wrong_closing(fact)
        if wrong is not None:
            yield Problem(wrong.field, wrong.problem, wrong.remedy)


PHASES = Table(
    name="fasen",
    fact=PhaseChange,
    explanation=Text(
        nl="Wanneer een zaak in een fase kwam. Er komen alleen rijen bij; een latere rij herstelt een fout.",
        en="When a case came into a phase. Rows are only added; a later row puts a mistake right.",
    ),
    key=("case", "at"),
    check=_phase,
    columns=(
        CASE,
        Column("fase", "phase", enum(CasePhase), "dossierstudie", "De fase die begint.", required=True),
        Column("op", "at", MOMENT, "04-11-2026 10:00", "Wanneer.", required=True),
        Column("door", "actor", CODE, "RV-017", "Dienstnummer, nooit een naam.", required=True),
        Column("reden", "reason", TEXT, "", "Waarom; verplicht bij een stap terug en bij een herstel."),
        Column("sluiting", "closing", enum(Closing), "", "Hoe de zaak eindigde; alleen bij gesloten."),
        Column("correctie", "correction", YES_NO, "nee", "Herstelt de rij ervoor; vraagt een reden; leeg: nee."),
    ),
)

PROCEDURES = Table(
    name="procedures",
    fact=Procedure,
    explanation=Text(
        nl="Welke asielprocedure loopt of liep. Op elk moment hoogstens één per zaak.",
        en="Which asylum procedure runs or ran. At most one per case at any moment.",
    ),
    key=("case", "valid.start"),
    parts=(VALID,),
    apart=("case",),
    columns=(
        CASE,
        Column("procedure", "kind", enum(ProcedureKind), "verlengd", "Algemeen of verlengd.", required=True),
        *period(),
    ),
)

RECEPTIONS = Table(
    name="opvang",
    fact=Reception,
    explanation=Text(
        nl="Welke soort opvang of verblijf iemand heeft. Op elk moment hoogstens één per zaak.",
        en="What kind of reception or stay somebody has. At most one per case at any moment.",
    ),
    key=("case", "valid.start"),
    parts=(VALID,),
    apart=("case",),
    columns=(CASE, Column("soort", "kind", enum(ReceptionKind), "azc", "Soort opvang.", required=True), *period()),
)

MOMENTS = Table(
    name="rechtsmomenten",
    fact=LegalMoment,
    explanation=Text(
        nl="Dagen waarvan termijnen lopen: besluiten, uitspraken, maatregelen, plaatsingen.",
        en="Days from which terms run: decisions, rulings, orders, placements.",
    ),
    key=("case", "kind", "on"),
    columns=(
        CASE,
        Column("moment", "kind", enum(LegalMomentKind), "bewaringsmaatregel", "Wat er was of zal zijn.", required=True),
        Column("op", "on", DAY, "16-11-2026", "De dag.", required=True),
        Column("bekend_op", "known_on", DAY, "", "Dag waarop dit bekend was; leeg: op de dag zelf."),
    ),
)


def _clearance(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Clearance):
        yield from short("by", fact.by)
        if fact.state is ClearanceState.ASKED and fact.given_on is not None:
            yield Problem(
                "given_on",
                either(
                    "er is nog geen antwoord, maar wel een dag van antwoord",
                    "there is no answer yet, but a day of the answer",
                ),
                either("Laat de cel leeg.", "Leave the cell empty."),
            )


CLEARANCES = Table(
    name="akkoorden",
    fact=Clearance,
    explanation=Text(
        nl="Wat voor vertrek of plaatsing in orde moet zijn, met het antwoord en hoe lang het geldt.",
        en="What must be in order for a departure or placement, with the answer and how long it holds.",
    ),
    key=("case", "kind", "valid.start"),
    parts=(VALID,),
    apart=("case", "kind"),
    check=_clearance,
    columns=(
        CASE,
        Column("soort", "kind", enum(ClearanceKind), "fit-to-fly", "Waarover het gaat.", required=True),
        Column("status", "state", enum(ClearanceState), "akkoord", "Wat het antwoord is.", required=True),
        *period(),
        Column("door", "by", TEXT, "medische-dienst", "Dienstnummer of partner, nooit een naam."),
        Column("gegeven_op", "given_on", DAY, "20-11-2026", "Dag van het antwoord."),
    ),
)


def _override(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Override):
        yield from short("reason", fact.reason)


OVERRIDES = Table(
    name="uitzonderingen",
    fact=Override,
    explanation=Text(
        nl="Uitzonderingen op één regel voor één activiteit, door wie dat mag, met reden en einde.",
        en="Exceptions to one rule for one activity, by who may make them, with a reason and an end.",
    ),
    key=("rule", "activity", "valid.start"),
    parts=(VALID,),
    apart=("rule", "activity"),
    check=_override,
    columns=(
        Column("regel", "rule", RULE, "R42", "Nummer uit het regelboek.", required=True),
        reference("kenmerk", "activity", Activity, "Z-004711/voortgang/1", "De activiteit."),
        Column("recht", "right", enum(OverrideRight), "leidinggevende", "Met welk recht.", required=True),
        Column("door", "by", CODE, "LG-003", "Dienstnummer, nooit een naam.", required=True),
        Column("reden", "reason", TEXT, "op verzoek van de gemachtigde", "Waarom.", required=True),
        *period(),
    ),
)

CASEWORK_TABLES = (DOSSIERS, PHASES, PROCEDURES, RECEPTIONS, MOMENTS, CLEARANCES, OVERRIDES)
