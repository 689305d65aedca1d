"""Rules about terms, one class each: what is due, by when, and where that comes from.

Where a term goes that ends on a day off is a setting of each: the Algemene termijnenwet moves terms of the law of at
most twelve weeks, but none of deprivation of liberty (art. 4) and none of a European regulation.
How hard a term is (wall, legal term, due date) stands with each term of an activity; the level here is the usual one.
"""

from typing import ClassVar

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.legal_terms import AIM
from planner.domain.levels import Level
from planner.domain.terms import DAY_OFF
from planner.domain.wording import Text
from solver.term_rule import TermRule

_TERM = "term"


class DepartureTerm(TermRule):
    """The term in which a person may leave on their own account."""

    id = RuleId("R01")
    title = Text(nl="Vertrektermijn", en="Voluntary departure term")
    why = Text(
        nl="Na een afwijzing heeft de vreemdeling een termijn om zelf te vertrekken.",
        en="After a rejection the person has a term to leave on their own account.",
    )
    source = Text(
        nl="Vreemdelingenwet 2000, art. 62; vrije dagen: Algemene termijnenwet, art. 1",
        en="Aliens Act 2000 (Vreemdelingenwet 2000), art. 62; days off: Algemene termijnenwet, art. 1",
    )
    anchor = Text(nl="besluit of uitspraak", en="decision or ruling")
    level = Level.LEGAL
    obligation = Text(nl="vertrek binnen de vertrektermijn", en="departure within the voluntary departure term")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R01", _TERM),
        ("R01", DAY_OFF),
    )


class FirstConversation(TermRule):
    """The first conversation after the handover."""

    id = RuleId("R02")
    title = Text(nl="Eerste gesprek", en="First conversation")
    why = Text(
        nl="Snel contact na de overdracht maakt vertrek voorspelbaar; in bewaring is haast geboden.",
        en="Early contact after the handover makes departure predictable; in detention there is haste.",
    )
    source = Text(nl="werkwijze DT&V; aanname", en="working method of DT&V; assumption")
    anchor = Text(nl="overdracht of maatregel", en="handover or order")
    override = OverrideRight.SUPERVISOR
    level = Level.TIMELY
    obligation = Text(nl="het eerste gesprek", en="the first conversation")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R02", _TERM), ("R02", DAY_OFF), ("R02", "limit"))


class ConversationFrequency(TermRule):
    """How often a person is spoken to."""

    id = RuleId("R03")
    title = Text(nl="Gespreksfrequentie", en="Conversation frequency")
    why = Text(
        nl="Het contact moet geregeld zijn en wordt intensiever naarmate de procedure vordert.",
        en="Contact must be regular and becomes more frequent as the procedure advances.",
    )
    source = Text(nl="werkwijze DT&V per verblijfsvorm", en="working method of DT&V per kind of stay")
    anchor = Text(nl="laatst gehouden gesprek", en="last conversation held")
    override = OverrideRight.REGIEVOERDER
    level = Level.TIMELY
    obligation = Text(nl="het volgende gesprek", en="the next conversation")
    settings: ClassVar[tuple[tuple[str, str], ...]] = tuple(
        ("R03", key) for key in (_TERM, AIM, "after-decision", "after-ruling", "leaving", "hearing", "ruling", DAY_OFF)
    )


class PresentationTerm(TermRule):
    """From the application for a laissez-passer to the presentation."""

    id = RuleId("R05")
    title = Text(nl="Presentatie na de LP-aanvraag", en="Presentation after the laissez-passer application")
    why = Text(
        nl="Een laissez-passer laat lang op zich wachten; de presentatie mag dat niet verlengen.",
        en="A laissez-passer takes long; the presentation may not make it take longer.",
    )
    source = Text(nl="DT&V, streeftermijn laissez-passer", en="DT&V, target term for the laissez-passer")
    anchor = Text(nl="aanvraag van de laissez-passer", en="application for the laissez-passer")
    level = Level.TIMELY
    obligation = Text(nl="de presentatie", en="the presentation")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R05", _TERM),
        ("R05", DAY_OFF),
    )


class TellingPresentationDate(TermRule):
    """Telling the person when the presentation is."""

    id = RuleId("R06")
    title = Text(nl="Presentatiedatum meedelen", en="Telling the presentation date")
    why = Text(
        nl="De vreemdeling hoort op tijd te weten wanneer de presentatie is.",
        en="The person should know in time when the presentation is.",
    )
    source = Text(nl="DT&V, werkwijze laissez-passer", en="DT&V, working method for the laissez-passer")
    anchor = Text(nl="aanvraag van de laissez-passer", en="application for the laissez-passer")
    level = Level.TIMELY
    obligation = Text(nl="het meedelen van de presentatiedatum", en="telling the presentation date")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R06", _TERM),
        ("R06", DAY_OFF),
    )


class CourtNotified(TermRule):
    """Notifying the court of a detention."""

    id = RuleId("R12")
    title = Text(nl="Rechtbank in kennis stellen", en="Notifying the court")
    why = Text(
        nl="De rechter toetst elke bewaring, ook als de vreemdeling niet zelf in beroep gaat.",
        en="The court reviews every detention, also when the person does not appeal.",
    )
    source = Text(
        nl="Vreemdelingenwet 2000, art. 94; vrije dagen: Algemene termijnenwet, art. 1",
        en="Aliens Act 2000 (Vreemdelingenwet 2000), art. 94; days off: Algemene termijnenwet, art. 1",
    )
    anchor = Text(nl="bewaringsmaatregel", en="detention order")
    level = Level.LEGAL
    obligation = Text(nl="de kennisgeving aan de rechtbank", en="the notice to the court")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R12", _TERM),
        ("R12", DAY_OFF),
    )


