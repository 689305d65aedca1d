"""Tables of what is due: one per kind of activity, with shared columns first.

Not allowed here: when and by whom it is done (that is the plan).
"""

from collections.abc import Iterable
from datetime import date

from planner.domain.activities import (
    Activity,
    ActivityKind,
    BookedBy,
    DepartureDetail,
    DublinTransfer,
    InterpreterNeed,
    MoveDetail,
    MoveRole,
    PresentationDetail,
    Segment,
)
from planner.domain.cases import Case, Regime, Specialism, Track
from planner.domain.facts import Fact
from planner.domain.missions import Mission
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.time import Interval
from planner.domain.wording import Text, either
from planner.intake.kinds import (
    CODE,
    CODE_SET,
    CODES,
    COUNTRY,
    DAY,
    LANGUAGE,
    MOMENT,
    POSITIVE,
    TEXT,
    WHOLE,
    YES_NO,
    enum,
    whole,
)
from planner.intake.tables.shared import CREW_SKILLS, identity, reference
from planner.intake.tables.spec import Column, Part, Problem, Table
from planner.intake.term_lists import LEADS, TERMS

_WINDOW = Part("window", Interval)


def _common(key: str, step: str, place: str, *, cases: bool, place_required: bool = False) -> tuple[Column, ...]:
    return (
        identity("kenmerk", key, "Kenmerk van de activiteit; blijft gelijk bij elke aanlevering.", "key"),
        Column("stap", "step", CODE, step, "Stap uit het procesprotocol.", required=True),
        Column("duur_minuten", "duration", POSITIVE, "60", "Duur in minuten.", required=True),
        Column("venster_van", "window.start", MOMENT, "23-11-2026 08:00", "Niet eerder dan.", required=True),
        Column("venster_tot", "window.end", MOMENT, "27-11-2026 17:30", "Uiterlijk klaar.", required=True),
        Column("zaken", "cases", CODES, "Z-004711", "De zaken, gescheiden door |.", required=cases, refers=Case),
        reference("locatie", "place", Place, "AZC-TERAPEL", place, required=place_required),
        Column(
            "termijnen",
            "terms",
            TERMS,
            "R02 02-11-2026",
            "Regel, dag waarop de termijn begint, en zo nodig niveau en sleutel.",
        ),
        Column(
            "vooraf_aan",
            "leads",
            LEADS,
            "",
            "Hoe lang voor een andere activiteit: regel en sleutel van de lengte, en het kenmerk van die activiteit.",
        ),
        Column("regime", "regime", enum(Regime), "", "Regime van de termijnen; leeg: dat van de zaak."),
        Column(
            "uitvoerder",
            "performer",
            CODE,
            "",
            "Wie het moet doen; leeg: de regievoerder van de zaak.",
            refers=Regievoerder,
        ),
        Column("taal", "language", LANGUAGE, "", "Taal waarin het gaat."),
        Column("tolk", "interpreter", enum(InterpreterNeed), "", "Of er een tolk bij moet zijn; leeg: geen."),
        Column("specialisme", "specialism", enum(Specialism), "", "Wat de uitvoerder moet kunnen."),
        Column("volgnummer", "occurrence", POSITIVE, "1", "Hoeveelste keer deze stap; leeg: 1."),
        Column("uitgenodigd_op", "invited_on", DAY, "", "Dag van de uitnodiging."),
        Column(
            "protocol", "protocol", CODE, "", "Procesprotocol en versie van de stap; leeg: het programma zoekt het op."
        ),
    )


def _check_window(fact: Fact) -> Iterable[Problem]:
    if isinstance(fact, Activity) and fact.latest_end - fact.window.start < fact.duration:
        yield Problem(
            "window.end",
            either(
                f"het venster is korter dan de duur van {fact.duration} minuten",
                f"the window is shorter than the duration of {fact.duration} minutes",
            ),
            either("Verruim het venster of verkort de duur.", "Widen the window or shorten the duration."),
        )


