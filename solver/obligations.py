"""Norms of the work that no plan can break, because they are met by what the program does with each publication.

Not allowed here: rules, and carrying them out.
"""

from dataclasses import dataclass

from planner.domain.ids import RuleId
from planner.domain.norm_words import MARKS
from planner.domain.settings import Mark
from planner.domain.wording import Text

HEADING = Text(nl="Verplichtingen naast het plan", en="Obligations beside the plan")
LEAD = Text(
    nl="Een plan kan deze normen niet breken: het programma voldoet eraan bij iedere publicatie.",
    en="No plan can break these norms: the program meets them with each publication.",
)
_WHEN = Text(nl="Wanneer", en="When")
_HOW = Text(nl="Hoe", en="How")
_OVERRIDE = Text(nl="Uitzondering door", en="Exception by")
_NOBODY = Text(nl="niemand", en="nobody")
_SOURCE = Text(nl="Bron", en="Source")
_MARK = Text(nl="Zekerheid", en="How sure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One norm: what, when, how it is met, where it was found and how sure that is."""

    id: RuleId
    title: Text
    why: Text
    when: Text
    how: Text
    source: Text
    mark: Mark
    module: str
    """The code that meets it."""

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what there is to say in short, each with what it is."""
        return (
            (str(_WHEN), str(self.when)),
            (str(_HOW), str(self.how)),
            (str(_OVERRIDE), str(_NOBODY)),
            (str(_SOURCE), str(self.source)),
            (str(_MARK), str(MARKS[self.mark])),
        )


OBLIGATIONS = (
    Obligation(
        id=RuleId("R32"),
        title=Text(nl="Schema voor de inspectie", en="Schedule for the inspectorate"),
        why=Text(
            nl="De inspectie houdt toezicht op begeleide uitzettingen en moet weten wanneer die zijn, ook als er iets"
            " verandert.",
            en="The inspectorate supervises escorted removals and has to know when they are, also when something"
            " changes.",
        ),
        when=Text(nl="bij iedere publicatie", en="with each publication"),
        how=Text(
            nl="iedere publicatie bevat het overzicht van begeleide uitzettingen als pagina en als bestand; wie de rol"
            " inspectie heeft, ziet alleen dat; wijzigt het schema, dan krijgt de inspectie daarover één bericht",
            en="each publication holds the list of escorted removals as a page and as a file; who has the role"
            " inspectorate sees nothing else; when the schedule changes, the inspectorate gets one message of it",
        ),
        source=Text(nl="toezicht op terugkeer door de inspectie", en="supervision of return by the inspectorate"),
        mark=Mark.ASSUMPTION,
        module="api.pages.schedule",
    ),
)
