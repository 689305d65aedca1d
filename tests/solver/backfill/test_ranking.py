"""What could use something that came free: hand-derived rankings in the small world."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, ActivityKind, MoveRole, PresentationDetail, Term
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact, Specialism, Stay, Track, TrackFact
from planner.domain.flights import Carrier
from planner.domain.freed import Backfill, Freed
from planner.domain.ids import CarrierCode, CaseId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Plan
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.backfill.ranking import backfill
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, flown, heard, move, ridden, talk

SEAT = Freed(resource=ResourceRef(ResourceKind.FLIGHT, w.F1))
PEOPLE = tuple(CaseId(code) for code in "ABCDE")


def world(*activities: Activity, **changes: object) -> w.World:
    """Return a world in which everybody may leave by force, no two are a household, and KL takes one alone."""
    return (
        w.World(activities=activities, **changes)  # type: ignore[arg-type]
        .with_cases(
            cases=tuple(w.case(code) for code in PEOPLE),
            memberships=(),
            stays=tuple(Stay(case=code, place=w.AZC, valid=w.EVER) for code in PEOPLE),
            tracks=tuple(TrackFact(case=code, track=Track.FORCED, valid=w.EVER) for code in PEOPLE),
            conditions=tuple(
                ConditionFact(case=code, condition=condition, valid=w.EVER)
                for code in PEOPLE
                for condition in Condition
            ),
        )
        .with_resources(carriers=(Carrier(code=CarrierCode("KL"), max_depa=2, max_depu=1),))
    )


def ranked(small: w.World, freed: Freed, *planned: Appointment, fallen: tuple[str, ...] = ()) -> Backfill:
    """Return what could use it in a plan of these appointments."""
    plan: Plan = w.plan_of(small.activities, planned)
    return backfill(small.problem(), plan, freed, [w.key(name) for name in fallen])


def blocked(code: CaseId) -> BlockingFact:
    """Return an appeal that may be awaited here."""
    return BlockingFact(case=code, reason=BlockReason.APPEAL, valid=w.EVER)


def test_a_seat_that_fell_free_goes_to_legal_terms_first_then_detention_and_one_rule_away_is_named() -> None:
    """A fell out. D has a legal term in the horizon, which counts beside the departure; E is detained, C blocked."""
    term = Term(rule=RuleId("R01"), anchor=date(2026, 11, 2), level=Level.LEGAL)
    small = world(*(departure(code, terms=(term,) if code == "D" else ()) for code in PEOPLE))
    detained = Stay(case=PEOPLE[4], place=w.DC, valid=Interval(w.clock(0, 0, date(2026, 10, 1))))
    small = small.with_cases(blocks=(blocked(w.C),), stays=(*small.cases.stays[:4], detained))
    gone = flown(small, small.activities[0])

    result = ranked(small, SEAT, gone, fallen=("vertrek-A",))

    assert [
        (use.activity, dict(use.gains).get(Level.LEGAL), dict(use.gains)[Level.REALISED]) for use in result.uses
    ] == [
        (w.key("vertrek-D"), 1, 1),
        (w.key("vertrek-E"), None, 1),
        (w.key("vertrek-B"), None, 1),
    ]
    assert [(use.activity, [r.rule for r in use.in_the_way]) for use in result.one_rule_away] == [
        (w.key("vertrek-C"), ["R22"])
    ]


def test_a_seat_that_is_not_free_is_offered_to_nobody() -> None:
    small = world(departure(w.A), departure(w.B))

    result = ranked(small, SEAT, flown(small, small.activities[0]))

    assert result.uses == ()
    assert [[r.rule for r in use.in_the_way] for use in result.one_rule_away] == [["R34"]]


def test_a_cancelled_booking_frees_the_seat_by_itself() -> None:
    cancelled = Booking(
        activity=w.key("vertrek-A"),
        flight=w.F1,
        state=BookingState.CANCELLED,
        since=Minute(9),
        reason=CancelReason.NEW_APPLICATION,
    )
    small = world(departure(w.A), departure(w.B), bookings=(cancelled,))

    result = ranked(small, SEAT, flown(small, small.activities[0]))

    assert [use.activity for use in result.uses] == [w.key("vertrek-B")]


def test_within_the_notice_only_those_told_in_time_are_named() -> None:
    """A day before the flight: C was told 36 hours ahead and the form is in; B was not and is one rule away."""
    told = {"notice_given": w.clock(0, 0, date(2026, 11, 22)), "risk_form_sent": date(2026, 11, 20)}
    form = {"risk_form_sent": date(2026, 11, 20)}
    small = world(departure(w.B, **form), departure(w.C, **told), now=w.clock(12, 0, date(2026, 11, 22)))

    result = ranked(small, SEAT)

    assert [use.activity for use in result.uses] == [w.key("vertrek-C")]
    assert [[r.rule for r in use.in_the_way] for use in result.one_rule_away] == [["R11"]]


def test_a_later_departure_may_come_forward_for_the_days_it_saves() -> None:
    small = world(departure(w.A))

    result = ranked(small, SEAT, flown(small, small.activities[0], w.F2))

    assert [use.gains for use in result.uses] == [((Level.TIMELY, 1),)]
    assert result.uses[0].why == "nu gepland op di 24 nov 12:00"


def test_the_ride_to_the_later_flight_keeps_nobody_off_the_earlier_and_is_planned_anew() -> None:
    there = move("rit-A", MoveRole.TO_DEPARTURE, serves=w.key("vertrek-A"), cases=(w.A,), window=w.HORIZON)
    small = world(departure(w.A), there)
    by_a = flown(small, small.activities[0], w.F2)

    result = ranked(small, SEAT, by_a, ridden(there, w.clock(8, 0, w.TUESDAY), w.clock(8, 45, w.TUESDAY)))

    assert [(use.activity, use.in_the_way, use.rides) for use in result.uses] == [
        (w.key("vertrek-A"), (), (there.key,))
    ]


def test_the_rides_to_and_from_the_later_session_keep_nobody_out_of_the_earlier() -> None:
    hearing = replace(
        _presentation(w.C), terms=(Term(rule=RuleId("R01"), anchor=date(2026, 10, 26), level=Level.LEGAL),)
    )
    there = move("heen", MoveRole.TO_PRESENTATION, serves=hearing.key, cases=(w.C,), destination=w.MISSION_PLACE)
    back = move(
        "terug", MoveRole.FROM_PRESENTATION, serves=hearing.key, after=there.key, cases=(w.C,), place=w.MISSION_PLACE
    )
    small = world(hearing, there, back, now=w.clock(9, 0, date(2026, 11, 17)))
    planned = (
        heard(hearing, w.clock(10, 0, w.TUESDAY), w.OTHER_SESSION),
        ridden(there, w.clock(8, 30, w.TUESDAY), w.clock(9, 15, w.TUESDAY)),
        ridden(back, w.clock(10, 30, w.TUESDAY), w.clock(11, 15, w.TUESDAY)),
    )

    result = ranked(small, Freed(resource=ResourceRef(ResourceKind.SESSION, w.SESSION)), *planned)

    assert [(use.activity, use.in_the_way, use.rides) for use in result.uses] == [
        (hearing.key, (), (there.key, back.key))
    ]


def test_escorts_that_came_free_can_take_a_departure_whose_duty_they_are_there_for() -> None:
    """The duty for the flight at noon is from 10:00 to 24:00; an hour less is not enough."""
    small = world(departure(w.A, escorted=True), departure(w.B))
    team = ResourceRef(ResourceKind.ESCORT, w.T1)

    fits = ranked(small, Freed(resource=team, when=Interval(w.clock(10), w.clock(23))))
    short = ranked(small, Freed(resource=team, when=Interval(w.clock(10, 30), w.clock(23))))

    assert [use.activity for use in fits.uses] == []
    assert [use.activity for use in ranked(small, Freed(resource=team, when=w.SCOPE)).uses] == [w.key("vertrek-A")]
    assert (short.uses, short.one_rule_away) == ((), ())


def test_a_place_in_a_session_goes_to_who_is_not_yet_heard() -> None:
    """C is not planned; B is heard in the other session, and would gain that it is a day earlier."""
    detail = PresentationDetail(mission=w.MISSION)
    people = [replace(_presentation(code), detail=detail) for code in (w.B, w.C)]
    small = world(*people, now=w.clock(9, 0, date(2026, 11, 17)))
    freed = Freed(resource=ResourceRef(ResourceKind.SESSION, w.SESSION))

    result = ranked(small, freed, heard(people[0], w.clock(10, 0, w.TUESDAY), w.OTHER_SESSION))

    gains = [(use.activity, dict(use.gains)) for use in result.uses]
    assert gains == [(w.key("p-C"), {Level.REALISED: 1}), (w.key("p-B"), {Level.EFFICIENT: 1})]


def _presentation(code: CaseId) -> Activity:
    return Activity(
        key=w.key(f"p-{code}"),
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=20,
        window=w.HORIZON,
        cases=(code,),
        detail=PresentationDetail(mission=w.MISSION),
    )


def test_an_hour_of_a_room_goes_to_a_conversation_at_that_site_and_the_rule_that_forbids_another_is_named() -> None:
    """R1 may not talk with minors like B; D may only come later, C is spoken to elsewhere."""
    fits = conversation("g-A", invited_on=date(2026, 11, 18))
    minor = conversation("g-B", cases=(w.B,), specialism=Specialism.MINORS)
    later = conversation("g-D", cases=(PEOPLE[3],), window=Interval(w.clock(13), w.clock(16)))
    elsewhere = conversation("g-C", cases=(w.C,), place=w.DC)
    small = world(fits, minor, later, elsewhere)
    hour = Interval(w.clock(10), w.clock(11))

    result = ranked(small, Freed(resource=ResourceRef(ResourceKind.ROOM, w.AZC), when=hour))

    assert [(use.activity, use.appointment and use.appointment.start) for use in result.uses] == [
        (w.key("g-A"), w.clock(10))
    ]
    assert [(use.activity, [r.rule for r in use.in_the_way]) for use in result.one_rule_away] == [
        (w.key("g-B"), ["P04"])
    ]


def test_a_conversation_planned_in_time_does_not_come_into_account() -> None:
    small = world(conversation("g-A"))
    room = ResourceRef(ResourceKind.ROOM, w.AZC)

    result = ranked(
        small, Freed(resource=room, when=Interval(w.clock(10), w.clock(11))), talk(small.activities[0], w.clock(14))
    )

    assert (result.uses, result.one_rule_away, result.others) == ((), (), 0)


@pytest.mark.parametrize(("until", "rides"), [(w.clock(8, 25), 1), (w.clock(8, 24), 0)])
def test_a_vehicle_that_came_free_takes_a_move_it_is_in_time_for(until: Minute, rides: int) -> None:
    """From the depot at seven, fetched at 7:30, handed over from 8:15 to 8:25."""
    small = world(
        departure(w.A),
        move("rit-A", MoveRole.TO_DEPARTURE, serves=w.key("vertrek-A"), cases=(w.A,), window=w.HORIZON),
    )
    freed = Freed(resource=ResourceRef(ResourceKind.VEHICLE, w.BUS), when=Interval(w.clock(7), until))

    result = ranked(small, freed, flown(small, small.activities[0]))

    assert len(result.uses) == rides
    assert all(use.appointment == ridden(small.activities[1], w.clock(7, 30), w.clock(8, 15)) for use in result.uses)


def test_the_order_is_the_same_whatever_the_order_of_the_problem() -> None:
    activities = tuple(departure(code) for code in PEOPLE)

    one = ranked(world(*activities), SEAT)
    other = ranked(world(*reversed(activities)), SEAT)

    assert one == other
