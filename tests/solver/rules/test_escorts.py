"""Escorts, in examples: R27 and R28. T1 has two escorts, T2 two and a nurse; F1 flies 3 hours, F2 9 hours."""

from dataclasses import replace

import pytest

from planner.domain.ids import FlightId
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.mode import Use
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, texts

# Out 2 h, flight 3 h, 1 h; layover 2 h; back 2 h, 3 h, 1 h: 9 hours after landing.
LEAD, TAIL = 120, 60 + 120 + 120 + 180 + 60


def _team(code: str, lead: int = LEAD, tail: int = TAIL) -> Use:
    return w.use(ResourceKind.ESCORT, code, lead=lead, tail=tail)


@pytest.mark.parametrize(
    ("hours", "teams", "breaches"),
    [
        pytest.param(3, [w.T1], 0, id="under four hours: two"),
        pytest.param(3, [], 1, id="nobody"),
        pytest.param(4, [w.T1], 1, id="four hours exactly: three, two are there"),
        pytest.param(4, [w.T1, w.T2], 0, id="four hours: whole teams, so four"),
        pytest.param(8, [w.T1, w.T2], 0, id="eight hours exactly is still three"),
        pytest.param(9, [w.T1, w.T2], 0, id="over eight hours: four"),
        pytest.param(9, [w.T1], 1, id="two of four"),
    ],
)
def test_number_of_escorts(hours: int, teams: list[str], breaches: int) -> None:
    """One escorted person on flights of different length."""
    activity = departure(escorted=True)
    world = w.World(activities=[activity]).with_resources(flights=(w.flight(w.F1, w.clock(12), hours=hours),))
    planned = flown(world, activity, w.F1, *(_team(team) for team in teams))

    assert len(found("R27", world, planned)) == breaches


@pytest.mark.parametrize(("team", "said"), [(w.T2, 0), (w.T1, 1)])
def test_nurse(team: str, said: int) -> None:
    """A needs a nurse; only T2 has one."""
    activity = departure(escorted=True)
    world = w.World(activities=[activity]).with_cases(cases=(w.case(w.A, nurse=True),))

    assert len(found("R27", world, flown(world, activity, w.F1, _team(team)))) == said


@pytest.mark.parametrize(
    ("available", "breaches"),
    [
        # The duty is from 10:00 on Monday to 24:00: three hours of flight land at 15:00, nine hours later it ends.
        pytest.param(Interval(w.clock(10), w.clock(24)), 0, id="the whole duty"),
        pytest.param(Interval(w.clock(10, 1), w.clock(24)), 1, id="a minute late"),
        pytest.param(Interval(w.clock(10), Minute(w.clock(24) - 1)), 1, id="a minute short"),
    ],
)
def test_duty_lies_in_the_offer(available: Interval, breaches: int) -> None:
    """KMar offers T1 for one stretch."""
    activity = departure(escorted=True)
    world = w.World(activities=[activity])
    teams = (replace(world.resources.escort_teams[0], available=(available,)),)
    world = world.with_resources(escort_teams=teams)

    assert len(found("R28", world, flown(world, activity, w.F1, _team(w.T1)))) == breaches


def test_duty_is_as_long_as_computed() -> None:
    """Five minutes off at either side is refused, with both times."""
    activity = departure(escorted=True)
    world = w.World(activities=[activity])

    assert texts("R28", world, flown(world, activity, w.F1, _team(w.T1, lead=115))) == [
        "de dienst van escortteam T1 is ma 23 nov 10:00-00:00, ingevuld is ma 23 nov 10:05-00:00"
    ]
    assert len(found("R28", world, flown(world, activity, w.F1, _team(w.T1, tail=TAIL - 5)))) == 1


@pytest.mark.parametrize(
    ("hour", "minute", "breaches"),
    [
        # The first duty ends on Monday at 24:00; 11 hours later is Tuesday 11:00, so a flight at 13:00 and not before.
        pytest.param(13, 0, 0, id="eleven hours exactly"),
        pytest.param(12, 59, 1, id="a minute less"),
    ],
)
def test_rest_between_duties(hour: int, minute: int, breaches: int) -> None:
    """T1 goes along on Monday at 12:00 and again on Tuesday."""
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    flights = (w.flight(w.F1, w.clock(12)), w.flight(w.F2, w.clock(hour, minute, w.TUESDAY)))
    world = w.World(activities=[one, other]).with_resources(flights=flights)
    planned = [flown(world, one, FlightId("F1"), _team(w.T1)), flown(world, other, FlightId("F2"), _team(w.T1))]

    assert len(found("R28", world, *planned)) == breaches
