"""Dutch words for what the program counts in: levels and rules. Not allowed here: numbers."""

from functools import lru_cache

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.wording import Text

LEVELS = {
    Level.HARD: "Harde regels",
    Level.LEGAL: "Wettelijke termijnen",
    Level.REALISED: "Vertrek en presentaties",
    Level.TIMELY: "Op tijd",
    Level.STABLE: "Kleinste wijziging",
    Level.EFFICIENT: "Reistijd en voorkeuren",
}
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
