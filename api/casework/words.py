"""How cases are told on the screen: words of states and kinds, days, periods and what is left of a term.

Not allowed here: what is shown to whom, and sentences of rules.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from api.web.speech import _
from planner.domain.cases import TargetGroup
from planner.domain.civil import day_of
from planner.domain.spelling import clock, count, moment, short_date, year_date
from planner.domain.time import MINUTES_PER_DAY, MINUTES_PER_HOUR, Interval, Minute
from planner.domain.vocabulary import vocabulary, word
from planner.domain.wording import Text

TARGET_GROUPS = {
    TargetGroup.SUPERVISION: Text(nl="toezicht", en="supervision"),
    TargetGroup.BORDER: Text(nl="grens", en="border"),
    TargetGroup.WITHDRAWN: Text(nl="ingetrokken", en="withdrawn"),
    TargetGroup.REJECTED: Text(nl="afgewezen", en="rejected"),
}
_SHORT = {
    **{name: name.upper() for name in ("amv", "avim", "coa", "dji", "glo", "htl", "ind", "iom", "lp", "vbl")},
    "dtv": "DT&V",
    "kmar": "KMar",
    "nidos": "Nidos",
}
_WRITTEN = {
    "e-mail": "e-mail",
    "fit-to-fly": "fit-to-fly",
    "laissez-passer": "laissez-passer",
    "lp-loket": "LP-loket",
    "lp-medewerker": "LP-medewerker",
    "zelfstandig-iom": "zelfstandig met IOM",
}
_DAY, _DAYS = Text(nl="dag", en="day"), Text(nl="dagen", en="days")
_HOUR, _HOURS = Text(nl="uur", en="hour"), Text(nl="uur", en="hours")
_MINUTE, _MINUTES = Text(nl="minuut", en="minute"), Text(nl="minuten", en="minutes")
_LEFT = Text(nl="nog {much}", en="{much} left")
_LATE = Text(nl="{much} te laat", en="{much} late")
_SINCE = Text(nl="vanaf {day}", en="from {day}")
_SPAN = Text(nl="{first} t/m {last}", en="{first} to {last}")


def said(value: object) -> str:
    """Return a state, kind or reason in the language spoken now; empty for None."""
    if value is None:
        return ""
    if isinstance(value, TargetGroup):
        return str(TARGET_GROUPS[value])
    if isinstance(value, StrEnum):
        return plain(word(value) if type(value) in vocabulary() else _(value.value))
    return str(value)


def plain(text: str) -> str:
    """Return a word that facts are entered with as it is written: spaces for hyphens, organisations in capitals."""
    if text in _WRITTEN:
        return _WRITTEN[text]
    return " ".join(_SHORT.get(part, part) for part in text.replace("-", " ").split(" "))


def options(kind: Iterable[StrEnum], empty: str | None = None) -> list[tuple[str, str]]:
    """Return the values of a kind with their words, for a list to choose from."""
    first = [] if empty is None else [("", empty)]
    return [*first, *((one.value, said(one)) for one in kind)]


def last_moment(due: Minute | None) -> str:
    """Return the last day of a term, or its last minute when it ends within a day."""
    if due is None:
        return ""
    return short_date(day_of(Minute(due - 1))) if clock(due) == "00:00" else moment(due)


def left(due: Minute | None, now: Minute) -> str:
    """Return ``nog 3 dagen`` or ``2 dagen te laat``."""
    if due is None:
        return ""
    gap = abs(due - now)
    if gap >= 2 * MINUTES_PER_DAY:
        much = count(gap // MINUTES_PER_DAY, _DAY, _DAYS)
    elif gap >= MINUTES_PER_HOUR:
        much = count(gap // MINUTES_PER_HOUR, _HOUR, _HOURS)
    else:
        much = count(gap, _MINUTE, _MINUTES)
    return (_LATE if due <= now else _LEFT).say(much=much)


def period(valid: Interval) -> str:
    """Return from and to, the last day included."""
    if valid.end is None:
        return _SINCE.say(day=year_date(day_of(valid.start)))
    return _SPAN.say(first=year_date(day_of(valid.start)), last=year_date(day_of(Minute(valid.end - 1))))


def day_text(day: date | None) -> str:
    """Return ``do 26 nov 2026``, empty for no day."""
    return "" if day is None else year_date(day)
