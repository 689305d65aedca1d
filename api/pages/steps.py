"""Words for protocol steps and kinds of cause, for pages and the command line."""

from planner.domain.activities import ActivityKind
from planner.domain.code_words import code_words
from planner.domain.plan import UnplannedCode
from planner.domain.resources import ResourceKind

KINDS = {
    ActivityKind.CONVERSATION: "Gesprekken",
    ActivityKind.PRESENTATION: "Presentaties",
    ActivityKind.DEPARTURE: "Vertrekken",
    ActivityKind.MOVE: "Vervoer",
    ActivityKind.MEETING: "Overleggen",
}
CAUSES = {
    UnplannedCode.FACT: "Een vastgelegd feit verbiedt het",
    UnplannedCode.NO_OPTION: "Geen moment of middel past binnen de regels",
    UnplannedCode.CAPACITY: "Alles wat past is al bezet",
    UnplannedCode.DEPENDS: "Waar het bij hoort is niet gepland",
    UnplannedCode.TIME_OUT: "De berekening stopte voordat het aan de beurt was",
    UnplannedCode.LATER: "Mag wachten tot na deze periode",
}
"""In the order an officer should read them."""
SHOWN = (
    ResourceKind.REGIEVOERDER,
    ResourceKind.INTERPRETER,
    ResourceKind.FLIGHT,
    ResourceKind.ESCORT,
    ResourceKind.VEHICLE,
)
"""Kinds of resource named in the overview's last column."""


def step_words(step: str) -> str:
    """Return a protocol step for the screen, in the language spoken now."""
    said = code_words(step)
    return said[:1].upper() + said[1:]
