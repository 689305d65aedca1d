"""The kinds of cells that hold terms: ``R02 02-11-2026``, or with level and key, separated by ``|``; and leads.

Not allowed here: what the terms are (settings) and when they end (``planner.domain.terms``).
"""

from functools import lru_cache

from planner.domain.activities import Lead, Term
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.wording import either
from planner.intake.cells import plain
from planner.intake.kinds import CODE, RULE, Kind, choice
from planner.intake.moments import Cell, CellError, parse_day, show_day
from planner.intake.tables.shared import LEVELS

_LEVEL = choice(LEVELS)
_FEWEST, _MOST = 2, 4
_LEAD_PARTS = 3


@lru_cache(maxsize=8192)
def _one(text: str) -> Term:
    parts = text.split()
    if not _FEWEST <= len(parts) <= _MOST:
        raise CellError(
            either("dit is geen termijn", "this is no term"),
            either(
                "Schrijf hem als R02 02-11-2026, of R02 02-11-2026 wettelijk limit.",
                "Write it as R02 02-11-2026, or R02 02-11-2026 wettelijk limit.",
            ),
        )
    level = _LEVEL.parse(parts[2]) if len(parts) > _FEWEST else Level.TIMELY
    if not isinstance(level, Level):
        raise TypeError(type(level))
    return Term(
        rule=RuleId(str(RULE.parse(parts[0]))),
        anchor=parse_day(parts[1]),
        level=level,
        key=str(CODE.parse(parts[3])) if len(parts) == _MOST else "term",
    )


def _parse(cell: Cell) -> object:
    return tuple(_one(part.strip()) for part in plain(cell).split("|") if part.strip())


def _show(value: object) -> str:
    if not isinstance(value, tuple):
        raise TypeError(type(value))
    return "|".join(_show_one(term) for term in value)


def _show_one(term: Term) -> str:
    text = f"{term.rule} {show_day(term.anchor)}"
    if term.key != "term":
        return f"{text} {_LEVEL.show(term.level)} {term.key}"
    return text if term.level is Level.TIMELY else f"{text} {_LEVEL.show(term.level)}"


TERMS = Kind(name="lijst van termijnen, gescheiden door |", parse=_parse, show=_show, native=_show)


def _lead(text: str) -> Lead:
    parts = text.split()
    if len(parts) != _LEAD_PARTS:
        raise CellError(
            either("dit zegt niet hoe lang vooraf waaraan", "this does not say how long before what"),
            either(
                "Schrijf het als T10 closing Z-004711/vertrek/1: instelling en kenmerk.",
                "Write it as T10 closing Z-004711/vertrek/1: setting and reference.",
            ),
        )
    rule, key, before = parts
    return Lead(rule=RuleId(str(RULE.parse(rule))), key=str(CODE.parse(key)), before=ActivityKey(before))


def _parse_leads(cell: Cell) -> object:
    return tuple(_lead(part.strip()) for part in plain(cell).split("|") if part.strip())


def _show_leads(value: object) -> str:
    if not isinstance(value, tuple):
        raise TypeError(type(value))
    return "|".join(f"{lead.rule} {lead.key} {lead.before}" for lead in value)


LEADS = Kind(
    name="lijst van wat eraan voorafgaat, gescheiden door |", parse=_parse_leads, show=_show_leads, native=_show_leads
)
