"""How the figures of a report are written. Not allowed here: markup."""

from datetime import timedelta

from planner.domain.spelling import number, numeric_date
from planner.domain.wording import Text
from planner.usecases.reports.shape import Blank, Cell, Report, Span, Unit

BLANKS = {
    Blank.SMALL: Text(nl="te klein", en="too small"),
    Blank.FEW: Text(nl="n < 10", en="n < 10"),
    Blank.NONE: Text(nl="-", en="-"),
    Blank.BEYOND: Text(nl="onbekend", en="unknown"),
}
_EXTERNAL = Text(
    nl="Afgerond op tientallen. Aantallen onder vijf zijn weggelaten, en wat nodig is om die niet te verraden."
    " Een deel staat er als wat de afgeronde aantallen toelaten, of niet als dat te ver uiteenloopt.",
    en="Rounded to tens. Numbers below five are left out, and whatever is needed not to give them away."
    " A share is given as what the rounded numbers allow, or not where that lies too far apart.",
)
_INTERNAL = Text(
    nl="Voor eigen gebruik: precieze aantallen. Geef dit niet door; maak daarvoor de externe versie.",
    en="For our own use: exact numbers. Do not pass this on; make the external version for that.",
)
_PERIOD = Text(nl="{first} tot en met {last}", en="{first} to {last}")
_HOURS_FROM = 10


def figure(cell: Cell, unit: Unit) -> str:
    """Return a cell as text."""
    if isinstance(cell, Blank):
        return str(BLANKS[cell])
    if isinstance(cell, Span):
        return f"{_value(cell.low, unit).removesuffix(' %')}-{_value(cell.high, unit)}"
    return _value(cell, unit)


def _value(cell: float, unit: Unit) -> str:
    match unit:
        case Unit.COUNT:
            return number(cell, 0)
        case Unit.PERCENT:
            return f"{number(cell, 0)} %"
        case Unit.DAYS:
            return number(cell, 0 if float(cell).is_integer() else 1)
        case Unit.HOURS:
            return number(cell, 0 if cell >= _HOURS_FROM else 1)
        case Unit.RATIO:
            return number(cell, 1)


def period_words(report: Report) -> str:
    """Return the days of a report, the last one included."""
    return _PERIOD.say(first=numeric_date(report.first), last=numeric_date(report.after - timedelta(days=1)))


def care_words(report: Report) -> str:
    """Return how the figures may be used."""
    return str(_EXTERNAL if report.external else _INTERNAL)