def _check_move(fact: Fact) -> Iterable[Problem]:
    """Accept a window that is too short: partners send such requests, and the plan lists them with the reason."""
    if not isinstance(fact, Activity):
        return
    move = fact.move
    if move.serves is None and (move.pickup is None or move.delivery is None):
        yield Problem(
            "detail.serves",
            either("niet bekend waarvoor of wanneer de verplaatsing is", "not known what the move is for, or when"),
            either(
                "Vul het kenmerk van het vertrek of de presentatie in, of de tijden van ophalen en afleveren.",
                "Fill in the reference of the departure or the presentation, or the times of pick-up and delivery.",
            ),
        )
    if fact.key == move.serves:
        yield Problem(
            "detail.serves",
            either("de verplaatsing verwijst naar zichzelf", "the move refers to itself"),
            either("Vul het kenmerk van een andere activiteit in.", "Fill in the reference of another activity."),
        )
    if fact.key == move.after:
        yield Problem(
            "detail.after",
            either("de verplaatsing verwijst naar zichzelf", "the move refers to itself"),
            either("Vul een eerdere verplaatsing in.", "Fill in an earlier move."),
        )
    if fact.key in move.apart_from:
        yield Problem(
            "detail.apart_from",
            either("de verplaatsing verwijst naar zichzelf", "the move refers to itself"),
            either("Haal het eigen kenmerk weg.", "Remove its own reference."),
        )


def _transfer(
    *,
    accepted_on: date | None = None,
    special_needs: bool = False,
    collective: bool = False,
    announced_on: date | None = None,
) -> DublinTransfer:
    if accepted_on is None:
        msg = either(
            "een Dublinoverdracht heeft de dag van het claimakkoord nodig\nVul dublin_akkoord_op in.",
            "a Dublin transfer needs the day on which the claim was accepted\nFill in dublin_akkoord_op.",
        )
        raise ValueError(msg)
    return DublinTransfer(
        accepted_on=accepted_on, special_needs=special_needs, collective=collective, announced_on=announced_on
    )


CONVERSATIONS = Table(
    name="gesprekken",
    fact=Activity,
    explanation=Text(
        nl="Gesprekken die moeten worden gehouden.",
        en="Conversations that must be held.",
    ),
    key=("key",),
    parts=(_WINDOW,),
    constants={"kind": ActivityKind.CONVERSATION},
    check=_check_window,
    columns=_common("Z-004711/voortgang/1", "voortgang", "Waar het gesprek is: de verblijfplaats.", cases=True),
)

PRESENTATIONS = Table(
    name="presentaties",
    fact=Activity,
    explanation=Text(
        nl="Presentaties bij een vertegenwoordiging.",
        en="Presentations to a mission.",
    ),
    key=("key",),
    parts=(_WINDOW, Part("detail", PresentationDetail)),
    constants={"kind": ActivityKind.PRESENTATION},
    check=_check_window,
    columns=(
        *_common(
            "Z-004711/presentatie/1",
            "presentatie",
            "Waar de presentatie is; leeg: bij de vertegenwoordiging.",
            cases=True,
        ),
        reference("vertegenwoordiging", "detail.mission", Mission, "AMB-MA", "Wie de persoon ontvangt."),
        Column("met_tolk", "detail.interpreter", YES_NO, "nee", "Er gaat een tolk mee; leeg: nee."),
        Column("met_advocaat", "detail.lawyer", YES_NO, "nee", "Er gaat een advocaat mee; leeg: nee."),
        Column(
            "grens_aangevraagd_op",
            "detail.border_requested",
            DAY,
            "",
            "Dag waarop is gevraagd of de persoon de grens over mag.",
        ),
    ),
)

DEPARTURES = Table(
    name="vertrekken",
    fact=Activity,
    explanation=Text(
        nl="Voorgenomen vertrek. Boekt IOM of de persoon zelf, dan is alleen de dag bekend.",
        en="Intended departures. Where IOM or the person books, only the day is known.",
    ),
    key=("key",),
    parts=(_WINDOW, Part("detail.transfer", _transfer, optional=True), Part("detail", DepartureDetail)),
    constants={"kind": ActivityKind.DEPARTURE},
    check=_check_window,
    columns=(
        *_common("Z-004711/vertrek/1", "vertrek", "Luchthaven; leeg: volgt uit de vlucht.", cases=True),
        Column(
            "traject", "detail.track", enum(Track), "gedwongen", "Het traject waarop wordt vertrokken.", required=True
        ),
        Column("land", "detail.country", COUNTRY, "MA", "Land van bestemming (ISO 3166-1).", required=True),
        Column("boeker", "detail.booked_by", enum(BookedBy), "dtv", "Wie boekt; leeg: dtv."),
        Column("begeleid", "detail.escorted", YES_NO, "ja", "Met begeleiding van de KMar; leeg: nee."),
        Column("risicoformulier_op", "detail.risk_form_sent", DAY, "", "Dag waarop het risicoformulier is verstuurd."),
        Column("aangezegd_op", "detail.notice_given", MOMENT, "", "Wanneer het vertrek is aangezegd."),
        Column(
            "doorreis_gevraagd_op",
            "detail.transit_requested",
            DAY,
            "",
            "Dag waarop doorreis door een EU-land is gevraagd (2003/110/EG).",
        ),
        Column(
            "dublin_akkoord_op", "detail.transfer.accepted_on", DAY, "", "Dag van het claimakkoord; leeg: geen Dublin."
        ),
        Column(
            "dublin_bijzondere_zorg",
            "detail.transfer.special_needs",
            YES_NO,
            "",
            "Minderjarig of met bijzondere noden; leeg: nee.",
        ),
        Column("dublin_groep", "detail.transfer.collective", YES_NO, "", "Overdracht als groep; leeg: nee."),
        Column(
            "dublin_aangekondigd_op",
            "detail.transfer.announced_on",
            DAY,
            "",
            "Dag waarop de overdracht aan de andere lidstaat is gemeld.",
        ),
    ),
)

