"""Extending the calendars that terms are counted by: public holidays of the years ahead, where nobody entered them.

What somebody entered or delivered for a year stays as it is, also when it differs.
Not allowed here: where holidays come from (a port).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from planner.domain.civil import day_of
from planner.domain.ids import NETHERLANDS, CountryCode
from planner.domain.resources import ClosedDays
from planner.domain.time import Minute
from planner.ports.store import Event, Store

YEARS_AHEAD = 2
"""Terms of up to 18 months run from today (R15), and a mission's days off count too."""
SOURCE = "klok"

Holidays = Callable[[CountryCode, int], frozenset[date] | None]
"""Public holidays of a country in a year; None where they are not known."""


def extend_closed_days(store: Store, now: Minute, holidays: Holidays) -> str:
    """Add the public holidays of years ahead of which none are known, for each country in the books, and say so."""
    this_year = day_of(now).year
    with store.transaction() as books:
        known = {entry.country: entry for entry in books.facts.in_force(ClosedDays)}
        known.setdefault(NETHERLANDS, ClosedDays(country=NETHERLANDS, days=frozenset()))
        longer = tuple(
            more
            for country in sorted(known)
            if (more := _extended(known[country], range(this_year, this_year + YEARS_AHEAD + 1), holidays))
        )
        if longer:
            books.facts.record(longer, source=SOURCE, at=now)
            codes = ", ".join(entry.country for entry in longer)
            books.events.add(Event(at=now, actor=SOURCE, what="closed-days", subject=codes))
    return f"{len(longer)} landen aangevuld" if longer else "niets aan te vullen"


def _extended(entry: ClosedDays, years: range, holidays: Holidays) -> ClosedDays | None:
    there = {day.year for day in entry.days}
    added: set[date] = set()
    for year in years:
        if year not in there:
            added |= holidays(entry.country, year) or frozenset()
    return replace(entry, days=entry.days | added) if added else None
