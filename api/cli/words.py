"""Words for what the program counts in: levels and rules. Not allowed here: numbers."""

from functools import lru_cache

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.wording import Text

LEVELS = {
    Level.HARD: Text(nl="Harde regels", en="Hard rules"),
    Level.LEGAL: Text(nl="Wettelijke termijnen", en="Legal terms"),
    Level.REALISED: Text(nl="Vertrek en presentaties", en="Departures and presentations"),
    Level.TIMELY: Text(nl="Op tijd", en="On time"),
    Level.STABLE: Text(nl="Kleinste wijziging", en="Smallest change"),
    Level.EFFICIENT: Text(nl="Reistijd en voorkeuren", en="Travel and preferences"),
}
STAGES = {
    "toewijzing": Text(nl="toewijzing", en="assignment"),
    "vluchten en presentaties": Text(nl="vluchten en presentaties", en="flights and presentations"),
    "agenda's": Text(nl="agenda's", en="diaries"),
    "verantwoording": Text(nl="verantwoording", en="accounting"),
    "vervoer": Text(nl="vervoer", en="transport"),
    "verklaringen": Text(nl="verklaringen", en="explanations"),
    "bewijzen": Text(nl="bewijzen", en="proofs"),
    "klaar": Text(nl="klaar", en="done"),
}
"""What the stages of a search are called, by the name it tells."""
RIDES_ANEW = "vervoer opnieuw te plannen"
"""For who has rides planned that belong to another flight or session."""


@lru_cache(maxsize=1)
def rule_titles() -> dict[RuleId, Text]:
    """Return the title of every rule by its id."""
    from solver.rulebook import RULEBOOK

    return {rule.id: rule.title for rule in RULEBOOK}


def rule_title(rule: RuleId) -> str:
    """Return ``P05 Kamers en tolken``."""
    title = rule_titles().get(rule)
    return f"{rule} {title}" if title else str(rule)
