"""Who may stand by for a flight, and in which order: by hand. A is on the flight of Monday noon; C would be."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, MoveRole, Term
from planner.domain.bookings import StandbyApproval
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact, Stay, Track, TrackFact
from planner.domain.flights import Carrier
from planner.domain.ids import CarrierCode, CaseId, FlightId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Plan, Standby
from planner.domain.resources import ResourceKind
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from solver.known import Known
from solver.rulebook import PLANNED
from solver.standby import candidates, standbys_of, void_approvals
from solver.view import View
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, move, ridden

C_ON_F1 = Standby(activity=w.key("vertrek-C"), flight=w.F1, approved_by="T-77")
SUNDAY = date(2026, 11, 22)
A_DAY_BEFORE = w.clock(12, 0, SUNDAY)


def world(*activities: Activity, **changes: object) -> w.World:
    """Return a world in which everybody may leave by force, no two are a household, and KL takes one alone."""
    people = (w.A, w.B, w.C)
    facts = {"activities": activities or (departure(w.A), departure(w.C)), **changes}
    return (
        w.World(**facts)  # type: ignore[arg-type]
        .with_cases(
            memberships=(),
            tracks=tuple(TrackFact(case=code, track=Track.FORCED, valid=w.EVER) for code in people),
            conditions=tuple(
                ConditionFact(case=code, condition=condition, valid=w.EVER)
                for code in people
                for condition in Condition
            ),
        )
        .with_resources(carriers=(Carrier(code=CarrierCode("KL"), max_depa=1, max_depu=1),))
    )


def plan(small: w.World, *standbys: Standby, escorted: bool = False) -> Plan:
    """Return a plan with A on the flight, with two escorts if asked, and these stand-bys."""
    duty = (w.use(ResourceKind.ESCORT, w.T1, lead=120, tail=540, amount=2),) if escorted else ()
    return replace(w.plan_of(small.activities, [flown(small, small.activities[0], w.F1, *duty)]), standbys=standbys)


def approval(flight: FlightId = w.F1, at: Minute = w.NOW, by: str = "T-77", case: CaseId = w.C) -> StandbyApproval:
    """Return an approval for C on the flight."""
    return StandbyApproval(activity=w.key(f"vertrek-{case}"), flight=flight, approved_by=by, approved_at=at)


def said(small: w.World, *approvals: StandbyApproval, standby: Standby = C_ON_F1) -> list[tuple[Level, str]]:
    """Return what R43 says of a stand-by."""
    small = replace(small, standbys=approvals)
    return [(breach.level, breach.because) for breach in found("R43", small, plan=plan(small, standby))]


def test_an_approved_standby_takes_no_seat_though_the_carrier_takes_one_person_only() -> None:
    assert said(world(), approval()) == []


def test_without_approval_of_a_person_nobody_stands_by() -> None:
    assert said(world()) == [(Level.HARD, "niemand keurde vertrek-C goed als reserve voor deze vlucht")]


def test_a_standby_needs_an_own_notice_for_that_flight() -> None:
    late = world(departure(w.A), departure(w.C), now=A_DAY_BEFORE)
    told = departure(w.C, notice_given=w.clock(0, 0, date(2026, 11, 22)))  # exactly 36 hours before
    on_time = world(departure(w.A), told, now=A_DAY_BEFORE)
    form = replace(told, detail=replace(told.departure, risk_form_sent=date(2026, 11, 20)))

    rules = {because.split("(")[-1] for _, because in said(late, approval())}

    assert "R11)" in rules
    assert {because.split("(")[-1] for _, because in said(on_time, approval())} == {"R34a)"}
    assert said(world(departure(w.A), form, now=A_DAY_BEFORE), approval()) == []


def test_a_blocking_fact_keeps_a_standby_off_the_flight() -> None:
    small = world().with_cases(blocks=(BlockingFact(case=w.C, reason=BlockReason.APPEAL, valid=w.EVER),))

    assert [because.split("(")[-1] for _, because in said(small, approval())] == ["R22)"]


def test_a_legal_term_that_has_passed_keeps_a_standby_off_the_flight() -> None:
    passed = Term(rule=RuleId("R01"), anchor=date(2026, 10, 1), level=Level.LEGAL)

    assert len(said(world(departure(w.A), departure(w.C, terms=(passed,))), approval())) == 1


@pytest.mark.parametrize(
    ("before", "refused"),
    [(w.clock(12, 1, date(2026, 11, 9)), True), (w.clock(12, 0, date(2026, 11, 9)), False)],
)
def test_nobody_stands_by_twice_within_fourteen_days(before: Minute, *, refused: bool) -> None:
    earlier = approval(FlightId("oud"), at=before)

    assert bool(said(world(), approval(), earlier)) == refused


def test_who_is_on_the_flight_already_does_not_stand_by_for_it() -> None:
    standby = Standby(activity=w.key("vertrek-A"), flight=w.F1, approved_by="T-77")

    assert said(world(), approval(case=w.A), standby=standby) == [
        (Level.HARD, "vertrek-A is zelf op deze vlucht gepland")
    ]


def test_nobody_stands_by_for_a_flight_on_which_nobody_is_planned() -> None:
    standby = replace(C_ON_F1, flight=w.F2)

    assert len(said(world(), approval(w.F2), standby=standby)) == 1


def test_an_escorted_standby_goes_with_the_escorts_of_who_falls_out() -> None:
    """Without escorts to take over R27 is broken; with those of A nothing is."""
    small = replace(world(departure(w.A, escorted=True), departure(w.C, escorted=True)), standbys=(approval(),))

    alone = found("R43", small, plan=plan(small, C_ON_F1))
    taken_over = found("R43", small, plan=plan(small, C_ON_F1, escorted=True))

    assert [breach.because.split("(")[-1] for breach in alone] == ["R27)"]
    assert taken_over == []


def test_the_rides_to_the_flight_of_one_s_own_keep_nobody_from_standing_by() -> None:
    """C flies on Monday, and is brought near on Sunday: for the flight of Tuesday every ride is planned anew."""
    near = move(
        "nacht-C",
        MoveRole.OVERNIGHT,
        serves=w.key("vertrek-C"),
        cases=(w.C,),
        window=Interval(w.clock(0, 0, SUNDAY), w.HORIZON.end),
    )
    there = move(
        "rit-C", MoveRole.TO_DEPARTURE, serves=w.key("vertrek-C"), after=near.key, cases=(w.C,), window=w.HORIZON
    )
    onward = move("verder-C", MoveRole.CHAIN, after=there.key, cases=(w.C,), window=w.HORIZON)
    court = move("zitting-C", MoveRole.COURT, cases=(w.C,), window=w.HORIZON)
    small = world(departure(w.A), departure(w.C), near, there, onward, court)
    by_a, by_c = small.activities[:2]
    planned = w.plan_of(
        small.activities,
        [
            flown(small, by_a, w.F2),
            flown(small, by_c),
            ridden(near, w.clock(20, 0, SUNDAY), w.clock(20, 45, SUNDAY)),
            ridden(there, w.clock(8), w.clock(8, 45)),
            ridden(onward, w.clock(9), w.clock(9, 45)),
            ridden(court, w.clock(9, 0, date(2026, 11, 20)), w.clock(9, 45, date(2026, 11, 20))),
        ],
    )
    view = View(Known(small.problem()), planned)

    (found_c,) = candidates(view, PLANNED, view.known.flights[w.F2])

    assert (found_c.activity, found_c.in_the_way) == (by_c.key, ())
    assert found_c.rides == (near.key, there.key, onward.key)


def test_the_search_takes_over_only_approvals_that_hold() -> None:
    small = replace(world(), standbys=(approval(), approval(w.F2)))

    assert standbys_of(View(Known(small.problem()), plan(small)), PLANNED) == (C_ON_F1,)


def test_approvals_that_do_not_hold_are_named_with_the_rule_in_the_way_and_those_that_hold_are_not() -> None:
    """C may stand by for the flight of Monday; on that of Tuesday nobody is planned."""
    small = replace(world(), standbys=(approval(), approval(w.F2)))

    (void,) = void_approvals(View(Known(small.problem()), plan(small)), PLANNED)

    assert void.approval == approval(w.F2)
    assert [reason.because for reason in void.in_the_way] == [
        "stond al reserve voor vlucht F1; dat mag eens per 14 dagen (aanname)",
        "op deze vlucht is niemand gepland om voor in te vallen",
    ]


@pytest.mark.parametrize(("days", "named"), [(13, 1), (14, 0)])
def test_an_approval_for_a_flight_that_is_no_longer_known_is_named_for_fourteen_days(days: int, named: int) -> None:
    old = approval(FlightId("oud"), at=Minute(w.NOW - days * MINUTES_PER_DAY))
    small = replace(world(), standbys=(old,))

    assert len(void_approvals(View(Known(small.problem()), plan(small)), PLANNED)) == named


def test_an_approved_departure_is_listed_though_it_is_on_the_flight_by_now() -> None:
    small = replace(world(), standbys=(approval(case=w.A),))
    view = View(Known(small.problem()), plan(small))

    listed = candidates(view, PLANNED, view.known.flights[w.F1])

    assert [(item.activity, item.approved_by, item.fits) for item in listed] == [
        (w.key("vertrek-C"), "", True),
        (w.key("vertrek-A"), "T-77", False),
    ]


def test_candidates_are_ordered_by_term_then_detention_then_key_and_those_with_a_rule_in_the_way_come_last() -> None:
    """B has no term but is detained longest; D's term runs out; E has nothing; C is blocked."""
    people = [CaseId(code) for code in "ABCDE"]
    term = Term(rule=RuleId("R01"), anchor=date(2026, 11, 2), level=Level.LEGAL)
    activities = tuple(departure(code, terms=(term,) if code == "D" else ()) for code in people)
    small = world(*activities)
    small = small.with_cases(
        cases=tuple(w.case(code) for code in people),
        tracks=tuple(TrackFact(case=code, track=Track.FORCED, valid=w.EVER) for code in people),
        conditions=tuple(
            ConditionFact(case=c, condition=condition, valid=w.EVER) for c in people for condition in Condition
        ),
        blocks=(BlockingFact(case=w.C, reason=BlockReason.APPEAL, valid=w.EVER),),
        stays=(Stay(case=w.B, place=w.DC, valid=Interval(w.clock(0, 0, date(2026, 10, 1)))),),
    )
    view = View(Known(small.problem()), plan(small))

    listed = candidates(view, PLANNED, view.known.flights[w.F1])

    assert [(item.activity, item.fits) for item in listed] == [
        (w.key("vertrek-D"), True),
        (w.key("vertrek-B"), True),
        (w.key("vertrek-E"), True),
        (w.key("vertrek-C"), False),
    ]
    assert [reason.rule for reason in listed[-1].in_the_way] == ["R22"]
