"""Whole answers about departures: households on one journey, and the escorts of a flight."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, BookedBy, MoveRole
from planner.domain.cases import BlockingFact, BlockReason, SeparationApproval
from planner.domain.explaining import Remedy
from planner.domain.ids import CaseId, RuleId
from planner.domain.plan import Standby
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.why.answer import answered
from solver.why.company import companions, same_journey, staffed
from solver.why.examined import checked, examined
from solver.why.ground import Ground
from solver.why.ways import Question
from tests.solver import world as w
from tests.solver.rules.cases import flown
from tests.solver.why.kept import as_kept
from tests.solver.why.leaving import TOGETHER, alone, escorts, leaving
from tests.solver.why.riding import free_move

A, B, C = (alone(code, escorted=True) for code in (w.A, w.B, w.C))
WORLD = w.World(activities=(A, B, C))
BOTH = w.World().with_resources(flights=(w.flight(w.F1, w.clock(12)), w.flight(w.F2, w.clock(13))))
ONE_TEAM = BOTH.with_resources(escort_teams=WORLD.resources.escort_teams[:1])


def test_departure_with_escorts_is_given_those_it_needs() -> None:
    assert as_kept("company_escorts", answered(leaving(C), C))


def test_departure_whose_escorts_are_away_waits_for_them() -> None:
    about = leaving(C, [flown(WORLD, A, w.F1, escorts())], [A], ONE_TEAM)
    assert as_kept("company_escorts_away", answered(about, C))


def test_departure_that_somebody_stands_by_for_keeps_its_escorts() -> None:
    """Without it nobody would be left to take over from."""
    about = leaving(C, [flown(WORLD, A, w.F1, escorts())], [A], ONE_TEAM)
    assert [one.left_out for one in answered(about, C).repairs] == [(A.key,)]
    standby = Standby(activity=B.key, flight=w.F1, approved_by="T-0001")
    stood_for = Ground(about.problem, replace(about.plan, standbys=(standby,)))
    found = answered(stood_for, C)
    assert found.repairs == ()
    assert found.table.spots[0].remedy == Remedy(what="wat in de weg staat, ligt vast")


def test_departure_that_asks_more_escorts_than_there_are() -> None:
    long = ONE_TEAM.with_resources(flights=(w.flight(w.F1, w.clock(12), hours=9),))
    assert as_kept("company_escorts_too_few", answered(leaving(C, world=long), C))


def test_departure_for_which_the_only_nurse_is_away() -> None:
    cases = tuple(replace(case, nurse=True) for case in WORLD.cases.cases)
    planned = flown(WORLD, A, w.F1, escorts(w.T2))
    assert as_kept("company_nurse_away", answered(leaving(C, [planned], [A], BOTH, cases=cases), C))


def test_household_goes_on_one_flight() -> None:
    members = leaving(A, others=[B, C], memberships=TOGETHER)
    assert [one.key for one in companions(members, A, w.clock(12))] == [B.key]
    assert companions(members, C, w.clock(12)) == []
    assert as_kept("company_household", answered(members, A))


def test_household_of_which_one_may_not_leave_stays() -> None:
    block = BlockingFact(case=w.B, reason=BlockReason.APPEAL, valid=w.EVER)
    members = leaving(A, others=[B], memberships=TOGETHER, blocks=(block,))
    assert as_kept("company_household_blocked", answered(members, A))


def test_household_is_looked_at_as_it_is_on_the_day() -> None:
    until_noon = tuple(replace(one, valid=Interval(Minute(0), w.clock(12))) for one in TOGETHER)
    before = leaving(A, others=[B], memberships=until_noon)
    assert [one.key for one in companions(before, A, w.clock(11))] == [B.key]
    assert companions(before, A, w.clock(12)) == []
    moved = (TOGETHER[0], replace(TOGETHER[1], valid=Interval(Minute(0), w.clock(12))))
    assert companions(leaving(A, others=[B], memberships=moved), A, w.clock(13)) == []
    apart = (SeparationApproval(household=w.HOUSE, valid=w.EVER),)
    assert companions(leaving(A, others=[B], memberships=TOGETHER, separations=apart), A, w.clock(12)) == []
    planned = leaving(A, [flown(WORLD, B, w.F1, escorts())], [B], memberships=TOGETHER)
    assert companions(planned, A, w.clock(12)) == []


def test_household_that_others_bring_goes_on_the_same_day() -> None:
    mine, theirs = (_booked_by_iom(code) for code in (w.A, w.B))
    about = leaving(mine, others=[theirs], memberships=TOGETHER)
    spot = examined(about, mine)[0]
    beside = same_journey(about, theirs, spot.mode, spot.start)
    assert beside is not None
    assert beside.fixed_start == spot.start
    assert same_journey(about, theirs, replace(spot.mode, uses=()), w.clock(12)) is None
    assert as_kept("company_same_day", answered(about, mine))


def test_same_journey_is_the_same_flight() -> None:
    about = leaving(A, others=[B], memberships=TOGETHER)
    spot = examined(about, A)[0]
    beside = same_journey(about, B, spot.mode, spot.start)
    assert beside is not None
    assert (beside.activity, beside.resource(ResourceKind.FLIGHT), beside.fixed_start) == (B.key, w.F1, w.clock(12))


def test_escorts_that_were_given_stay_and_those_of_who_gives_way_are_free() -> None:
    planned = flown(WORLD, A, w.F1, escorts())
    about = leaving(C, [planned], [A], ONE_TEAM)
    bare = flown(WORLD, C, w.F1)
    assert staffed(about, [planned]).appointments == (planned,)
    lacking = staffed(about, [bare])
    free = staffed(about, [bare], [A.key])
    assert (lacking.appointments, free.lacking) == ((bare,), None)
    assert as_kept("company_staffed", lacking.lacking, free.appointments, staffed(about, [bare, planned]).lacking)


def test_escorts_that_are_lacking_are_said_once_in_both_ways_of_looking() -> None:
    about = leaving(C, [flown(WORLD, A, w.F1, escorts())], [A], ONE_TEAM)
    spots = examined(about, C)
    assert [[o.rule for o in spot.obstacles] for spot in spots] == [[o.rule for o in checked(about, s)] for s in spots]
    rules = frozenset(spots[0].rules)
    assert checked(about, spots[0], rules) == list(spots[0].obstacles)
    assert checked(about, spots[0], frozenset({RuleId("P06")})) == []


def test_departure_on_a_flight_of_another_country_and_one_that_others_book() -> None:
    about = leaving(C)
    elsewhere = answered(about, C, 2, Question(resource="F3"))
    booked = _booked_by_iom(w.C)
    assert as_kept("company_flight_elsewhere", elsewhere)
    assert examined(leaving(booked), booked, Question(resource="F3")) == []


def _booked_by_iom(code: CaseId) -> Activity:
    activity = alone(code, window=Interval(w.clock(0), w.clock(0, day=date(2026, 11, 26))))
    return replace(activity, detail=replace(activity.departure, booked_by=BookedBy.IOM))


def test_departure_with_rides_says_that_those_are_still_to_be_planned() -> None:
    ride = free_move("rit", w.clock(0), w.clock(23), role=MoveRole.TO_DEPARTURE, serves=C.key)
    found = answered(leaving(C, others=[ride]), C)
    assert [repair.what for repair in found.repairs] == [
        "past nu op ma 23 nov 12:00 bij vlucht KL F1 (ma 23 nov 12:00); vervoer (rit) is dan nog te plannen"
    ]


def test_household_of_one_goes_along_though_another_has_none() -> None:
    both = replace(C, cases=(w.C, w.A))
    about = leaving(both, others=[B], memberships=TOGETHER)

    assert companions(about, both, w.clock(12)) == [B]
