"""Escorts as numbers of a team, in examples: R27 and R28. T1 has two escorts, T2 two and a nurse.

F1 flies 3 hours, F2 9 hours.
"""

from dataclasses import replace
from datetime import date

import pytest
from ortools.sat.python.cp_model import OPTIMAL, CpSolver

from planner.domain.cases import RiskLevel
from planner.domain.escorts import EscortOffer
from planner.domain.ids import CaseId, FlightId, RuleId
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.mode import Use
from solver.variables import Variables
from tests.solver import world as w
from tests.solver.agreement import candidate
from tests.solver.rules.cases import RULES, departure, flown, found, other_duty, texts

# Out 2 h, flight 3 h, 1 h; layover 2 h; back 2 h, 3 h, 1 h: 9 hours after landing.
LEAD, TAIL = 120, 60 + 120 + 120 + 180 + 60
OCTOBER = Interval(w.clock(0, 0, date(2026, 10, 20)), w.clock(0, 0, date(2026, 10, 30)))


def _team(code: str, amount: int = 2, lead: int = LEAD, tail: int = TAIL) -> Use:
    return w.use(ResourceKind.ESCORT, code, lead=lead, tail=tail, amount=amount)


@pytest.mark.parametrize(
    ("hours", "teams", "breaches"),
    [
        pytest.param(3, [(w.T1, 2)], 0, id="under four hours: two"),
        pytest.param(3, [], 1, id="nobody"),
        pytest.param(3, [(w.T1, 1)], 1, id="one of two"),
        pytest.param(3, [(w.T1, 2), (w.T2, 0)], 1, id="a team that sends nobody"),
        pytest.param(4, [(w.T1, 2)], 1, id="four hours exactly: three, two are there"),
        pytest.param(4, [(w.T1, 2), (w.T2, 1)], 0, id="four hours: two of one team, one of another"),
        pytest.param(8, [(w.T1, 2), (w.T2, 1)], 0, id="eight hours exactly is still three"),
        pytest.param(9, [(w.T1, 2), (w.T2, 2)], 0, id="over eight hours: four"),
        pytest.param(9, [(w.T1, 2), (w.T2, 1)], 1, id="three of four"),
    ],
)
def test_number_of_escorts(hours: int, teams: list[tuple[str, int]], breaches: int) -> None:
    """One escorted person on flights of different length."""
    activity = departure(escorted=True)
    world = w.World(activities=[activity]).with_resources(flights=(w.flight(w.F1, w.clock(12), hours=hours),))
    planned = flown(world, activity, w.F1, *(_team(*team) for team in teams))

    assert len(found("R27", world, planned)) == breaches


@pytest.mark.parametrize(
    ("risks", "carrier", "needed"),
    [
        # a flight of three hours: two each; high risk one more; a carrier that asks three has three at least
        pytest.param((RiskLevel.NONE, RiskLevel.NONE), None, 4, id="no particular risk"),
        pytest.param((RiskLevel.RAISED, RiskLevel.NONE), None, 4, id="raised: the norm as delivered adds nothing"),
        pytest.param((RiskLevel.HIGH, RiskLevel.NONE), None, 5, id="one of them high"),
        pytest.param((RiskLevel.HIGH, RiskLevel.NONE), 3, 6, id="the carrier asks three each"),
        pytest.param((RiskLevel.HIGH, RiskLevel.HIGH), 2, 6, id="the carrier asks less than the norm"),
    ],
)
def test_number_of_escorts_grows_with_risk_and_carrier(
    risks: tuple[RiskLevel, RiskLevel], carrier: int | None, needed: int
) -> None:
    """A and B leave together with ten escorts of one large team, then with one too few."""
    activity = departure(cases=(w.A, w.B), escorted=True)
    cases = tuple(replace(w.case(code), risk=risk) for code, risk in zip((w.A, w.B), risks, strict=True))
    airline = replace(w.default_resources().carriers[0], escorts_per_person=carrier)
    world = w.World(activities=[activity]).with_cases(cases=cases).with_resources(carriers=(airline,))

    assert found("R27", world, flown(world, activity, w.F1, _team(w.T1, needed))) == []
    assert texts("R27", world, flown(world, activity, w.F1, _team(w.T1, needed - 1))) == [
        f"vlucht KL F1 (ma 23 nov 12:00) vraagt {needed} escorts, er zijn er {needed - 1}"
    ]


