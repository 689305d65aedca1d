"""Working hours and absence, in examples: R1 works from Monday to Friday, 9 to 17."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.ids import CountryCode
from planner.domain.people import WorkingHours
from planner.domain.resources import Absence, ClosedDays, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, found, talk, texts

SATURDAY, SUNDAY_OF_CHANGE = date(2026, 11, 28), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("start", "breaches"),
    [
        pytest.param(w.clock(9), 0, id="first hour"),
        pytest.param(w.clock(8, 59), 1, id="one minute early"),
        pytest.param(w.clock(16), 0, id="last hour"),
        pytest.param(w.clock(16, 1), 1, id="one minute late"),
        pytest.param(at(SATURDAY, 10), 1, id="Saturday"),
        pytest.param(w.clock(9, 0, w.TUESDAY), 1, id="a Dutch holiday on the Tuesday"),
        pytest.param(w.clock(12, 30), 1, id="into an absence from 13 to 14"),
        pytest.param(w.clock(12), 0, id="up to the absence"),
        pytest.param(w.clock(14), 0, id="from its end on"),
    ],
)
def test_hours_of_a_regievoerder(start: int, breaches: int) -> None:
    """A conversation of an hour at different moments."""
    away = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R1), interval=Interval(w.clock(13), w.clock(14)))
    closed = ClosedDays(country=CountryCode("NL"), days=frozenset({w.TUESDAY}))
    activity = conversation()
    world = w.World(activities=[activity]).with_resources(absences=(away,), closed_days=(closed,))

    assert len(found("P03", world, talk(activity, Minute(start)))) == breaches


@pytest.mark.parametrize(
    ("monday", "utc_hour"),
    [
        pytest.param(date(2026, 10, 26), 8, id="after 25 October 2026: 9 is 8 UTC"),
        pytest.param(date(2027, 3, 29), 7, id="29 March 2027, after the change: 9 is 7 UTC"),
        pytest.param(date(2027, 3, 22), 8, id="the week before it: 9 is 8 UTC"),
    ],
)
def test_hours_follow_civil_time_across_the_change_of_clocks(monday: date, utc_hour: int) -> None:
    """Work starts at 9 by the clock on the wall; a minute before is a breach."""
    horizon = Interval(at(date(2026, 10, 19), 0), at(date(2027, 4, 5), 0))
    activity = conversation(window=horizon)
    world = w.World(activities=[activity], horizon=horizon, now=horizon.start)
    start = at(monday, 9)

    assert start % 1440 == utc_hour * 60
    assert found("P03", world, talk(activity, start)) == []
    assert len(found("P03", world, talk(activity, Minute(start - 1)))) == 1


def test_night_of_the_change_is_as_long_as_it_is() -> None:
    """A Sunday shift from 0 to 6 on 25 October 2026 lasts seven hours: an hour of work can start at 5 by the clock."""
    night = replace(w.regievoerder(w.R1), hours=(WorkingHours(weekday=6, start=0, end=6 * 60),))
    horizon = Interval(at(date(2026, 10, 19), 0), at(date(2026, 11, 2), 0))
    activity = conversation(window=horizon, duration=7 * 60)
    world = w.World(activities=[activity], horizon=horizon, now=horizon.start).with_resources(regievoerders=(night,))

    said = found("P03", world, talk(activity, at(SUNDAY_OF_CHANGE, 0)))

    # Sundays are no working days, so the rule still refuses; the shift itself holds seven hours.
    assert at(SUNDAY_OF_CHANGE, 6) - at(SUNDAY_OF_CHANGE, 0) == 7 * 60
    assert len(said) == 1


def test_sentence_names_the_person_and_the_moment() -> None:
    """Also for someone who is not known at all."""
    activity = conversation()
    world = w.World(activities=[activity])

    assert texts("P03", world, talk(activity, w.clock(8))) == [
        "R1 werkt ma 23 nov 08:00 niet (rooster, feestdag of afwezigheid)"
    ]
    assert texts("P03", world, talk(activity, w.clock(10), who="R9")) == ["regievoerder R9 is niet bekend"]


def test_two_who_take_part_both_work_then() -> None:
    """R1 works; R2 is away in the afternoon."""
    away = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R2), interval=Interval(w.clock(13), w.clock(17)))
    activity = conversation()
    world = w.World(activities=[activity]).with_resources(absences=(away,))
    with_r2 = w.use(ResourceKind.REGIEVOERDER, w.R2)

    assert found("P03", world, talk(activity, w.clock(12), with_r2)) == []
    assert texts("P03", world, talk(activity, w.clock(13), with_r2)) == [
        "R1 en R2 werken samen ma 23 nov 13:00 niet (rooster, feestdag of afwezigheid)"
    ]
