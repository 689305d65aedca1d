"""The time window, in examples."""

from datetime import date

import pytest

from planner.domain.activities import BookedBy
from planner.domain.civil import at, day_interval
from planner.domain.ids import CountryCode
from planner.domain.resources import ClosedDays
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, flown, found, on_day, talk

WINDOW = Interval(w.clock(10), w.clock(12))


@pytest.mark.parametrize(
    ("start", "breaches"),
    [
        pytest.param(w.clock(10), 0, id="from the first minute"),
        pytest.param(w.clock(9, 59), 1, id="a minute early"),
        pytest.param(w.clock(11), 0, id="to the last minute"),
        pytest.param(w.clock(11, 1), 1, id="a minute late"),
    ],
)
def test_conversation_lies_in_its_window(start: int, breaches: int) -> None:
    """The whole hour, not only its start."""
    activity = conversation(window=WINDOW)

    assert len(found("P06", w.World(activities=[activity]), talk(activity, Minute(start)))) == breaches


@pytest.mark.parametrize(
    ("day", "breaches"),
    [
        pytest.param(date(2026, 11, 28), 1, id="Saturday"),
        pytest.param(date(2026, 11, 24), 1, id="a Dutch holiday"),
        pytest.param(date(2026, 11, 25), 0, id="a working day"),
    ],
)
def test_conversation_is_on_a_working_day(day: date, breaches: int) -> None:
    """The Tuesday is a Dutch holiday here."""
    activity = conversation()
    closed = (ClosedDays(country=CountryCode("NL"), days=frozenset({w.TUESDAY})),)
    world = w.World(activities=[activity]).with_resources(closed_days=closed)

    assert len(found("P06", world, talk(activity, at(day, 10)))) == breaches


@pytest.mark.parametrize(("minute", "breaches"), [(0, 0), (1, 1)])
def test_nothing_new_starts_in_the_past(minute: int, breaches: int) -> None:
    """Now is 10:00 or 10:01; the conversation starts at 10:00."""
    activity = conversation()
    world = w.World(activities=[activity], now=w.clock(10, minute))

    assert len(found("P06", world, talk(activity, w.clock(10)))) == breaches


@pytest.mark.parametrize(
    ("now", "start", "past"),
    [
        pytest.param(w.clock(8), w.clock(13), "", id="after the window"),
        pytest.param(w.clock(11), w.clock(9, 30), "", id="before the window, which is reason enough"),
        pytest.param(w.clock(11), w.clock(10, 30), ", niet in het verleden", id="in the window, before now"),
    ],
)
def test_the_past_is_named_only_where_it_is_the_reason(now: Minute, start: Minute, past: str) -> None:
    activity = conversation(window=WINDOW)

    (breach,) = found("P06", w.World(activities=[activity], now=now), talk(activity, start))

    assert breach.because == f"het tijdvenster is ma 23 nov 10:00-12:00, op een Nederlandse werkdag{past}"


def test_published_appointment_may_lie_in_the_past() -> None:
    """It stays where it was; moved to another past moment it is refused."""
    activity = conversation()
    world = w.World(activities=[activity], now=w.clock(15), baseline=[talk(activity, w.clock(10))])

    assert found("P06", world, talk(activity, w.clock(10))) == []
    assert len(found("P06", world, talk(activity, w.clock(11)))) == 1


@pytest.mark.parametrize(("end", "breaches"), [(w.clock(12, 1), 0), (w.clock(12), 1)])
def test_departure_starts_in_its_window(end: int, breaches: int) -> None:
    """The flight leaves at 12:00 and lands after the window ends; only leaving counts, and the end is too late."""
    activity = departure(window=Interval(w.clock(8), Minute(end)))
    world = w.World(activities=[activity])

    assert len(found("P06", world, flown(world, activity))) == breaches


def test_whole_day_counts_from_the_first_day_of_its_window() -> None:
    """The window begins at noon, now is 15:00 on that day: the day itself is possible, the day before is not."""
    activity = departure(booked_by=BookedBy.IOM, window=Interval(w.clock(12), w.clock(12, 0, date(2026, 11, 27))))
    world = w.World(activities=[activity], now=w.clock(15))

    assert found("P06", world, on_day(activity, day_interval(w.MONDAY))) == []
    assert len(found("P06", world, on_day(activity, day_interval(date(2026, 11, 22))))) == 1