def test_family_of_five_needs_ten_escorts_on_a_short_flight_and_twenty_on_a_long_one() -> None:
    """Every person counts, children too: five times two, and five times four over eight hours."""
    five = tuple(CaseId(f"G{number}") for number in range(1, 6))
    activity = departure(cases=five, escorted=True)
    world = w.World(activities=[activity]).with_cases(cases=tuple(w.case(code) for code in five))

    for flight, needed in ((w.F1, 10), (w.F2, 20)):
        assert len(found("R27", world, flown(world, activity, flight, _team(w.T1, needed - 1)))) == 1
        assert found("R27", world, flown(world, activity, flight, _team(w.T1, needed))) == []


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
    """Both escorts of T1 go along on Monday at 12:00 and again on Tuesday."""
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    flights = (w.flight(w.F1, w.clock(12)), w.flight(w.F2, w.clock(hour, minute, w.TUESDAY)))
    world = w.World(activities=[one, other]).with_resources(flights=flights)
    planned = [flown(world, one, FlightId("F1"), _team(w.T1)), flown(world, other, FlightId("F2"), _team(w.T1))]

    assert len(found("R28", world, *planned)) == breaches


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        pytest.param(2, 2, [], id="two and two of four"),
        pytest.param(
            3,
            2,
            ["escortteam T1, ma 23 nov 10:00: 5 escorts op dienst, 4 aangeboden"],
            id="three and two of four at the same time",
        ),
    ],
)
def test_team_sends_several_groups_at_a_time(first: int, second: int, said: list[str]) -> None:
    """T1 has four escorts; A and B leave on the same flight, each with a group of its own."""
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    four = replace(w.default_resources().escort_teams[0], size=4)
    world = w.World(activities=[one, other]).with_resources(escort_teams=(four,))
    planned = [flown(world, one, w.F1, _team(w.T1, first)), flown(world, other, w.F1, _team(w.T1, second))]

    assert texts("R28", world, *planned) == said


def test_who_rests_is_not_free_for_a_new_duty() -> None:
    """Three of four are home at 24:00 and rest until 11:00: two cannot begin at 10:59, one can."""
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    four = replace(w.default_resources().escort_teams[0], size=4)
    flights = (w.flight(w.F1, w.clock(12)), w.flight(w.F2, w.clock(12, 59, w.TUESDAY)))
    world = w.World(activities=[one, other]).with_resources(escort_teams=(four,), flights=flights)
    monday = flown(world, one, w.F1, _team(w.T1, 3))

    assert found("R28", world, monday, flown(world, other, w.F2, _team(w.T1, 1))) == []
    assert texts("R28", world, monday, flown(world, other, w.F2, _team(w.T1, 2))) == [
        "escortteam T1, di 24 nov 10:59: 2 escorts op dienst en 3 in rust tot di 24 nov 11:00, 4 aangeboden"
    ]


def test_offers_by_the_hour_count_instead_of_the_size() -> None:
    """T1 offers four until 18:00 and one after that; the duty lasts until 24:00."""
    activity = departure(escorted=True)
    offers = (
        EscortOffer(interval=Interval(w.clock(6), w.clock(18)), escorts=4),
        EscortOffer(interval=Interval(w.clock(18), w.clock(24)), escorts=1),
    )
    team = replace(w.default_resources().escort_teams[0], size=9, offers=offers)
    world = w.World(activities=[activity]).with_resources(escort_teams=(team,))

    assert texts("R28", world, flown(world, activity, w.F1, _team(w.T1, 2))) == [
        "escortteam T1, ma 23 nov 18:00: 2 escorts op dienst, 1 aangeboden"
    ]


