"""Why nothing fits: the rules named are verified to be in the way."""

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.activities import Activity, BookedBy
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact, Specialism, Track, TrackFact
from planner.domain.civil import at
from planner.domain.ids import RuleId
from planner.domain.plan import UnplannedCode
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.blocking import Blocking, blocking, why_not
from solver.known import Known
from solver.modes import modes_of
from solver.rulebook import RULEBOOK
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, presentation

AWAY = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R1), interval=Interval(w.clock(12), w.clock(17)))


def _asked(world: w.World, without: RuleId | None = None) -> Blocking | None:
    known, activity = Known(world.problem()), world.activities[0]
    rules = tuple(rule for rule in RULEBOOK if rule.id != without)
    span = w.HORIZON if activity.kind.name in {"DEPARTURE", "PRESENTATION"} else w.SCOPE
    return blocking(known, activity, modes_of(known, activity), span, rules)


def test_what_can_be_planned_is_not_blocked() -> None:
    """An ordinary conversation."""
    assert _asked(w.World(activities=[conversation()])) is None


def test_rule_one_away_is_named_first() -> None:
    """Only this afternoon is possible, and R1 is away then."""
    activity = conversation(window=Interval(w.clock(13), w.clock(16)))
    world = w.World(activities=[activity]).with_resources(absences=(AWAY,))

    said = _asked(world)

    assert said is not None
    assert said.alone
    assert [(reason.rule, reason.because) for reason in said.reasons] == [
        ("P03", "R1 werkt ma 23 nov 13:00 niet (rooster, feestdag of afwezigheid); anders kon het ma 23 nov 13:00")
    ]
    assert said.code is UnplannedCode.NO_OPTION
    assert _asked(world, without=RuleId("P03")) is None


def test_rules_that_leave_nothing_are_all_named() -> None:
    """A minor needs a specialist, and R1, who is none, is away as well."""
    activity = conversation(window=Interval(w.clock(13), w.clock(16)), specialism=Specialism.MINORS)
    world = w.World(activities=[activity]).with_resources(absences=(AWAY,))

    said = _asked(world)

    assert said is not None
    assert not said.alone
    assert [reason.rule for reason in said.reasons] == ["P03", "P04"]


def test_fact_is_called_a_fact() -> None:
    """Everything is in order but an appeal that suspends."""
    activity = departure(window=Interval(w.clock(0), w.clock(24)))
    world = w.World(activities=[activity]).with_cases(
        tracks=(TrackFact(case=w.A, track=Track.FORCED, valid=w.EVER),),
        conditions=tuple(ConditionFact(case=w.A, condition=condition, valid=w.EVER) for condition in Condition),
        blocks=(BlockingFact(case=w.A, reason=BlockReason.APPEAL, valid=w.EVER),),
    )

    said = why_not(Known(world.problem()), activity)

    assert said.code is UnplannedCode.FACT
    assert [reason.rule for reason in said.reasons] == ["R22"]


def test_no_way_at_all_has_a_reason_too() -> None:
    """No flight, no session, no regievoerder."""
    no_flight, no_session, nobody = departure(), presentation(), conversation()
    world = w.World(activities=[no_flight, no_session, nobody])
    world = world.with_resources(flights=(), sessions=()).with_cases(ownerships=())
    known = Known(world.problem())

    said = [why_not(known, activity) for activity in world.activities]

    assert [item.reasons[0].rule for item in said] == ["P19", "P16a", "P07"]
    assert {item.code for item in said} == {UnplannedCode.NO_OPTION}


@settings(max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_taking_away_the_named_rule_leaves_a_moment(data: st.DataObject) -> None:
    """Whatever the conversation: a rule said to be one away really is; rules said to leave nothing really do."""
    hours = data.draw(st.tuples(st.integers(7, 18), st.integers(1, 8)))
    day = data.draw(st.sampled_from((w.MONDAY, w.TUESDAY, date(2026, 11, 28))))
    activity = conversation(
        window=Interval(at(day, hours[0]), at(day, sum(hours))),
        specialism=data.draw(st.sampled_from((None, Specialism.MINORS))),
        performer=data.draw(st.sampled_from((None, w.R1, w.R2))),
        place=data.draw(st.sampled_from((w.AZC, None))),
    )
    world = w.World(activities=[activity]).with_resources(absences=(AWAY,) if data.draw(st.booleans()) else ())

    _verify(world, activity)


def _verify(world: w.World, activity: Activity) -> None:
    said = _asked(world)
    if said is None or not modes_of(Known(world.problem()), activity):
        return
    for reason in said.reasons:
        assert reason.because
        if said.alone:
            assert _asked(world, without=reason.rule) is None
    assert len(Counter(reason.rule for reason in said.reasons)) == len(said.reasons)


def test_presentation_can_begin_at_any_five_minutes() -> None:
    """Only 10:05 is left, on no quarter of an hour."""
    length = presentation().duration
    window = Interval(w.clock(10, 5), Minute(w.clock(10, 5) + length + 2))

    assert _asked(w.World(activities=[presentation(window=window)])) is None


def test_departure_that_others_book_can_be_on_any_day() -> None:
    activity = departure(booked_by=BookedBy.IOM, track=Track.INDEPENDENT_IOM)

    said = _asked(w.World(activities=[activity]))

    assert said is not None
    assert [(reason.rule, reason.because) for reason in said.reasons] == [
        ("P21", "A: het spoor zelfstandig-iom geldt ma 23 nov 00:00 niet; anders kon het ma 23 nov 00:00")
    ]
