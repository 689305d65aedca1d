"""Rules about terms, one class each: what is due, by when, and where that comes from.

How hard a term is (wall, legal term, due date) stands with each term of an activity; the level here is the usual one.
"""

from typing import ClassVar

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from solver.term_rule import TermRule

_TERM = "term"


class DepartureTerm(TermRule):
    """The term in which a person may leave on their own account."""

    id = RuleId("R01")
    title = "Vertrektermijn"
    why = "Na een afwijzing heeft de vreemdeling een termijn om zelf te vertrekken."
    source = "Vreemdelingenwet 2000, art. 62"
    level = Level.LEGAL
    obligation = "vertrek binnen de vertrektermijn"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R01", _TERM),)


class FirstConversation(TermRule):
    """The first conversation after the handover."""

    id = RuleId("R02")
    title = "Eerste gesprek"
    why = "Snel contact na de overdracht maakt vertrek voorspelbaar; in bewaring is haast geboden."
    source = "werkwijze DT&V; aanname"
    level = Level.TIMELY
    obligation = "het eerste gesprek"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R02", _TERM), ("R02", "limit"))


class ConversationFrequency(TermRule):
    """How often a person is spoken to."""

    id = RuleId("R03")
    title = "Gespreksfrequentie"
    why = "Het contact moet geregeld zijn en wordt intensiever naarmate de procedure vordert."
    source = "werkwijze DT&V per verblijfsvorm"
    level = Level.TIMELY
    obligation = "het volgende gesprek"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R03", _TERM),)


class PresentationTerm(TermRule):
    """From the application for a laissez-passer to the presentation."""

    id = RuleId("R05")
    title = "Presentatie na de LP-aanvraag"
    why = "Een laissez-passer laat lang op zich wachten; de presentatie mag dat niet verlengen."
    source = "DT&V, streeftermijn laissez-passer"
    level = Level.TIMELY
    obligation = "de presentatie"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R05", _TERM),)


class TellingPresentationDate(TermRule):
    """Telling the person when the presentation is."""

    id = RuleId("R06")
    title = "Presentatiedatum meedelen"
    why = "De vreemdeling hoort op tijd te weten wanneer de presentatie is."
    source = "DT&V, werkwijze laissez-passer"
    level = Level.TIMELY
    obligation = "het meedelen van de presentatiedatum"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R06", _TERM),)


class CourtNotified(TermRule):
    """Notifying the court of a detention."""

    id = RuleId("R12")
    title = "Rechtbank in kennis stellen"
    why = "De rechter toetst elke bewaring, ook als de vreemdeling niet zelf in beroep gaat."
    source = "Vreemdelingenwet 2000, art. 94"
    level = Level.LEGAL
    obligation = "de kennisgeving aan de rechtbank"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R12", _TERM),)


class ContinuedDetention(TermRule):
    """Telling the court again that a detention lasts."""

    id = RuleId("R14")
    title = "Voortduren van de bewaring"
    why = "Een bewaring die voortduurt, moet opnieuw aan de rechter worden voorgelegd."
    source = "Vreemdelingenwet 2000, art. 96"
    level = Level.LEGAL
    obligation = "de kennisgeving van het voortduren"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R14", _TERM),)


class LongestDetention(TermRule):
    """The longest that a detention may last."""

    id = RuleId("R15")
    title = "Langste duur van de bewaring"
    why = "Na de langste duur moet de vreemdeling vrij zijn of vertrokken."
    source = "Vreemdelingenwet 2000, art. 59; Dublinverordening, art. 28"
    level = Level.HARD
    obligation = "vertrek uit bewaring"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R15", _TERM),)


class ClosedFamilyFacility(TermRule):
    """How long families and minors may stay in the closed facility."""

    id = RuleId("R16")
    title = "Gesloten gezinsvoorziening"
    why = "Gezinnen en minderjarigen blijven zo kort mogelijk in een gesloten voorziening."
    source = "Vreemdelingencirculaire 2000, A5"
    level = Level.HARD
    obligation = "vertrek uit de gesloten gezinsvoorziening"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R16", _TERM),)


class RestrictedLocation(TermRule):
    """How long a person stays in the freedom-restricting location."""

    id = RuleId("R17")
    title = "Verblijf in de VBL"
    why = "In de vrijheidsbeperkende locatie wordt twaalf weken aan vertrek gewerkt."
    source = "DT&V, vrijheidsbeperkende locatie"
    level = Level.LEGAL
    obligation = "vertrek uit de VBL"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R17", _TERM),)


class DublinTransfer(TermRule):
    """The term of a transfer to another member state."""

    id = RuleId("R20")
    title = "Dublinoverdracht"
    why = "Na de overdrachtstermijn wordt Nederland zelf verantwoordelijk voor de aanvraag."
    source = "Dublinverordening, art. 29"
    level = Level.HARD
    obligation = "de Dublinoverdracht"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R20", _TERM), ("R20", "prison"), ("R20", "absconded"))


class ReturnBorderProcedure(TermRule):
    """The term of the return border procedure."""

    id = RuleId("R36")
    title = "Terugkeergrensprocedure"
    why = "Wie aan de grens is geweigerd, mag niet langer dan de procedure duurt worden vastgehouden."
    source = "EU-migratiepact, terugkeergrensprocedure"
    level = Level.LEGAL
    obligation = "vertrek binnen de terugkeergrensprocedure"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R36", _TERM),)


TERMS: tuple[TermRule, ...] = (
    DepartureTerm(),
    FirstConversation(),
    ConversationFrequency(),
    PresentationTerm(),
    TellingPresentationDate(),
    CourtNotified(),
    ContinuedDetention(),
    LongestDetention(),
    ClosedFamilyFacility(),
    RestrictedLocation(),
    DublinTransfer(),
    ReturnBorderProcedure(),
)
"""All of them, in the order of their ids."""