MOVES = Table(
    name="verplaatsingen",
    fact=Activity,
    explanation=Text(
        nl="Vervoer van personen. De tijden volgen uit de activiteit waarvoor het is, of worden hier gegeven.",
        en="Transport of persons. The times follow from the activity that it is for, or are given here.",
    ),
    key=("key",),
    parts=(
        _WINDOW,
        Part("detail.pickup", Interval, optional=True),
        Part("detail.delivery", Interval, optional=True),
        Part("detail", MoveDetail),
    ),
    constants={"kind": ActivityKind.MOVE},
    check=_check_move,
    columns=(
        *_common(
            "Z-004711/vervoer/1", "vervoer", "Waar de personen worden opgehaald.", cases=False, place_required=True
        ),
        reference("bestemming", "detail.destination", Place, "LH-AMS", "Waar zij heen gaan."),
        Column("rol", "detail.role", enum(MoveRole), "naar-vlucht", "Waarvoor het vervoer is.", required=True),
        Column("personen", "detail.persons", POSITIVE, "1", "Aantal personen; leeg: 1."),
        Column("groep", "detail.segment", enum(Segment), "mannen", "Groep in de compartimenten; leeg: mannen."),
        Column(
            "dient",
            "detail.serves",
            CODE,
            "Z-004711/vertrek/1",
            "Kenmerk van het vertrek of de presentatie.",
            refers=Activity,
        ),
        Column("ophalen_van", "detail.pickup.start", MOMENT, "", "Ophalen: niet eerder dan."),
        Column("ophalen_tot", "detail.pickup.end", MOMENT, "", "Ophalen: niet later dan."),
        Column("afleveren_van", "detail.delivery.start", MOMENT, "", "Afleveren: niet eerder dan."),
        Column("afleveren_tot", "detail.delivery.end", MOMENT, "", "Afleveren: niet later dan."),
        Column("ophaaltijd_minuten", "detail.pickup_service", WHOLE, "15", "Tijd bij het ophalen; leeg: 15."),
        Column("aflevertijd_minuten", "detail.delivery_service", WHOLE, "10", "Tijd bij het afleveren; leeg: 10."),
        Column(
            "gescheiden_van",
            "detail.apart_from",
            CODE_SET,
            "",
            "Verplaatsingen die nooit samen mogen.",
            refers=Activity,
        ),
        Column("rolstoel", "detail.wheelchair", YES_NO, "nee", "Leeg: nee."),
        Column("kinderzitjes", "detail.child_seats", WHOLE, "0", "Leeg: 0."),
        Column("beveiliging", "detail.security", whole(1, 2), "1", "1 gewoon, 2 hoog; leeg: 1."),
        Column("advies_vrijheidsbeperking", "detail.restraint_advice", TEXT, "", "Advies voor de bemanning."),
        Column("vaardigheden", "detail.skills", CREW_SKILLS, "", "Wat de bemanning moet kunnen."),
        Column(
            "na",
            "detail.after",
            CODE,
            "",
            "Verplaatsing van dezelfde personen die eerst klaar moet zijn.",
            refers=Activity,
        ),
    ),
)

MEETINGS = Table(
    name="overleggen",
    fact=Activity,
    explanation=Text(
        nl="Overleggen van een regievoerder, zoals een lokaal terugkeeroverleg.",
        en="Meetings of a regievoerder, such as a local return meeting.",
    ),
    key=("key",),
    parts=(_WINDOW,),
    constants={"kind": ActivityKind.MEETING},
    check=_check_window,
    columns=_common("LTO-TERAPEL-48", "lto", "Waar het overleg is.", cases=False),
)

ACTIVITY_TABLES = (CONVERSATIONS, PRESENTATIONS, DEPARTURES, MOVES, MEETINGS)