class ContinuedDetention(TermRule):
    """Telling the court again that a detention lasts."""

    id = RuleId("R14")
    title = Text(nl="Voortduren van de bewaring", en="Continued detention")
    why = Text(
        nl="Een bewaring die voortduurt, moet opnieuw aan de rechter worden voorgelegd.",
        en="A detention that continues must be put before the court again.",
    )
    source = Text(nl="Vreemdelingenwet 2000, art. 96", en="Aliens Act 2000 (Vreemdelingenwet 2000), art. 96")
    anchor = Text(nl="laatste uitspraak over de bewaring", en="last ruling on the detention")
    level = Level.LEGAL
    obligation = Text(nl="de kennisgeving van het voortduren", en="the notice that the detention continues")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R14", _TERM),
        ("R14", DAY_OFF),
    )


class LongestDetention(TermRule):
    """The longest that a detention may last."""

    id = RuleId("R15")
    title = Text(nl="Langste duur van de bewaring", en="Longest detention")
    why = Text(
        nl="Na de langste duur moet de vreemdeling vrij zijn of vertrokken.",
        en="After the longest duration the person must be free or have departed.",
    )
    source = Text(
        nl="Vreemdelingenwet 2000, art. 59; Dublinverordening, art. 28",
        en="Aliens Act 2000 (Vreemdelingenwet 2000), art. 59; Dublin Regulation, art. 28",
    )
    anchor = Text(nl="bewaringsmaatregel", en="detention order")
    level = Level.HARD
    obligation = Text(nl="vertrek uit bewaring", en="departure from detention")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R15", _TERM), ("R15", DAY_OFF), ("R15", "extended"))


class ClosedFamilyFacility(TermRule):
    """How long families and minors may stay in the closed facility."""

    id = RuleId("R16")
    title = Text(nl="Gesloten gezinsvoorziening", en="Closed family facility")
    why = Text(
        nl="Gezinnen en minderjarigen blijven zo kort mogelijk in een gesloten voorziening.",
        en="Families and minors stay in a closed facility as briefly as possible.",
    )
    source = Text(nl="Vreemdelingencirculaire 2000, A5", en="Aliens Circular 2000 (Vreemdelingencirculaire 2000), A5")
    anchor = Text(nl="plaatsing in de gesloten gezinsvoorziening", en="placement in the closed family facility")
    level = Level.HARD
    obligation = Text(nl="vertrek uit de gesloten gezinsvoorziening", en="departure from the closed family facility")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R16", _TERM), ("R16", DAY_OFF), ("R16", "border"))


class RestrictedLocation(TermRule):
    """How long a person stays in the freedom-restricting location."""

    id = RuleId("R17")
    title = Text(nl="Verblijf in de VBL", en="Stay in the VBL")
    why = Text(
        nl="In de vrijheidsbeperkende locatie wordt twaalf weken aan vertrek gewerkt.",
        en="In the freedom-restricting location departure is worked on for twelve weeks.",
    )
    source = Text(nl="DT&V, vrijheidsbeperkende locatie", en="DT&V, freedom-restricting location")
    anchor = Text(nl="plaatsing in de VBL", en="placement in the VBL")
    override = OverrideRight.SUPERVISOR
    level = Level.LEGAL
    obligation = Text(nl="vertrek uit de VBL", en="departure from the VBL")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R17", _TERM),
        ("R17", DAY_OFF),
    )


class DublinTransfer(TermRule):
    """The term of a transfer to another member state."""

    id = RuleId("R20")
    title = Text(nl="Dublinoverdracht", en="Dublin transfer")
    why = Text(
        nl="Na de overdrachtstermijn wordt Nederland zelf verantwoordelijk voor de aanvraag.",
        en="After the transfer term the Netherlands itself becomes responsible for the application.",
    )
    source = Text(nl="Dublinverordening, art. 29 en 42", en="Dublin Regulation, art. 29 and 42")
    anchor = Text(nl="akkoord van de andere lidstaat", en="acceptance by the other member state")
    level = Level.HARD
    obligation = Text(nl="de Dublinoverdracht", en="the Dublin transfer")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R20", _TERM),
        ("R20", DAY_OFF),
        ("R20", "prison"),
        ("R20", "absconded"),
    )


class ReturnBorderProcedure(TermRule):
    """The term of the return border procedure."""

    id = RuleId("R36")
    title = Text(nl="Terugkeergrensprocedure", en="Return border procedure")
    why = Text(
        nl="Wie aan de grens is geweigerd, mag niet langer dan de procedure duurt worden vastgehouden.",
        en="Who was refused at the border may not be held longer than the procedure lasts.",
    )
    source = Text(nl="EU-migratiepact, terugkeergrensprocedure", en="EU migration pact, return border procedure")
    anchor = Text(nl="begin van de terugkeergrensprocedure", en="start of the return border procedure")
    level = Level.LEGAL
    obligation = Text(nl="vertrek binnen de terugkeergrensprocedure", en="departure within the return border procedure")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R36", _TERM),
        ("R36", DAY_OFF),
    )


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
