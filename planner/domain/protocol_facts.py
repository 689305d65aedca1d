"""The facts that a process protocol may name: from which terms run, on which steps wait, by which they are done.

Not allowed here: looking a fact up in a case (``planner.usecases``) and anything the program would conclude by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.cases import BlockReason, DocumentState, Track
from planner.domain.casework import CasePhase, LegalMomentKind, ReceptionKind
from planner.domain.clearances import ClearanceKind
from planner.domain.code_words import code_words
from planner.domain.departure_plan import Representing
from planner.domain.wording import Text


class FactKind(StrEnum):
    """Sort of fact; the value is the word in a protocol file."""

    HANDOVER = "overdracht"
    ASSIGNED = "toewijzing"
    DOSSIER = "dossier"
    MOMENT = "moment"
    MOMENT_HERE = "sinds-overdracht"
    """A moment of the law that came after the handover."""
    KNOWN = "bekend"
    CONVERSATION = "gesprek"
    OTHER_TALK = "ander-gesprek"
    STEP = "stap"
    TERM_END = "einde"
    DOCUMENT = "document"
    CLEARANCE = "akkoord"
    PHASE = "fase"
    TRACK = "spoor"
    BLOCK = "blokkade"
    BLOCK_END = "einde-blokkade"
    STAY = "verblijf"
    PRESENTATION = "presentatie"
    DEPARTURE = "vertrek"
    SUPPORT = "ondersteuning"
    REPRESENTATIVE = "vertegenwoordiger"
    ANSWER = "informatie"
    MINOR = "minderjarig"
    HOUSEHOLD = "gezin"
    MISSION = "vertegenwoordiging"
    RECORD = "vastlegging"


class DocumentDay(StrEnum):
    """Days and states in the life of a travel document that a protocol may name."""

    ORDERED = "besteld"
    APPLIED = "aangevraagd"
    COPY_GIVEN = "afschrift"
    TOLD = "meegedeeld"
    CHECKED = "getoetst"
    PRESENTED = "gepresenteerd"
    ANSWERED = "beantwoord"
    GRANTED = "verstrekt"
    REFUSED = "geweigerd"


class DossierDay(StrEnum):
    """Days of a dossier."""

    RECEIVED = "ontvangen"
    COMPLETE = "compleet"


class DepartureDay(StrEnum):
    """What is known of a departure."""

    PLANNED = "gepland"
    ANNOUNCED = "aangezegd"
    TOLD_STATE = "gemeld"
    """The other member state was told (Dublin)."""


FREE = frozenset({FactKind.STEP, FactKind.TERM_END, FactKind.ANSWER, FactKind.RECORD})
"""Kinds that need a code: of a step, or of what was asked."""
VALUES: Mapping[FactKind, type[StrEnum]] = {
    FactKind.DOSSIER: DossierDay,
    FactKind.MOMENT: LegalMomentKind,
    FactKind.MOMENT_HERE: LegalMomentKind,
    FactKind.KNOWN: LegalMomentKind,
    FactKind.DOCUMENT: DocumentDay,
    FactKind.CLEARANCE: ClearanceKind,
    FactKind.PHASE: CasePhase,
    FactKind.TRACK: Track,
    FactKind.BLOCK: BlockReason,
    FactKind.BLOCK_END: BlockReason,
    FactKind.REPRESENTATIVE: Representing,
}
"""Kinds that need a value, and which values there are."""
OPTIONAL_VALUES: Mapping[FactKind, type[StrEnum]] = {FactKind.STAY: ReceptionKind, FactKind.DEPARTURE: DepartureDay}
"""Kinds that may stand alone or with a value."""


class FactNameError(ValueError):
    """A protocol names a fact that does not exist."""


@dataclass(frozen=True, slots=True, order=True)
class FactRef:
    """One fact by its name, for instance ``moment:uitspraak``; negated: that it is not so."""

    kind: FactKind
    value: str = ""
    negated: bool = False

    def __str__(self) -> str:
        name = f"{self.kind}:{self.value}" if self.value else str(self.kind)
        return f"niet {name}" if self.negated else name

    @classmethod
    def parse(cls, text: str) -> "FactRef":
        """Read ``stap:dossierstudie`` or ``niet document:verstrekt``; raise FactNameError with the remedy."""
        words = text.strip()
        negated = words.startswith("niet ")
        name, _, value = words.removeprefix("niet ").strip().partition(":")
        kinds = {kind.value: kind for kind in FactKind}
        if name not in kinds:
            raise FactNameError(f"{text!r} is geen bekend feit\nKies uit: {', '.join(kinds)}.")
        kind = kinds[name]
        known = VALUES.get(kind) or OPTIONAL_VALUES.get(kind)
        if known is not None and value not in {item.value for item in known} and (value or kind in VALUES):
            raise FactNameError(f"{text!r}: {value or 'niets'} past niet bij {name}\nKies uit: {', '.join(known)}.")
        if known is None and bool(value) is not (kind in FREE):
            remedy = f"Schrijf {name}:CODE." if kind in FREE else f"Schrijf {name} zonder toevoeging."
            raise FactNameError(f"{text!r} is niet volledig of heeft te veel\n{remedy}")
        return cls(kind, value, negated)

    def say(self) -> str:
        """Return the fact in words, in the language spoken now."""
        said = _WORDS[self.kind].say(value=code_words(self.value)) if self.value else str(_ALONE[self.kind])
        return _NOT.say(fact=said) if self.negated else said


_NOT = Text(nl="geen {fact}", en="no {fact}")
_ALONE: Mapping[FactKind, Text] = {
    FactKind.HANDOVER: Text(nl="overdracht", en="handover"),
    FactKind.ASSIGNED: Text(nl="toewijzing aan een regievoerder", en="assignment to a regievoerder"),
    FactKind.CONVERSATION: Text(nl="dag van het laatste gesprek", en="day of the last conversation"),
    FactKind.OTHER_TALK: Text(nl="er is al een ander gesprek aan de orde", en="another conversation is due already"),
    FactKind.STAY: Text(nl="verblijfplaats", en="place of stay"),
    FactKind.PRESENTATION: Text(nl="dag van de presentatie", en="day of the presentation"),
    FactKind.DEPARTURE: Text(nl="dag van vertrek", en="day of departure"),
    FactKind.SUPPORT: Text(nl="afgesproken ondersteuning", en="support agreed"),
    FactKind.MINOR: Text(nl="minderjarigheid", en="being a minor"),
    FactKind.MISSION: Text(nl="keuze van de vertegenwoordiging", en="choice of the mission"),
    FactKind.HOUSEHOLD: Text(nl="gesprek met het gezin", en="conversation with the household"),
}
_WORDS: Mapping[FactKind, Text] = {
    FactKind.DOSSIER: Text(nl="dossier {value}", en="dossier {value}"),
    FactKind.MOMENT: Text(nl="dag van {value}", en="day of {value}"),
    FactKind.MOMENT_HERE: Text(nl="dag van {value} na de overdracht", en="day of {value} after the handover"),
    FactKind.KNOWN: Text(nl="bekendmaking van {value}", en="day on which {value} became known"),
    FactKind.STEP: Text(nl="stap {value}", en="step {value}"),
    FactKind.TERM_END: Text(nl="einde van {value}", en="end of {value}"),
    FactKind.DOCUMENT: Text(nl="reisdocument {value}", en="travel document {value}"),
    FactKind.CLEARANCE: Text(nl="akkoord {value}", en="clearance {value}"),
    FactKind.PHASE: Text(nl="fase {value}", en="phase {value}"),
    FactKind.TRACK: Text(nl="spoor {value}", en="track {value}"),
    FactKind.BLOCK: Text(nl="blokkade {value}", en="block {value}"),
    FactKind.BLOCK_END: Text(nl="einddatum van {value}", en="end of {value}"),
    FactKind.STAY: Text(nl="verblijf {value}", en="stay {value}"),
    FactKind.DEPARTURE: Text(nl="vertrek {value}", en="departure {value}"),
    FactKind.REPRESENTATIVE: Text(nl="{value}", en="{value}"),
    FactKind.ANSWER: Text(nl="antwoord op {value}", en="answer about {value}"),
    FactKind.RECORD: Text(nl="vastlegging of {value} is gedaan", en="record of whether {value} was done"),
}
DOCUMENT_STATES: Mapping[DocumentDay, frozenset[DocumentState]] = {
    DocumentDay.GRANTED: frozenset({DocumentState.GRANTED, DocumentState.PROMISED}),
    DocumentDay.REFUSED: frozenset({DocumentState.REFUSED}),
    DocumentDay.PRESENTED: frozenset(
        {DocumentState.PRESENTED, DocumentState.GRANTED, DocumentState.PROMISED, DocumentState.REFUSED}
    ),
}
"""States by which such a day has come, also when the day itself was not entered."""
