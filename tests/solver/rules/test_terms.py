"""Terms, in examples: walls, legal terms, due dates; the last day, the minute after it, and the days late."""

from datetime import date

import pytest

from planner.domain.activities import Activity, Term
from planner.domain.cases import Regime
from planner.domain.civil import at
from planner.domain.ids import CountryCode, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ClosedDays
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, costs, departure, flown, talk, texts

OCTOBER, APRIL = date(2026, 10, 1), date(2027, 4, 30)
LONG = Interval(at(OCTOBER, 0), at(APRIL, 0))


def _term(rule: str, anchor: date, level: Level) -> Term:
    return Term(rule=RuleId(rule), anchor=anchor, level=level)


@pytest.mark.parametrize(
    ("level", "end", "cost"),
    [
        # 30 days from 24 October: to the end of Monday 23 November.
        pytest.param(Level.TIMELY, w.clock(24), {}, id="ends with the last day"),
        pytest.param(Level.TIMELY, Minute(w.clock(24) + 1), {Level.TIMELY: 1}, id="a minute into the next day"),
        pytest.param(Level.TIMELY, w.clock(24, 0, w.TUESDAY), {Level.TIMELY: 1}, id="ends with the next day"),
        pytest.param(Level.TIMELY, at(date(2026, 11, 26), 12), {Level.TIMELY: 3}, id="three days late"),
        pytest.param(Level.LEGAL, w.clock(24), {}, id="legal: in time"),
        pytest.param(Level.LEGAL, at(date(2026, 11, 26), 12), {Level.LEGAL: 1}, id="legal: late is late"),
        pytest.param(Level.HARD, w.clock(24), {}, id="wall: in time"),
        pytest.param(Level.HARD, Minute(w.clock(24) + 1), {Level.HARD: 1}, id="wall: a minute beyond"),
    ],
)
def test_end_of_a_conversation_counts(level: Level, end: Minute, cost: dict[Level, int]) -> None:
    """A conversation of an hour that ends at the moment given."""
    activity = conversation(terms=(_term("R03", date(2026, 10, 24), level),))

    assert costs("R03", w.World(activities=[activity]), talk(activity, Minute(end - 60))) == cost


@pytest.mark.parametrize(("departs", "cost"), [(Minute(w.clock(24) - 1), {}), (w.clock(24), {Level.HARD: 1})])
def test_start_of_a_departure_counts(departs: Minute, cost: dict[Level, int]) -> None:
    """Fourteen days from 9 November: to the end of 23 November; landing may be later."""
    activity = departure(terms=(_term("R16", date(2026, 11, 9), Level.HARD),))
    world = w.World(activities=[activity]).with_resources(flights=(w.flight(w.F1, departs),))

    assert costs("R16", world, flown(world, activity)) == cost


def test_working_days_skip_holidays() -> None:
    """Ten working days from Monday 9 November, with Tuesday 24 a holiday: the term runs to Monday 23."""
    activity = conversation(terms=(_term("R02", date(2026, 11, 9), Level.TIMELY),))
    early = conversation(terms=(_term("R02", date(2026, 11, 10), Level.TIMELY),))
    closed = (ClosedDays(country=CountryCode("NL"), days=frozenset({w.TUESDAY})),)

    def late(asked: Activity, day: date) -> dict[Level, int]:
        world = w.World(activities=[asked]).with_resources(closed_days=closed)
        return costs("R02", world, talk(asked, at(day, 10)))

    assert late(activity, date(2026, 11, 23)) == {}
    assert late(activity, date(2026, 11, 25)) == {Level.TIMELY: 2}
    assert late(early, date(2026, 11, 25)) == {}
    assert late(early, date(2026, 11, 26)) == {Level.TIMELY: 1}


@pytest.mark.parametrize(("regime", "days"), [(None, 30), (Regime.BORDER, 30), (Regime.VBL, 14)])
def test_term_of_the_regime(regime: Regime | None, days: int) -> None:
    """Late by a day exactly when the day after the regime's term is used."""
    anchor = date.fromordinal(w.MONDAY.toordinal() - days)
    activity = conversation(terms=(_term("R03", anchor, Level.TIMELY),), regime=regime)
    world = w.World(activities=[activity])

    assert costs("R03", world, talk(activity, w.clock(10))) == {}
    assert costs("R03", world, talk(activity, w.clock(10, 0, w.TUESDAY))) == {Level.TIMELY: 1}


@pytest.mark.parametrize(
    ("anchor", "last"),
    [
        pytest.param(date(2026, 9, 25), date(2026, 10, 25), id="to the end of 25 October 2026, a day of 25 hours"),
        pytest.param(date(2027, 2, 26), date(2027, 3, 28), id="to the end of 28 March 2027, a day of 23 hours"),
        pytest.param(date(2027, 2, 27), date(2027, 3, 29), id="to the end of 29 March 2027"),
    ],
)
def test_last_day_ends_at_midnight_by_the_clock(anchor: date, last: date) -> None:
    """Thirty days; the last minute of the civil day is in time, the first of the next is not."""
    activity = conversation(terms=(_term("R03", anchor, Level.TIMELY),), window=LONG)
    world = w.World(activities=[activity])
    midnight = at(last, 24)

    assert costs("R03", world, talk(activity, Minute(midnight - 60))) == {}
    assert costs("R03", world, talk(activity, Minute(midnight - 59))) == {Level.TIMELY: 1}


def test_only_the_own_rule_speaks() -> None:
    """A term of R03 is not a matter for R02."""
    activity = conversation(terms=(_term("R03", date(2026, 10, 1), Level.TIMELY),))
    world = w.World(activities=[activity])

    assert costs("R02", world, talk(activity, w.clock(10))) == {}


def test_sentence_gives_the_last_moment() -> None:
    """An officer reads by when, and how late it is."""
    activity = conversation(terms=(_term("R03", date(2026, 10, 22), Level.TIMELY),))

    assert texts("R03", w.World(activities=[activity]), talk(activity, w.clock(10))) == [
        "het volgende gesprek moest uiterlijk za 21 nov (aanname); gepland 2 dagen later"
    ]
