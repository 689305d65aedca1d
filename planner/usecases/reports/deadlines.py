"""Terms that ran out in a period, and whether what they asked was done by then.

Not allowed here: what terms are and how they are counted.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from enum import Enum

from planner.domain.civil import day_start
from planner.domain.commitments import Outcome
from planner.domain.ids import RuleId
from planner.domain.time import Minute
from planner.domain.wording import Text
from planner.usecases.reports.counting import in_parts
from planner.usecases.reports.history import History
from planner.usecases.reports.periods import Period
from planner.usecases.reports.shape import Table

_TITLE = Text(nl="Termijnen die afliepen", en="Terms that ran out")
_HEAD = Text(nl="Termijn", en="Term")
_COLUMNS = (
    Text(nl="Afgelopen", en="Ran out"),
    Text(nl="Gehaald", en="Met"),
    Text(nl="Later gedaan", en="Done later"),
    Text(nl="Ging niet door", en="Fell through"),
    Text(nl="Geen uitkomst", en="No outcome"),
)
_NOTE = Text(
    nl="Gehaald: gedaan voordat de termijn afliep. Een afspraak die niet doorging, krijgt een nieuwe termijn.",
    en="Met: done before the term ran out. An appointment that fell through gets a new term.",
)
RULES = {
    RuleId("R02"): Text(nl="R02 eerste gesprek", en="R02 first conversation"),
    RuleId("R03"): Text(nl="R03 volgend gesprek", en="R03 next conversation"),
    RuleId("R05"): Text(nl="R05 presentatie na aanvraag", en="R05 presentation after application"),
    RuleId("R12"): Text(nl="R12 kennisgeving aan de rechtbank", en="R12 notice to the court"),
    RuleId("R14"): Text(nl="R14 vervolgberoep bewaring", en="R14 continued detention"),
    RuleId("R15"): Text(nl="R15 langste bewaring", en="R15 longest detention"),
    RuleId("R16"): Text(nl="R16 verblijf gesloten gezinsvoorziening", en="R16 stay in the closed family facility"),
    RuleId("R17"): Text(nl="R17 verblijf VBL", en="R17 stay in the VBL"),
    RuleId("R20"): Text(nl="R20 Dublinoverdracht", en="R20 Dublin transfer"),
    RuleId("R36"): Text(nl="R36 terugkeergrensprocedure", en="R36 return border procedure"),
}


class Met(Enum):
    """What became of a term."""

    IN_TIME = 0
    LATER = 1
    FAILED = 2
    OPEN = 3


def deadlines(history: History, period: Period) -> Table:
    """Return per rule how many terms ran out in the period, and how many were met."""
    counts: Counter[tuple[RuleId, Met]] = Counter(_ended(history, period))
    rules = sorted({rule for rule, _ in counts} | RULES.keys())
    lines = []
    for rule in rules:
        parts = [counts[rule, met] for met in Met]
        lines.append((RULES.get(rule, Text(nl=rule, en=rule)), (sum(parts), *parts)))
    share = (Text(nl="Deel gehaald", en="Share met"), 1)
    return in_parts("deadlines", _TITLE, _HEAD, _COLUMNS, lines, share=share, note=_NOTE)


def _ended(history: History, period: Period) -> Iterator[tuple[RuleId, Met]]:
    """Yield what became of each term whose last minute lies in the period."""
    ends = history.term_ends
    first, after = (bisect_right(ends, day_start(day), key=lambda end: end.at) for day in (period.first, period.after))
    for end in ends[first:after]:
        yield end.rule, _judged(history.outcomes.get(end.activity), end.at)


def _judged(outcome: Outcome | None, ends: Minute) -> Met:
    if outcome is None:
        return Met.OPEN
    if not outcome.code.done:
        return Met.FAILED
    return Met.IN_TIME if outcome.ended <= ends else Met.LATER