def test_absent_team_offers_nobody() -> None:
    activity = departure(escorted=True)
    away = Absence(resource=ResourceRef(ResourceKind.ESCORT, w.T1), interval=Interval(w.clock(23), w.clock(24)))
    world = w.World(activities=[activity]).with_resources(absences=(away,))

    assert len(found("R28", world, flown(world, activity, w.F1, _team(w.T1)))) == 1


@pytest.mark.parametrize(("minutes", "breaches"), [(0, 0), (30, 1)])
def test_rest_that_ends_thirty_minutes_late(minutes: int, breaches: int) -> None:
    """The duty before came home on Monday at 00:00, or 30 minutes later: rested at 11:00, or 11:30.

    The flight of 13:00 asks T1 to report at 11:00.
    """
    activity = departure(escorted=True)
    world = w.World(activities=[activity]).with_resources(flights=(w.flight(w.F1, w.clock(13)),))
    before = other_duty(w.clock(10, 0, date(2026, 11, 22)), Minute(w.clock(0) + minutes), (w.T1, 2))
    planned = flown(world, activity, w.F1, _team(w.T1))

    assert len(found("R28", replace(world, other_duties=(before,)), planned)) == breaches


def test_duty_in_the_night_that_the_clock_goes_back() -> None:
    """25 October 2026: 03:00 becomes 02:00, so the night has an hour more.

    Out on Saturday at 18:00, flight 20:00-23:00, then nine hours: home on Sunday at 07:00 on the clock, 14 hours after
    reporting. Eleven hours later is 18:00; reporting for the flight of 20:00 is in time, for that of 19:59 is not.
    """
    saturday, sunday = date(2026, 10, 24), date(2026, 10, 25)
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    activities = [replace(one, window=OCTOBER), replace(other, window=OCTOBER)]
    teams = (replace(w.default_resources().escort_teams[0], available=(OCTOBER,)),)
    for hour, minute, breaches in ((20, 0, 0), (19, 59, 1)):
        flights = (w.flight(w.F1, w.clock(20, 0, saturday)), w.flight(w.F2, w.clock(hour, minute, sunday)))
        world = w.World(activities=activities).with_resources(flights=flights, escort_teams=teams)
        night = flown(world, one, w.F1, _team(w.T1))
        (duty,) = night.of_kind(ResourceKind.ESCORT)

        assert (duty.start, duty.end) == (w.clock(18, 0, saturday), w.clock(7, 0, sunday))
        assert duty.end - duty.start == 14 * 60
        assert len(found("R28", world, night, flown(world, other, w.F2, _team(w.T1)))) == breaches


def test_nurse_of_a_team_goes_along_once_at_a_time() -> None:
    """A and B need a nurse on the same day; T2 has six escorts, one of them a nurse."""
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    six = replace(w.default_resources().escort_teams[1], size=6)
    world = w.World(activities=[one, other]).with_resources(escort_teams=(six,))
    world = world.with_cases(cases=(w.case(w.A, nurse=True), w.case(w.B, nurse=True)))
    planned = [flown(world, activity, w.F1, _team(w.T2)) for activity in (one, other)]

    assert texts("R28", world, *planned) == [
        "escortteam T2 heeft één verpleegkundige; ma 23 nov 10:00 is die weg of in rust"
    ]


@pytest.mark.parametrize(("starts", "planned"), [((0,), 1), ((0, 60), 0)])
def test_duty_is_that_of_one_flight_at_one_time(starts: tuple[int, ...], planned: int) -> None:
    """A way that could start at two times has no duty that a team can be asked for."""
    activity = departure(escorted=True)
    world = w.World(activities=[activity])
    way = w.mode(activity, w.AIRPORT, w.use(ResourceKind.FLIGHT, w.F1), _team(w.T1), duration=180)
    choice = candidate(way, *(Minute(w.clock(12) + later) for later in starts))
    v = Variables(Known(world.problem()), [activity], {activity.key: [choice]})

    RULES[RuleId("R28")].encode(v)

    v.model.maximize(v.planned(activity.key))
    solver = CpSolver()
    assert solver.solve(v.model) == OPTIMAL
    assert solver.objective_value == planned
