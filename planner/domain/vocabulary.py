"""English for the words that facts are entered with; the Dutch word is the value itself.

Not allowed here: sentences, and words for what is counted or dated (``spelling``).
"""

from collections.abc import Mapping
from enum import StrEnum

from planner.domain.activities import ActivityKind, BookedBy, InterpreterNeed, MoveRole, Segment
from planner.domain.bookings import BookingState, CancelReason
from planner.domain.cases import BlockReason, Condition, DocumentState, Regime, RiskLevel, Specialism, Track
from planner.domain.clearances import ClearanceKind, ClearanceState, OverrideRight
from planner.domain.commitments import PinGrade, RequestState
from planner.domain.escorts import EscortSkill
from planner.domain.failing import FailStage
from planner.domain.plan import UnplannedCode
from planner.domain.resources import ResourceKind
from planner.domain.wording import Language, language

_ENGLISH: Mapping[type[StrEnum], Mapping[str, str]] = {
    ActivityKind: {
        "gesprek": "conversation",
        "presentatie": "presentation",
        "vertrek": "departure",
        "vervoer": "transport",
        "overleg": "meeting",
    },
    BookedBy: {"dtv": "DT&V", "iom": "IOM", "zelf": "the person"},
    InterpreterNeed: {"geen": "none", "vereist": "required", "akkoord-manager": "waived by the manager"},
    MoveRole: {
        "naar-vlucht": "to the flight",
        "naar-presentatie": "to the presentation",
        "van-presentatie": "from the presentation",
        "rechtbank": "to the court",
        "van-rechtbank": "from the court",
        "overnachting": "for the night",
        "keten": "for a partner",
    },
    Segment: {"mannen": "men", "vrouwen": "women", "minderjarigen": "minors", "gezin": "family"},
    BookingState: {
        "voorgesteld": "proposed",
        "aangevraagd": "requested",
        "geboekt": "booked",
        "onderweg": "in transit",
        "voltooid": "completed",
        "geannuleerd": "cancelled",
    },
    CancelReason: {
        "nieuwe-aanvraag": "new application",
        "verdwenen": "disappeared",
        "verzet": "resistance",
        "document-te-laat": "document too late",
        "medisch": "medical",
        "maatschappij-of-gezagvoerder": "carrier or captain",
        "vervoer-of-escort": "transport or escort",
        "administratief": "administrative",
        "overig": "other",
    },
    BlockReason: {
        "schorsende-werking": "suspensive remedy",
        "rule-39": "Rule 39",
        "artikel-64": "medical deferral (art. 64)",
        "zwangerschap": "pregnancy",
        "geen-opvang-minderjarige": "no reception for a minor",
        "nieuwe-aanvraag": "new application",
    },
    Condition: {
        "verwijderbaar": "removable",
        "beschikbaar": "available",
        "maatregel": "measure",
        "reisdocument": "travel document",
    },
    DocumentState: {
        "besteld": "ordered",
        "aangevraagd": "applied for",
        "gepresenteerd": "presented",
        "verstrekt": "granted",
        "toegezegd": "promised",
        "geweigerd": "refused",
    },
    Regime: {
        "algemeen": "general",
        "bewaring": "detention",
        "ggv": "closed family facility",
        "vbl": "VBL",
        "grens": "border",
        "dublin": "Dublin",
    },
    RiskLevel: {"geen": "none", "verhoogd": "raised", "hoog": "high"},
    Specialism: {
        "amv": "minors (AMV)",
        "medisch": "medical",
        "gezinnen": "families",
        "dublin": "Dublin",
        "detentie": "detention",
    },
    Track: {
        "zelfstandig": "independent",
        "zelfstandig-iom": "independent with IOM",
        "gedwongen": "forced",
        "administratief": "administrative",
    },
    ClearanceKind: {
        "fit-to-fly": "fit to fly",
        "toets-ind": "check with the IND",
        "opvang-bij-aankomst": "reception on arrival",
        "voogd-uitgenodigd": "guardian invited",
        "overdrachtsdossier": "hand-over pack",
        "vertrekplan-compleet": "vertrekplan complete",
        "lokale-strategie": "strategy of the local meeting",
        "lp-besteld": "laissez-passer ordered",
        "in-gesprek-meegedeeld": "told in a conversation",
    },
    ClearanceState: {"gevraagd": "asked", "akkoord": "agreed", "niet-akkoord": "not agreed"},
    OverrideRight: {
        "niemand": "nobody",
        "regievoerder": "regievoerder",
        "leidinggevende": "supervisor",
        "directeur": "director",
        "partner": "the partner, by its answer",
    },
    PinGrade: {"tijd": "time", "dag": "day", "persoon": "person", "alles": "everything"},
    RequestState: {
        "voorgesteld": "proposed",
        "aangevraagd": "requested",
        "bevestigd": "confirmed",
        "geweigerd": "declined",
        "tegenvoorstel": "offered otherwise",
        "ingetrokken": "withdrawn",
    },
    EscortSkill: {
        "commandant": "commander",
        "verpleegkundige": "nurse",
        "gezinnen": "families",
        "hoog-risico": "high risk",
    },
    FailStage: {
        "ophalen": "pick-up",
        "overdracht": "hand-over",
        "gate": "gate",
        "gezagvoerder": "captain",
    },
    UnplannedCode: {
        "feit": "fact",
        "geen-mogelijkheid": "no possibility",
        "capaciteit": "capacity",
        "later": "later",
        "hangt-af": "depends",
        "tijd": "time",
    },
    ResourceKind: {
        "regievoerder": "regievoerder",
        "zaak": "case",
        "kamer": "room",
        "tolk": "interpreter",
        "zitting": "session",
        "vlucht": "flight",
        "escort": "escort team",
        "begeleider": "escort officer",
        "voertuig": "vehicle",
        "partner": "partner",
    },
}


def word(member: StrEnum) -> str:
    """Return what a kind, state or reason is called in the language spoken."""
    return member.value if language() is Language.DUTCH else _ENGLISH[type(member)][member.value]


def vocabulary() -> Mapping[type[StrEnum], Mapping[str, str]]:
    """Return the English words by kind of word and Dutch value."""
    return _ENGLISH
