"""How level 1 orders what it tells, and how much of it is told in words."""

from datetime import date

from planner.domain.commitments import Pin, PinGrade
from planner.domain.time import Minute
from solver.why.table import MOST_IN_WORDS, MOST_ROWS, blocking_table
from tests.solver import world as w
from tests.solver.small import conversation
from tests.solver.why.talks import NINE, TEN, asked, away, held, question


def test_spots_that_were_looked_at_as_a_whole_come_before_others_with_as_many_rules() -> None:
    """Somebody fixed two o'clock (P09); the owner is away until ten (P03), the only room is taken from ten on (P05)."""
    activity, other = asked(w.A, NINE, w.clock(12)), conversation(w.B, 1)
    pin = Pin(activity=activity.key, grade=PinGrade.TIME, reason="x")
    world = w.World(pins=(pin,), baseline=(held(activity, w.clock(14)),))
    world = world.with_resources(absences=(away(w.R1, NINE, TEN),))
    about = question(world, activity, [held(other, TEN, w.R2)], [other])

    found = [(s.start - NINE, "+".join(s.rules), s.whole) for s in blocking_table(about, activity).spots]

    assert found == [
        (120, "P09", True),
        *((start, "P09+P05", True) for start in (60, 75, 90, 105)),
        *((start, "P03+P09", False) for start in (0, 15, 30, 45)),
    ]


def test_only_the_first_spots_and_stretches_are_told_in_words_and_with_what_would_be_enough() -> None:
    """Somebody fixed the Friday (P09); on three days the owner is away in the first quarter of each hour (P03)."""
    days = (w.MONDAY, w.TUESDAY, date(2026, 11, 25))
    activity = asked(w.A, NINE, w.clock(17, 0, days[-1]), minutes=15)
    pin = Pin(activity=activity.key, grade=PinGrade.TIME, reason="x")
    hours = [w.clock(hour, 0, day) for day in days for hour in range(9, 17)]
    absences = tuple(away(w.R1, hour, Minute(hour + 15)) for hour in hours)
    world = w.World(pins=(pin,), baseline=(held(activity, w.clock(14, 0, date(2026, 11, 27))),))

    table = blocking_table(question(world.with_resources(absences=absences), activity), activity)

    assert [row.rules for row in table.stretches] == [("P09",)] * 24 + [("P03", "P09")] * 24
    assert [row.remedy is not None for row in table.stretches] == [i < MOST_IN_WORDS for i in range(48)]
    assert [len(row.because) for row in table.stretches] == [i < MOST_ROWS for i in range(48)]
    assert [spot.remedy is not None for spot in table.spots] == [i < MOST_IN_WORDS for i in range(96)]
    assert [spot.obstacles[0].because != "" for spot in table.spots] == [i < MOST_IN_WORDS for i in range(96)]
