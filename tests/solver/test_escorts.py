"""Teams for departures; the small world has T1 and T2 (with a nurse), two escorts each."""

from dataclasses import replace

from planner.domain.escorts import EscortTeam
from planner.domain.plan import Appointment
from planner.domain.time import Interval, Minute
from solver.escorts import escort_parts, pick_teams, with_escorts
from solver.known import Known
from solver.modes import flight_mode
from tests.solver import small
from tests.solver import world as w


def _leaving(world: w.World, flight_number: int = 0) -> list[Appointment]:
    """Return every activity of the world on a flight."""
    flight = world.resources.flights[flight_number]
    return [flight_mode(activity, flight).at(flight.departs) for activity in world.activities]


def test_pick_teams_gives_whole_teams_for_every_escort_needed() -> None:
    # two persons on a flight of 3 hours need 4 escorts: both teams
    world = small.leaving_world(small.departure(w.A, w.B))

    roster = pick_teams(Known(world.problem()), _leaving(world), (), small.ENOUGH)

    assert roster.unserved == ()
    assert {key: set(teams) for key, teams in roster.teams.items()} == {"A+B/vertrek/1": {w.T1, w.T2}}


def test_pick_teams_takes_the_nurse_where_one_is_needed() -> None:
    world = small.leaving_world(small.departure(w.C))
    world = world.with_cases(cases=(w.case(w.A), w.case(w.B), w.case(w.C, nurse=True)))

    roster = pick_teams(Known(world.problem()), _leaving(world), (), small.ENOUGH)

    assert roster.teams == {"C/vertrek/1": (w.T2,)}


def test_pick_teams_leaves_out_what_no_team_can_do() -> None:
    # three persons apart on one flight need three teams of two; there are two
    world = small.leaving_world(*(small.departure(code) for code in (w.A, w.B, w.C)))

    roster = pick_teams(Known(world.problem()), _leaving(world), (), small.ENOUGH)

    assert len(roster.teams) == 2
    assert len(roster.unserved) == 1


def test_pick_teams_keeps_the_rest_between_duties() -> None:
    # the duty of Monday 12:00 ends at 24:00; with 11 hours of rest a team starts again from Tuesday 11:00 on
    early = w.flight(w.F2, w.clock(12, 59, w.TUESDAY))
    late = w.flight(w.F2, w.clock(13, 0, w.TUESDAY))
    teams = (EscortTeam(id=w.T1, base=w.AIRPORT, size=2, available=(w.HORIZON,)),)
    world = small.leaving_world(small.departure(w.A), small.departure(w.B)).with_resources(escort_teams=teams)
    first, second = world.activities

    for flight, unserved in ((early, 1), (late, 0)):
        known = Known(world.with_resources(flights=(w.flight(w.F1, w.clock(12)), flight)).problem())
        planned = [
            flight_mode(first, known.flights[w.F1]).at(w.clock(12)),
            flight_mode(second, flight).at(flight.departs),
        ]

        assert len(pick_teams(known, planned, (), small.ENOUGH).unserved) == unserved


def test_pick_teams_works_around_fixed_duties_and_offers() -> None:
    world = small.leaving_world(small.departure(w.A), small.departure(w.C))
    known = Known(world.problem())
    fixed, free = _leaving(world)
    fixed = replace(fixed, participations=(*fixed.participations, *escort_parts(known, fixed, (w.T1,))))
    # the duty of the flight of 12:00 lasts from 10:00 to 24:00: T2 is offered a minute too short
    short = EscortTeam(id=w.T2, base=w.AIRPORT, size=2, available=(Interval(w.clock(10), Minute(w.clock(24) - 1)),))
    teams = (w.default_resources().escort_teams[0], short)

    assert pick_teams(known, [free], [fixed], small.ENOUGH).teams == {free.activity: (w.T2,)}
    cut = Known(world.with_resources(escort_teams=teams).problem())
    assert pick_teams(cut, [free], [fixed], small.ENOUGH).unserved == (free.activity,)


def test_pick_teams_spreads_duties() -> None:
    # two duties four days apart: each team gets one
    later = w.flight(w.F2, Minute(w.clock(12) + 4 * 1440))
    world = small.leaving_world(small.departure(w.A), small.departure(w.B))
    known = Known(world.with_resources(flights=(w.flight(w.F1, w.clock(12)), later)).problem())
    planned = [
        flight_mode(activity, flight).at(flight.departs)
        for activity, flight in zip(world.activities, (known.flights[w.F1], later), strict=True)
    ]

    roster = pick_teams(known, planned, (), small.ENOUGH)

    assert sorted(team for teams in roster.teams.values() for team in teams) == [w.T1, w.T2]


def test_with_escorts_adds_the_whole_duty() -> None:
    world = small.leaving_world(small.departure(w.C))
    known = Known(world.problem())
    (departure,) = _leaving(world)
    roster = pick_teams(known, [departure], (), small.ENOUGH)

    duty = with_escorts(known, departure, roster).participations[-1]

    assert (duty.start, duty.end) == (w.clock(10), w.clock(24))
