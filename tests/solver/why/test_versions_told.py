"""Somebody's own version of small plans, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.explaining import Wish
from planner.domain.ids import FlightId
from planner.domain.time import Interval
from planner.domain.wording import Language, speaking
from planner.ports.explaining import ExplanationError
from solver.why.ground import Ground
from solver.why.version import evaluated
from tests.solver import world as w
from tests.solver.rules.cases import flown
from tests.solver.small import conversation, meeting
from tests.solver.why.kept import as_kept
from tests.solver.why.leaving import alone, escorts, leaving
from tests.solver.why.riding import BUS, bus, free_move, rides, riding
from tests.solver.why.talks import ELEVEN, NINE, TEN, held, question

FIRST, SECOND = (conversation(code, 1, window=Interval(NINE, w.clock(12))) for code in (w.A, w.B))


def test_version_that_moves_another() -> None:
    about = question(w.World(), SECOND, [held(FIRST, NINE)], [FIRST])
    wish = Wish(activity=SECOND.key, start=NINE)
    assert as_kept("version_moves_another", evaluated(about, [wish], 60))


def test_version_as_a_whole_appointment_and_of_two_at_once() -> None:
    about = question(w.World(), SECOND, [held(FIRST, NINE), held(SECOND, TEN)], [FIRST])
    both = [
        Wish(activity=SECOND.key, start=w.clock(15), appointment=held(SECOND, NINE)),
        Wish(activity=FIRST.key, start=ELEVEN),
    ]
    assert as_kept("version_of_two", evaluated(about, both, 60))


def test_version_without_a_moment_is_where_least_is_in_the_way_and_cheapest() -> None:
    site = meeting(w.R1, NINE)
    stands = replace(held(site, NINE), place=w.OFFICE, participations=held(site, NINE).participations[:1])
    about = question(w.World(), SECOND, [held(FIRST, TEN), stands], [FIRST, site])
    assert as_kept("version_anywhere", evaluated(about, [Wish(activity=SECOND.key)], 60))


def test_version_leaves_what_is_fixed_where_it_is() -> None:
    stands = held(FIRST, NINE)
    world = w.World(now=w.clock(8), baseline=(stands,))
    about = question(world, SECOND, [stands], [FIRST])
    assert as_kept("version_fixed", evaluated(about, [Wish(activity=SECOND.key, start=NINE)], 60))


def test_version_of_a_ride_moves_another_ride_to_where_it_is_cheapest() -> None:
    other, activity = free_move("eerst", TEN, w.clock(13), "B"), free_move("rit", NINE, w.clock(12), persons=4)
    about = riding(activity, [rides(other, TEN, w.clock(10, 45))], [other], [BUS, bus(seats=2)])
    wish = Wish(activity=activity.key, start=w.clock(9, 30), resource="V1")
    assert as_kept("version_of_a_ride", evaluated(about, [wish], 60), evaluated(about, [wish], -1))


def test_version_of_a_ride_for_which_another_has_no_place() -> None:
    other, activity = free_move("eerst", TEN, w.clock(11), "B"), free_move("rit", NINE, w.clock(12), persons=4)
    about = riding(activity, [rides(other, TEN, w.clock(10, 45))], [other])
    assert as_kept("version_ride_out", evaluated(about, [Wish(activity=activity.key, start=w.clock(9, 30))], 60))


def test_version_of_a_departure_says_that_escorts_are_lacking() -> None:
    week = Interval(w.clock(0), w.clock(23, 0, date(2026, 11, 25)))
    mine, other = alone(w.C, escorted=True, window=week), alone(w.A, escorted=True, window=week)
    later = w.flight(FlightId("F4"), w.clock(15, 0, w.TUESDAY))
    world = w.World(activities=(mine, other))
    world = world.with_resources(
        flights=(world.resources.flights[0], later), escort_teams=world.resources.escort_teams[:1]
    )
    about = leaving(mine, [flown(world, other, w.F1, escorts())], [other], world)
    with speaking(Language.ENGLISH):
        english = evaluated(about, [Wish(activity=mine.key, resource="F1")], 60)
    assert as_kept("version_escorts", evaluated(about, [Wish(activity=mine.key, resource="F1")], 60), english)


def test_version_of_a_departure_leaves_another_its_escorts() -> None:
    mine, other = alone(w.C, escorted=True), alone(w.A, escorted=True)
    world = w.World(activities=(mine, other))
    world = world.with_resources(escort_teams=world.resources.escort_teams[:1])
    about = leaving(mine, [flown(world, other, w.F1, escorts())], [other], world)
    assert as_kept("version_no_escorts", evaluated(about, [Wish(activity=mine.key, start=w.clock(12))], 60))


def test_version_with_rides_leaves_those_to_be_planned_anew() -> None:
    talk, ride = conversation(w.A, 1, window=Interval(NINE, w.clock(12))), free_move("rit", w.clock(8), w.clock(15))
    served = replace(ride, detail=replace(ride.move, serves=talk.key, pickup=None, delivery=None))
    about = riding(SECOND, [held(talk, NINE), rides(served, w.clock(8), w.clock(8, 42))], [talk, served])
    assert as_kept("version_with_rides", evaluated(about, [Wish(activity=SECOND.key, start=NINE)], 60))


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(activity=w.key("niets")), "niets is geen activiteit van deze planvraag"),
        (Wish(activity=SECOND.key, resource="niets"), "voor B/gesprek/1 bestaat die mogelijkheid niet"),
    ],
)
def test_version_of_what_does_not_exist_says_what(wish: Wish, words: str) -> None:
    about: Ground = question(w.World(), SECOND, [held(FIRST, NINE)], [FIRST])
    with pytest.raises(ExplanationError) as refused:
        evaluated(about, [wish], 60)
    assert str(refused.value).splitlines()[0] == words


def test_ride_that_gives_way_may_take_the_place_of_the_ride_to_what_moves() -> None:
    """A is heard two hours later: the ride to it is to be planned anew, and another ride of A takes its hour."""
    talk, other = conversation(w.A, 1, window=Interval(NINE, w.clock(13))), free_move("ander", w.clock(8), w.clock(12))
    brings = free_move("brengt", w.clock(7), w.clock(15))
    brings = replace(brings, detail=replace(brings.move, serves=talk.key, pickup=None, delivery=None))
    shifts = Interval(w.clock(7), w.clock(9, 40)), Interval(w.clock(10), w.clock(12))
    planned = [
        held(talk, NINE),
        rides(brings, w.clock(7, 45), w.clock(8, 30)),
        rides(other, w.clock(11), w.clock(11, 30)),
    ]
    about = riding(SECOND, planned, [talk, brings, other], [bus("V1", *shifts)])
    assert as_kept("version_takes_over", evaluated(about, [Wish(activity=talk.key, start=ELEVEN)], 60))
